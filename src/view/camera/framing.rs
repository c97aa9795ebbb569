//! Computes the camera distance at which a graph fills a given part of the picture: plain maths.
//!
//! A vertex is a ball at the position p in the axes of the view, with the radius r. The camera looks
//! along −z from the distance d in front of the middle m. The ball stays inside a side of slope s if
//! |p.x − m.x| + r ≤ s · (d − p.z). With the supports high = max(p.x + r + s·p.z) and
//! low = max(r − p.x + s·p.z), both sides touch at d = (high + low) / 2s and m.x = (high − low) / 2.

use bevy::prelude::*;

/// Share of the free area's width or height that the graph spans, whichever it reaches first.
const SPAN: f32 = 0.87;
/// Most rounds of the search for the middle of the side that is not filled.
const ROUNDS: usize = 8;
/// The search ends when the slope of this side changes by a smaller share.
const EXACT: f32 = 1e-4;

/// Vertical field of view, radians.
pub const FIELD_OF_VIEW: f32 = 0.7;

/// The picture into which a graph is framed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FramedView {
    /// Rotation of the camera, which looks along its −z.
    pub rotation: Quat,
    /// Size of the picture, both positive; it shows [`FIELD_OF_VIEW`] from top to bottom.
    pub size: Vec2,
    /// The part of the picture to fill, same unit.
    pub free: Rect,
    /// Radius of a vertex of the usual size, world units: without a vertex, one at the centre is
    /// framed.
    pub vertex_radius: f32,
}

/// The balls that reach farthest to both sides along one axis of the picture, at a given slope.
#[derive(Clone, Copy, Debug)]
struct Support {
    /// Largest `along + radius + slope · depth`, and the depth of its ball.
    high: (f32, f32),
    /// Largest `radius − along + slope · depth`, and the depth of its ball.
    low: (f32, f32),
}

impl Support {
    const NONE: Self = Self {
        high: (f32::NEG_INFINITY, 0.0),
        low: (f32::NEG_INFINITY, 0.0),
    };

    /// Adds a ball: its place along the axis, its radius, and its depth towards the camera.
    fn add_ball(&mut self, along: f32, radius: f32, depth: f32, slope: f32) {
        let rim = radius + slope * depth;
        if rim + along > self.high.0 {
            self.high = (rim + along, depth);
        }
        if rim - along > self.low.0 {
            self.low = (rim - along, depth);
        }
    }

    /// Half the width between both sides, in the plane through the centre.
    fn half_width(&self) -> f32 {
        0.5 * (self.high.0 + self.low.0)
    }

    fn middle(&self) -> f32 {
        0.5 * (self.high.0 - self.low.0)
    }

    /// Mean depth of both balls: the derivative of [`Self::half_width`] by the slope.
    fn depth(&self) -> f32 {
        0.5 * (self.high.1 + self.low.1)
    }
}

/// Half the width of a framed graph divided by its distance.
pub fn framed_slope(size: Vec2, free: Rect) -> f32 {
    let short = free
        .size()
        .min_element()
        .clamp(size.y * 0.05, size.max_element());
    SPAN * (FIELD_OF_VIEW * 0.5).tan() * short / size.y
}

/// Computes the focus and the distance at which the projected shape of `balls` is centred and spans
/// [`SPAN`] of the free area's width or height, whichever it reaches first. A ball is its position
/// and its radius, world units; balls that are not finite are left out. `center` is any point near
/// their middle.
pub fn fit_balls(
    balls: impl Iterator<Item = Vec4> + Clone,
    center: Vec3,
    view: &FramedView,
) -> (Vec3, f32) {
    let short = framed_slope(view.size, view.free);
    let sides = view.free.size();
    let slopes = short * sides / sides.min_element().max(1.0);
    let axes = [view.rotation * Vec3::X, view.rotation * Vec3::Y];
    let towards = view.rotation * Vec3::Z;
    let measure = |axis: usize, slope: f32| {
        let mut support = Support::NONE;
        for ball in balls.clone() {
            let from = ball.truncate() - center;
            let (along, depth) = (axes[axis].dot(from), towards.dot(from));
            if (along + depth + ball.w).is_finite() {
                support.add_ball(along, ball.w, depth, slope);
            }
        }
        support
    };
    // The distance at which the sides of an axis touch; the farther one of both axes.
    let supports = [0, 1].map(|axis| measure(axis, slopes[axis]));
    let touching = [0, 1].map(|axis| supports[axis].half_width() / slopes[axis]);
    let distance = touching[0].max(touching[1]);
    if !distance.is_finite() {
        return (center, view.vertex_radius / short);
    }
    // The middle of both axes. On the axis that is not filled, the sides touch at a lower slope.
    let middle = [0, 1].map(|axis| {
        center_axis(supports[axis], slopes[axis], distance, |slope| {
            measure(axis, slope)
        })
    });
    let focus = center + axes[0] * middle[0] + axes[1] * middle[1];
    (focus, distance)
}

/// The middle of an axis seen from a distance. `support` is measured at `slope`, at which no ball
/// sticks out.
///
/// Newton's method for `half_width(slope) = slope · distance`. The half width is convex and piecewise
/// linear, so the method is exact after a few rounds.
fn center_axis(
    mut support: Support,
    mut slope: f32,
    distance: f32,
    measure: impl Fn(f32) -> Support,
) -> f32 {
    for _ in 0..ROUNDS {
        let excess = support.half_width() - slope * distance;
        // Every ball is in front of the camera: the rate is below zero.
        let rate = (support.depth() - distance).min(-1e-3 * distance);
        let next = (slope - excess / rate).max(0.0);
        if (next - slope).abs() <= EXACT * slope {
            break;
        }
        slope = next;
        support = measure(slope);
    }
    support.middle()
}

/// Offset of the free area's centre from the picture's centre, in the picture's unit: the centre of
/// projection moves by it.
pub fn projection_offset(size: Vec2, free: Rect) -> Vec2 {
    free.center() - size * 0.5
}

/// The free area within the picture, or the whole picture if that is empty or not a number.
pub fn usable_area(size: Vec2, free: Rect) -> Rect {
    let whole = Rect::from_corners(Vec2::ZERO, size);
    let area = free.intersect(whole);
    if area.size().min_element() > 1.0 {
        area
    } else {
        whole
    }
}

/// Distance of the near plane for a camera `distance` away from its focus: small enough that
/// nothing distinguishable is clipped. The projection has no far plane.
pub fn near_plane(distance: f32) -> f32 {
    (distance * 1e-3).max(f32::MIN_POSITIVE * 1e6)
}

/// Exponential easing towards `goal` at `rate` per second: the same path at every frame rate.
pub fn ease_towards(current: f32, goal: f32, rate: f32, seconds: f32) -> f32 {
    goal + (current - goal) * (-rate * seconds).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_framed_graph_fills_width_or_height_and_is_centred(
            points in prop::collection::vec(
                (prop::array::uniform3(-1.0_f32..1.0), prop::sample::select(vec![1.0_f32, 1.0, 1.0, 2.2, 5.0])),
                3..40,
            ),
            exponent in -3.0_f32..6.0, far in -9.0_f32..9.0, height in 240.0_f32..3000.0, aspect in 0.5_f32..3.0,
            (left, right, top) in (0.0_f32..0.4, 0.6_f32..1.0, 0.0_f32..0.5),
            (flat, long) in (0.0_f32..1.0, 1.0_f32..30.0), yaw in -3.0_f32..3.0, pitch in -1.57_f32..1.57,
        ) {
            let (scale, width) = (10.0_f32.powf(exponent), aspect * height);
            let size = Vec2::new(width, height);
            let shape = Vec3::new(long, flat, 1.0) * scale;
            let radius = 0.02 * scale;
            let place = Vec3::splat(far * scale);
            let balls: Vec<Vec4> = points
                .into_iter()
                .map(|(point, multiple)| (Vec3::from(point) * shape + place).extend(radius * multiple))
                .collect();
            let center = balls.iter().sum::<Vec4>().truncate() / balls.len() as f32;
            let free = Rect::new(left * width, top * height, right * width, height);
            let rotation = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(pitch);
            let view = FramedView { rotation, size, free, vertex_radius: radius };
            let (focus, distance) = fit_balls(balls.iter().copied(), center, &view);
            let focal = 0.5 * height / (FIELD_OF_VIEW * 0.5).tan();
            let (mut low, mut high) = (Vec2::MAX, Vec2::MIN);
            for &ball in &balls {
                let seen = rotation.inverse() * (ball.truncate() - focus);
                let depth = distance - seen.z;
                prop_assert!(depth > near_plane(distance), "clipped");
                let rim = |side: f32| (seen.truncate() + side * ball.w) * focal / depth;
                (low, high) = (low.min(rim(-1.0)), high.max(rim(1.0)));
            }
            let share = (high - low) / free.size();
            let widest = share.max_element();
            prop_assert!((0.84..0.90).contains(&widest), "fills {share}");
            let off = ((low + high) * 0.5 / free.size()).abs().max_element();
            prop_assert!(off < 0.02, "{off} beside the middle");
        }

        #[test]
        fn a_ball_that_is_not_finite_does_not_count(
            points in prop::collection::vec(prop::array::uniform3(-1.0_f32..1.0), 2..9),
        ) {
            let view = FramedView {
                rotation: Quat::IDENTITY,
                size: Vec2::new(900.0, 600.0),
                free: Rect::new(0.0, 0.0, 900.0, 600.0),
                vertex_radius: 0.1,
            };
            let balls: Vec<Vec4> = points.into_iter().map(|point| Vec3::from(point).extend(0.1)).collect();
            let lost = [Vec4::splat(f32::NAN), Vec4::new(f32::INFINITY, 0.0, 0.0, 0.1)];
            let with_lost = balls.iter().copied().chain(lost);
            prop_assert_eq!(
                fit_balls(balls.iter().copied(), Vec3::ZERO, &view),
                fit_balls(with_lost, Vec3::ZERO, &view)
            );
            let (focus, distance) = fit_balls(lost.into_iter(), Vec3::Y, &view);
            prop_assert!(focus == Vec3::Y && distance > 0.1 && distance.is_finite());
        }

        #[test]
        fn easing_never_overshoots_and_ignores_the_frame_rate(
            a in -10.0_f32..10.0, b in -10.0_f32..10.0, seconds in 0.0_f32..2.0,
        ) {
            let once = ease_towards(a, b, 5.0, seconds);
            let twice = ease_towards(ease_towards(a, b, 5.0, seconds / 2.0), b, 5.0, seconds / 2.0);
            prop_assert!((once - twice).abs() < 1e-3);
            prop_assert!((once - a).abs() <= (b - a).abs() + 1e-5);
        }
    }

    #[test]
    fn an_area_that_cannot_be_used_is_the_whole_picture() {
        let size = Vec2::new(900.0, 600.0);
        let whole = Rect::new(0.0, 0.0, 900.0, 600.0);
        for free in [
            Rect::default(),
            Rect::EMPTY,
            Rect::new(2000.0, 0.0, 3000.0, 10.0),
        ] {
            assert_eq!(usable_area(size, free), whole);
        }
        let free = Rect::new(200.0, 0.0, 900.0, 500.0);
        assert_eq!(usable_area(size, free), free);
        assert_eq!(projection_offset(size, free), Vec2::new(100.0, -50.0));
    }
}
