//! The size at which springs and repulsion balance.

use glam::{DVec3, Vec3};

use super::super::{law::Law, springs::Springs};

/// By how much the size of a layout is multiplied at most, or divided.
const BOUND: f64 = 100.0;

/// By what the layout must be scaled for `Σ x·F` of the springs and of the repulsion
/// (`pushes`) to cancel out: at rest they do (the virial theorem), and springs
/// go with `d^p`, repulsion with `d^−q`. `None` if they cannot.
pub fn scale(
    law: Law,
    springs: &Springs,
    points: &[Vec3],
    edges: &[[u32; 2]],
    strengths: &[f32],
    pushes: &[Vec3],
) -> Option<f32> {
    let centre = points.iter().map(|p| p.as_dvec3()).sum::<DVec3>() / points.len() as f64;
    let apart: f64 = points
        .iter()
        .zip(pushes)
        .map(|(point, push)| (point.as_dvec3() - centre).dot(push.as_dvec3()))
        .sum();
    let together: f64 = edges
        .iter()
        .zip(strengths)
        .map(|(&[a, b], &strength)| {
            let (a, b) = (points[a as usize], points[b as usize]);
            f64::from(springs.pull(a, b, strength)) * f64::from(a.distance(b))
        })
        .sum();
    let factor = root(apart / together, exponent(law))?;
    Some(factor.clamp(1.0 / BOUND, BOUND) as f32)
}

/// The length at which one spring and the push of its two ends balance.
pub fn rest_length(law: Law, attraction: f64, repulsion: f64) -> f32 {
    root(repulsion / attraction, exponent(law)).map_or(1.0, |length| length.clamp(1e-3, 1e3)) as f32
}

const fn exponent(law: Law) -> u32 {
    law.spring_exponent() + law.repulsion_exponent()
}

/// The positive root of a positive number, by bisection: the same bits everywhere.
pub fn root(of: f64, exponent: u32) -> Option<f64> {
    if !(of.is_finite() && of > 0.0) {
        return None;
    }
    let power = |x: f64| (0..exponent).fold(1.0, |power, _| power * x);
    let (mut low, mut high) = (0.0, of.max(1.0));
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if power(middle) < of {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
