//! Two moons: two interleaved half circles, a classic data set that is not linearly separable.

use std::f64::consts::{PI, TAU};

use rand::{Rng, RngExt, seq::SliceRandom};

use super::Samples;

/// Draws `samples` points on two interleaved half circles in random order, like scikit-learn's
/// `make_moons`. Half of them are on the upper moon (target −1), the rest on the lower one
/// (target 1). Each coordinate gets Gaussian noise with standard deviation `noise`.
pub fn moons(samples: usize, noise: f64, rng: &mut impl Rng) -> Samples<2> {
    let upper = samples / 2;
    let lower = samples - upper;
    let on_upper = half_circle(upper).map(|(x, y)| ([x, y], -1.0));
    let on_lower = half_circle(lower).map(|(x, y)| ([1.0 - x, 0.5 - y], 1.0));
    let mut points: Vec<([f64; 2], f64)> = on_upper.chain(on_lower).collect();
    points.shuffle(rng);
    for (point, _) in &mut points {
        let [dx, dy] = gaussian_pair(rng);
        point[0] += noise * dx;
        point[1] += noise * dy;
    }
    let (inputs, targets) = points.into_iter().unzip();
    Samples { inputs, targets }
}

/// Evenly spaced points from (1, 0) over (0, 1) to (−1, 0).
fn half_circle(points: usize) -> impl Iterator<Item = (f64, f64)> {
    let gaps = points.saturating_sub(1).max(1) as f64;
    (0..points).map(move |point| {
        let angle = PI * point as f64 / gaps;
        (libm::cos(angle), libm::sin(angle))
    })
}

/// Two independent standard normal numbers (Box and Muller, 1958).
fn gaussian_pair(rng: &mut impl Rng) -> [f64; 2] {
    // 1 − u is in (0, 1]: its logarithm is finite.
    let radius = (-2.0 * libm::log(1.0 - rng.random::<f64>())).sqrt();
    let angle = TAU * rng.random::<f64>();
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::ChaCha8Rng};

    use super::*;

    #[test]
    fn without_noise_every_point_lies_on_its_moon() {
        let samples = moons(101, 0.0, &mut ChaCha8Rng::seed_from_u64(3));
        assert_eq!(
            samples
                .targets
                .iter()
                .filter(|&&target| target < 0.0)
                .count(),
            50
        );
        for ([x, y], target) in samples.inputs.iter().zip(&samples.targets) {
            let (x, y) = if *target < 0.0 {
                (*x, *y)
            } else {
                (1.0 - x, 0.5 - y)
            };
            assert!((x.hypot(y) - 1.0).abs() < 1e-12 && y > -1e-12);
        }
    }

    #[test]
    fn noise_has_mean_zero_and_the_given_spread() {
        let rng = &mut ChaCha8Rng::seed_from_u64(4);
        let numbers: Vec<f64> = (0..20_000).flat_map(|_| gaussian_pair(rng)).collect();
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let variance = numbers.iter().map(|number| number * number).sum::<f64>() / count;
        assert!(
            mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03,
            "mean {mean}, variance {variance}"
        );
    }

    #[test]
    fn any_number_of_samples_works() {
        for count in [0, 1, 2, 3] {
            assert_eq!(
                moons(count, 0.1, &mut ChaCha8Rng::seed_from_u64(0))
                    .inputs
                    .len(),
                count
            );
        }
    }
}
