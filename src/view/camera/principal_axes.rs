//! The principal axes of a graph's vertices, and the view along the thinnest one: plain maths.

use bevy::prelude::*;

/// Variance of an axis as a share of the next wider one's, from which on both count as equal.
const EQUAL: f32 = 0.85;
/// Share of an axis that is vertical, from which on it counts as vertical: the cosine of 30°.
const VERTICAL: f32 = 0.866;
/// Components of a unit vector below this have no sign.
const NO_SIDE: f32 = 0.14;
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

    /// Yaw and pitch of the view along the thinnest axis, radians, from the side nearer to the
    /// present one. `now` is the present rotation of the camera, whose axes point right, up, and
    /// towards the viewer. `None` if the thinnest and the middle axis are equal: no side is better.
    ///
    /// From above or below, the widest axis lies from left to right if the picture is `wide`, and
    /// upright otherwise.
    pub fn best_view(&self, now: Quat, wide: bool) -> Option<(f32, f32)> {
        let [thin, middle, widest] = self.variances;
        if thin >= EQUAL * middle || middle <= 1e-6 * widest {
            return None;
        }
        let [axis, middle_axis, widest_axis] = self.axes;
        let backwards = axis.dot(now * Vec3::Z) < 0.0;
        let towards = if backwards { -axis } else { axis };
        if towards.y.abs() < VERTICAL {
            return Some((towards.x.atan2(towards.z), towards.y.asin()));
        }
        // The axis that lies from left to right. A disc has none: its yaw stays.
        let now_right = now * Vec3::X;
        let across = if wide { widest_axis } else { middle_axis };
        let across = if middle >= EQUAL * widest {
            now_right
        } else {
            across.with_y(0.0).normalize_or(now_right)
        };
        let turned = across.dot(now_right) < 0.0;
        let mut right = if turned { -across } else { across };
        // The horizontal direction towards the viewer must not lie behind the axis.
        let ahead = |right: Vec3| towards.dot(Vec3::new(-right.z, 0.0, right.x));
        if ahead(right) < -NO_SIDE {
            right = -right;
        }
        let pitch = towards.y.atan2(ahead(right).max(0.0));
        Some(((-right.z).atan2(right.x), pitch))
    }

    /// Pitch of the view across the x axis along which the graph is thinnest, radians: layers lead
    /// from left to right, so the camera stays in front of them. `now` is as in
    /// [`Self::best_view`]. `None` for a graph that is round about this axis.
    pub fn best_pitch_across_x(&self, now: Quat) -> Option<f32> {
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
        let [.., widest] = self.variances;
        if mean - radius >= EQUAL * (mean + radius) || mean <= 1e-6 * widest {
            return None;
        }
        // The widest direction makes this angle with y; the thinnest is at a right angle to it.
        let angle = 0.5 * yz.atan2(half);
        let (y, z) = (-angle.sin(), angle.cos());
        // Straight from above and straight from below are equally good: the nearer one.
        let behind = if z.abs() < NO_SIDE {
            y * (now * Vec3::Z).y < 0.0
        } else {
            z < 0.0
        };
        let (y, z) = if behind { (-y, -z) } else { (y, z) };
        Some(y.atan2(z.max(0.0)))
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
            let (above, below) = (matrix[p], matrix[q]);
            matrix[p] = [0, 1, 2].map(|column| cosine * above[column] - sine * below[column]);
            matrix[q] = [0, 1, 2].map(|column| sine * above[column] + cosine * below[column]);
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

    /// The rotation of a camera.
    fn rotation(yaw: f32, pitch: f32) -> Quat {
        Quat::from_rotation_y(yaw) * Quat::from_rotation_x(-pitch)
    }

    /// The corners of a box with three sides along x, y and z, turned.
    fn box_corners(sides: Vec3, turn: Quat) -> Vec<Vec3> {
        let corner = |i: u32| Vec3::new((i & 1) as f32, (i >> 1 & 1) as f32, (i >> 2) as f32);
        (0..8).map(|i| turn * ((corner(i) - 0.5) * sides)).collect()
    }

    proptest! {
        #[test]
        fn the_axes_of_a_turned_box_are_its_own(
            yaw in -3.0_f32..3.0, pitch in -1.57_f32..1.57, roll in -3.0_f32..3.0,
            far in -1e3_f32..1e3, (now_yaw, now_pitch) in (-9.0_f32..9.0, -1.57_f32..1.57), wide: bool,
        ) {
            let turn = Quat::from_euler(EulerRot::YXZ, yaw, pitch, roll);
            let mut points = box_corners(Vec3::new(9.0, 3.0, 1.0), turn);
            points.iter_mut().for_each(|point| *point += far);
            let axes = PrincipalAxes::from_points(&points).expect("eight points");
            for (axis, own) in axes.axes.iter().zip([Vec3::Z, Vec3::Y, Vec3::X]) {
                prop_assert!(axis.dot(turn * own).abs() > 0.999, "{axes:?}");
            }
            for (variance, side) in axes.variances.iter().zip([1.0_f32, 3.0, 9.0]) {
                prop_assert!((variance - side * side / 4.0).abs() < 0.02 * side * side);
            }
            // The view looks along the thinnest axis, from the nearer side.
            let now = rotation(now_yaw, now_pitch);
            let (yaw, pitch) = axes.best_view(now, wide).expect("it is not round");
            let view = rotation(yaw, pitch);
            let [thin, middle, widest] = axes.axes;
            let along = thin.dot(view * Vec3::Z);
            prop_assert!(pitch.abs() <= 1.571);
            let side = thin.dot(now * Vec3::Z);
            prop_assert!(side.abs() < 1e-3 || side * along > 0.0, "{side} {along}");
            if thin.y.abs() < VERTICAL {
                prop_assert!(along.abs() > 0.999, "{along}");
            } else {
                // From above, the turn about the vertical costs at most as much as the axis leans.
                prop_assert!(along.abs() > 0.84, "{along}");
                let across = if wide { widest } else { middle };
                let seen = view.inverse() * across;
                prop_assert!(seen.x.abs() > 0.85, "{seen} lies from left to right");
            }
        }

        #[test]
        fn layers_keep_their_direction_and_are_seen_along_the_thinner_one(
            turn in -3.1_f32..3.1, now_pitch in -1.5_f32..1.5,
        ) {
            let turn = Quat::from_rotation_x(turn);
            let points = box_corners(Vec3::new(20.0, 4.0, 1.0), turn);
            let axes = PrincipalAxes::from_points(&points).expect("eight points");
            let pitch = axes.best_pitch_across_x(rotation(0.3, now_pitch)).expect("it is flat");
            prop_assert!(pitch.abs() <= 1.571);
            let towards = rotation(0.0, pitch) * Vec3::Z;
            prop_assert!(towards.dot(turn * Vec3::Z).abs() > 0.98, "{towards}");
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
        assert_eq!(cube.best_view(Quat::IDENTITY, true), None);
        assert_eq!(cube.best_pitch_across_x(Quat::IDENTITY), None);
        // A flat box in the plane of x and z is seen from above, its longer side from left to
        // right, or upright in an upright picture.
        let flat = |x: f32| -> PrincipalAxes {
            let points: Vec<Vec3> = points
                .iter()
                .map(|p| Vec3::new(x * p.x, 0.1 * p.y, p.z))
                .collect();
            PrincipalAxes::from_points(&points).expect("points")
        };
        let now = rotation(0.4, 0.3);
        for (wide, wanted) in [(true, 0.0), (false, 1.571)] {
            let (yaw, pitch) = flat(2.0).best_view(now, wide).expect("it is flat");
            assert!((pitch - 1.571).abs() < 1e-2, "{pitch}");
            assert!((yaw.abs() - wanted).abs() < 1e-2, "{yaw}");
        }
        let (yaw, _) = flat(1.0).best_view(now, true).expect("it is flat");
        assert!((yaw - 0.4).abs() < 1e-3, "the yaw of a disc stays: {yaw}");
        for pitch in [0.3, -0.3] {
            let across = flat(2.0).best_pitch_across_x(rotation(0.3, pitch));
            let across = across.expect("it is flat");
            assert!((across - 1.571_f32.copysign(pitch)).abs() < 1e-2);
        }
        assert_eq!(PrincipalAxes::from_points(&[Vec3::X, Vec3::NAN]), None);
    }
}
