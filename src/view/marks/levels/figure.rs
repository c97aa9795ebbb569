//! The frame as a figure: three axes and the ellipsoid that they span.
//!
//! A frame maps a level's coordinates `y` to the next finer level:
//! `x ≈ linear · (y − origin) + centre`.

use bevy::{
    math::{DMat3, DVec3},
    prelude::*,
};

use crate::layout::Frame;

/// Number of points of a ring.
const RING: usize = 48;
/// Radius of the drawn ball, as a multiple of the ball that the level's vertices fill evenly along
/// the axis on which they spread least: so the figure stays within the level's own reach.
const ROOM: f32 = 1.1;
/// Least variance along an axis that counts, as a share of the mean over the axes: a flat level
/// still has a figure.
const LEAST_SPREAD: f32 = 0.1;

/// A frame as it is drawn: `x ≈ linear · (y − origin) + centre`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameFigure {
    /// The matrix α: its columns are the images of the axes.
    pub linear: DMat3,
    /// The centre of this level, world units.
    pub origin: DVec3,
    /// The centre of the finer level, world units.
    pub centre: DVec3,
    /// The centre of the graph, around which every level is drawn, world units. A level's own place
    /// has no effect on the layout.
    pub middle: DVec3,
    /// The time dilation between the two levels.
    pub phi: f64,
    /// Radius of the ball around this level, world units. The frame maps it to an ellipsoid around
    /// the finer level.
    pub radius: f32,
    /// Whether the layout is two-dimensional.
    flat: bool,
}

impl FrameFigure {
    /// The drawn frame of a level in a graph around `middle`. The level's vertices are at
    /// `positions` and merge `parts` vertices of the finer level each.
    pub(super) fn new(
        (frame, middle): (&Frame, DVec3),
        phi: f64,
        flat: bool,
        positions: &[Vec3],
        parts: &[u32],
    ) -> Self {
        let origin = frame.origin.as_vec3();
        // The level's variances along its axes.
        let (mut squares, mut count) = (Vec3::ZERO, 0.0);
        for (position, &parts) in positions.iter().zip(parts) {
            let from = *position - origin;
            squares += from * from * parts as f32;
            count += parts as f32;
        }
        let axes = if flat { 2 } else { 3 };
        let variances = &(squares / f32::max(count, 1.0)).to_array()[..axes];
        let mean = variances.iter().sum::<f32>() / axes as f32;
        let least = variances.iter().copied().fold(mean, f32::min);
        // Along each axis, the variance of an evenly filled ball (disc) is 1/5 (1/4) of its radius
        // squared.
        let square = (axes as f32 + 2.0) * least.max(LEAST_SPREAD * mean);
        Self {
            linear: frame.linear,
            origin: frame.origin,
            centre: frame.centre,
            middle,
            phi,
            radius: ROOM * square.sqrt(),
            flat,
        }
    }

    /// The factor by which the frame scales volumes.
    pub fn determinant(&self) -> f64 {
        self.linear.determinant()
    }

    /// Number of drawn axes: two in the plane, three in space.
    pub(super) const fn axis_count(&self) -> usize {
        if self.flat { 2 } else { 3 }
    }

    /// The points of the figure: the tips of the axes, the centre, then the rings, in world units.
    pub(super) fn figure_points(&self) -> impl Iterator<Item = Vec3> + '_ {
        const UNIT: [DVec3; 3] = [DVec3::X, DVec3::Y, DVec3::Z];
        let axes = &UNIT[..self.axis_count()];
        let rings = if self.flat { 1 } else { 3 };
        let ring = move |ring: usize| {
            let (a, b) = (UNIT[ring], UNIT[(ring + 1) % 3]);
            (0..RING).map(move |step| {
                let turn = std::f64::consts::TAU * step as f64 / RING as f64;
                a * turn.cos() + b * turn.sin()
            })
        };
        let unit = axes.iter().copied().chain([DVec3::ZERO]);
        unit.chain((0..rings).flat_map(ring))
            .map(|unit| (self.middle + self.linear * unit * f64::from(self.radius)).as_vec3())
    }

    /// The lines between [`Self::figure_points`], each with its axis; rings have none.
    pub(super) fn figure_lines(&self) -> impl Iterator<Item = ([u32; 2], Option<usize>)> {
        let axes = self.axis_count();
        let rings = if self.flat { 1 } else { 3 };
        let axis = move |axis: usize| ([axes as u32, axis as u32], Some(axis));
        let ring = move |ring: usize| {
            let first = axes + 1 + ring * RING;
            (0..RING).map(move |step| {
                let ends = [first + step, first + (step + 1) % RING];
                (ends.map(|end| end as u32), None)
            })
        };
        (0..axes).map(axis).chain((0..rings).flat_map(ring))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_is_the_unit_ball_seen_through_the_frame() {
        let frame = Frame {
            linear: DMat3::from_cols(DVec3::X * 2.0, DVec3::Z, DVec3::Y * -0.5),
            centre: DVec3::new(10.0, 0.0, 0.0),
            origin: DVec3::Y,
            ..Frame::default()
        };
        // Two vertices a unit from the origin along one axis: the mean variance is 1/3.
        let places = [Vec3::new(1.0, 1.0, 0.0), Vec3::new(-1.0, 1.0, 0.0)];
        let seen = FrameFigure::new((&frame, frame.centre), 0.25, false, &places, &[1, 3]);
        let radius = ROOM * (5.0 * LEAST_SPREAD / 3.0).sqrt();
        assert!((seen.radius - radius).abs() < 1e-6);
        assert!((seen.determinant() - 1.0).abs() < 1e-12);
        let points: Vec<Vec3> = seen.figure_points().collect();
        let wanted = [
            Vec3::new(10.0 + 2.0 * radius, 0.0, 0.0),
            Vec3::new(10.0, 0.0, radius),
            Vec3::new(10.0, -0.5 * radius, 0.0),
            Vec3::new(10.0, 0.0, 0.0),
        ];
        for (point, wanted) in points.iter().zip(wanted) {
            assert!(point.distance(wanted) < 1e-5, "{point} {wanted}");
        }
        // Spread by 1, 4 and 9 along the axes: the least counts.
        let corner = |i: u32| {
            let sides = Vec3::new((i & 1) as f32, (i >> 1 & 1) as f32, (i >> 2) as f32);
            Vec3::Y + (2.0 * sides - 1.0) * Vec3::new(1.0, 2.0, 3.0)
        };
        let places: Vec<Vec3> = (0..8).map(corner).collect();
        let spread = FrameFigure::new((&frame, frame.centre), 0.25, false, &places, &[2; 8]);
        assert!((spread.radius - ROOM * 5.0f32.sqrt()).abs() < 1e-5);
        let last = seen.figure_lines().flat_map(|(ends, _)| ends).max();
        assert_eq!(last, Some(points.len() as u32 - 1));
        let flat = FrameFigure::new((&frame, frame.centre), 0.25, true, &places, &[1, 3]);
        assert_eq!(flat.figure_points().count(), 2 + 1 + RING);
        assert_eq!(flat.figure_lines().count(), 2 + RING);
    }
}
