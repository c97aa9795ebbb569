//! The principal axes of a graph's vertices, and the view along the thinnest one: plain maths.

use bevy::prelude::*;

/// Variance of the thinnest axis as a share of the middle one's, from which on a graph counts as
/// round and has no best side.
const ROUND: f32 = 0.85;
/// Greatest pitch of the view along an axis, radians: the graph is not seen from straight above.
const STEEPEST: f32 = 1.35;
/// Most vertices that are measured; of a larger graph a sample is.
const SAMPLED: usize = 20_000;

/// The principal axes of some points: unit vectors with their variances, the thinnest first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PrincipalAxes {
    /// The directions.
    pub axes: [Vec3; 3],
    /// The variances along them, world units squared.
    pub variances: [f32; 3],
}

impl PrincipalAxes {
    /// Measures the points. Positions that are not finite are left out; `None` with fewer than
    /// three others.
    pub fn from_points(points: &[Vec3]) -> Option<Self> {
        let step = points.len().div_ceil(SAMPLED).max(1);
        let sample = || {
            let sample = points.iter().step_by(step).copied();
            sample.filter(|point| point.is_finite()).map(Vec3::as_dvec3)
        };
        let count = sample().count();
        if count < 3 {
            return None;
        }
        let middle = sample().sum::<bevy::math::DVec3>() / count as f64;
        let mut spread = [[0.0_f64; 3]; 3];
        for point in sample() {
            let from = (point - middle).to_array();
            for (row, a) in spread.iter_mut().zip(from) {
                for (cell, b) in row.iter_mut().zip(from) {
                    *cell += a * b;
                }
            }
        }
        for cell in spread.iter_mut().flatten() {
            *cell /= count as f64;
        }
        let (values, vectors) = diagonalize(spread);
        let mut order = [0, 1, 2];
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        Some(Self {
            axes: order.map(|axis| vectors[axis].normalize_or(Vec3::Z)),
            variances: order.map(|axis| values[axis].max(0.0) as f32),
        })
    }

    /// Yaw and pitch of the view along the thinnest axis, radians: from the side nearer to the
    /// direction `from`, which points towards the camera. `None` for a round graph.
    pub fn best_view(&self, from: Vec3) -> Option<(f32, f32)> {
        let [thin, middle, _] = self.variances;
        if thin >= ROUND * middle || middle <= 0.0 {
            return None;
        }
        let [axis, ..] = self.axes;
        let towards = if axis.dot(from) < 0.0 { -axis } else { axis };
        let pitch = towards.y.clamp(-1.0, 1.0).asin();
        if pitch.abs() < STEEPEST {
            return Some((towards.x.atan2(towards.z), pitch));
        }
        // Seen from above, the widest axis lies from left to right.
        let widest = self.axes[2];
        Some(((-widest.z).atan2(widest.x), STEEPEST.copysign(pitch)))
    }

    /// Pitch of the view across the x axis along which the graph is thinnest, radians: layers lead
    /// from left to right. `None` for a graph that is round about this axis.
    pub fn best_pitch_across_x(&self) -> Option<f32> {
        // The covariance in the plane of y and z.
        let (mut yy, mut yz, mut zz) = (0.0, 0.0, 0.0);
        for (axis, variance) in self.axes.iter().zip(self.variances) {
            yy += variance * axis.y * axis.y;
            yz += variance * axis.y * axis.z;
            zz += variance * axis.z * axis.z;
        }
        let half = 0.5 * (yy - zz);
        let radius = half.hypot(yz);
        let mean = 0.5 * (yy + zz);
        if mean <= 0.0 || mean - radius >= ROUND * (mean + radius) {
            return None;
        }
        // The widest direction makes this angle with y; the thinnest is at a right angle to it.
        let widest = 0.5 * yz.atan2(half);
        let (y, z) = (-widest.sin(), widest.cos());
        let (y, z) = if z < 0.0 { (-y, -z) } else { (y, z) };
        Some(y.atan2(z).clamp(-STEEPEST, STEEPEST))
    }
}

/// Eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (G. Golub and
/// C. Van Loan, *Matrix Computations*, §8.5).
fn diagonalize(mut matrix: [[f64; 3]; 3]) -> ([f64; 3], [Vec3; 3]) {
    /// Sweeps over the three pairs: convergence is quadratic.
    const SWEEPS: usize = 12;
    let mut vectors = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for _ in 0..SWEEPS {
        for (p, q) in [(0, 1), (0, 2), (1, 2)] {
            let off = matrix[p][q];
            if off == 0.0 {
                continue;
            }
            // The rotation by the smaller angle that makes the element zero.
            let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * off);
            let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
            let tangent = if theta == 0.0 { 1.0 } else { tangent };
            let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
            let sine = tangent * cosine;
            for row in &mut matrix {
                let (a, b) = (row[p], row[q]);
                row[p] = cosine * a - sine * b;
                row[q] = sine * a + cosine * b;
            }
            for column in 0..3 {
                let (a, b) = (matrix[p][column], matrix[q][column]);
                matrix[p][column] = cosine * a - sine * b;
                matrix[q][column] = sine * a + cosine * b;
            }
            for row in &mut vectors {
                let (a, b) = (row[p], row[q]);
                row[p] = cosine * a - sine * b;
                row[q] = sine * a + cosine * b;
            }
        }
    }
    let values = [matrix[0][0], matrix[1][1], matrix[2][2]];
    let vector = |axis: usize| {
        Vec3::new(
            vectors[0][axis] as f32,
            vectors[1][axis] as f32,
            vectors[2][axis] as f32,
        )
    };
    (values, [vector(0), vector(1), vector(2)])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_axes_of_a_turned_box_are_its_own(
            yaw in -3.0_f32..3.0, pitch in -1.2_f32..1.2, roll in -3.0_f32..3.0,
            far in -1e3_f32..1e3,
        ) {
            let turn = Quat::from_euler(EulerRot::YXZ, yaw, pitch, roll);
            let sides = Vec3::new(9.0, 3.0, 1.0);
            let points: Vec<Vec3> = (0..8)
                .map(|i| Vec3::new((i & 1) as f32, (i >> 1 & 1) as f32, (i >> 2) as f32) - 0.5)
                .map(|corner| turn * (corner * sides) + far)
                .collect();
            let axes = PrincipalAxes::from_points(&points).expect("eight points");
            for (axis, own) in axes.axes.iter().zip([Vec3::Z, Vec3::Y, Vec3::X]) {
                prop_assert!(axis.dot(turn * own).abs() > 0.999, "{axes:?}");
            }
            for (variance, side) in axes.variances.iter().zip([1.0_f32, 3.0, 9.0]) {
                prop_assert!((variance - side * side / 4.0).abs() < 0.02 * side * side);
            }
            // The view looks along the thinnest axis, unless that is nearly vertical.
            let (yaw, pitch) = axes.best_view(Vec3::Z).expect("it is not round");
            let towards = Vec3::new(
                yaw.sin() * pitch.cos(), pitch.sin(), yaw.cos() * pitch.cos(),
            );
            if axes.axes[0].y.abs() < 0.97 {
                prop_assert!(towards.dot(axes.axes[0]).abs() > 0.999, "{towards}");
            }
        }
    }

    #[test]
    fn a_ball_has_no_best_view_and_a_disc_has_one() {
        let mut points = Vec::new();
        for i in 0..10 {
            for j in 0..10 {
                for k in 0..10 {
                    points.push(Vec3::new(i as f32, j as f32, k as f32));
                }
            }
        }
        let cube = PrincipalAxes::from_points(&points).expect("points");
        assert_eq!(cube.best_view(Vec3::Z), None);
        assert_eq!(cube.best_pitch_across_x(), None);
        // A disc in the plane of x and z is seen from above, its longer axis from left to right.
        let flat: Vec<Vec3> = points
            .iter()
            .map(|p| Vec3::new(2.0 * p.x, 0.1 * p.y, p.z))
            .collect();
        let disc = PrincipalAxes::from_points(&flat).expect("points");
        let (yaw, pitch) = disc.best_view(Vec3::Y).expect("it is flat");
        assert!(
            (pitch - STEEPEST).abs() < 1e-4 && yaw.sin().abs() < 1e-3,
            "{yaw} {pitch}"
        );
        let across = disc.best_pitch_across_x().expect("it is flat");
        assert!((across.abs() - STEEPEST).abs() < 1e-3, "{across}");
        assert_eq!(PrincipalAxes::from_points(&[Vec3::X, Vec3::NAN]), None);
    }
}
