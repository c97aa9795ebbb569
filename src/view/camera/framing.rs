//! Computes the camera distance at which points fill a given part of the picture: plain maths.

use bevy::prelude::*;

/// Share of the free area's width or height that the graph spans, whichever it reaches first.
const SPAN: f32 = 0.86;
/// Most rounds of the search for the middle of the axis that has room to spare.
const ROUNDS: usize = 8;
/// Rounds for a graph with more points than [`MANY`].
const FEW_ROUNDS: usize = 4;
const MANY: usize = 20_000;
/// The middle is found when it moves by less than this share of the span.
const EXACT: f32 = 2e-3;

/// Vertical field of view, radians.
pub const FIELD_OF_VIEW: f32 = 0.7;

/// The picture into which points are framed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FramedView {
    /// Rotation of the camera, which looks along its −z.
    pub rotation: Quat,
    /// Size of the picture, both positive; it shows [`FIELD_OF_VIEW`] from top to bottom.
    pub size: Vec2,
    /// The part of the picture to fill, same unit.
    pub free: Rect,
    /// Radius of the ball around every point, world units.
    pub margin: f32,
}

/// Half the width of a framed graph divided by its distance.
pub fn framed_slope(size: Vec2, free: Rect) -> f32 {
    let short = free
        .size()
        .min_element()
        .clamp(size.y * 0.05, size.max_element());
    SPAN * (FIELD_OF_VIEW * 0.5).tan() * short / size.y
}

/// Computes the focus and the distance at which `points` are centred and their projected shape
/// spans [`SPAN`] of the free area's width or height, whichever it reaches first. `center` is any
/// point near their middle.
pub fn fit_points(points: &[Vec3], center: Vec3, view: &FramedView) -> (Vec3, f32) {
    let short = framed_slope(view.size, view.free);
    let sides = view.free.size();
    let slopes = short * sides / sides.min_element().max(1.0);
    // Points in the axes of the view.
    let to_view = view.rotation.inverse();
    let seen = || {
        points
            .iter()
            .map(|&point| to_view * (point - center))
            .filter(|p| p.is_finite())
    };
    // A point keeps within the right side of the span if `distance − z ≥ (x − middle + margin) /
    // slope`, and likewise on the other sides. The strictest point of each side gives the middle
    // and the distance of an axis in closed form; the stricter axis gives the distance of both.
    let (mut above, mut below) = (Vec2::MIN, Vec2::MIN);
    for p in seen() {
        above = above.max((p.truncate() + view.margin) / slopes + p.z);
        below = below.max((view.margin - p.truncate()) / slopes + p.z);
    }
    let least = view.margin / short;
    if above.x < -f32::MAX * 0.5 {
        return (center, least);
    }
    let mut middle = slopes * (above - below) * 0.5;
    let distance = ((above + below) * 0.5).max_element().max(least);
    // The other axis has room to spare: its outermost points are put equally far from the middle.
    // Which ones are outermost depends on the middle, so they are exchanged until they stay.
    let rounds = if points.len() > MANY {
        FEW_ROUNDS
    } else {
        ROUNDS
    };
    for _ in 0..rounds {
        let (mut high, mut low) = ([Outermost::NONE; 2], [Outermost::NONE; 2]);
        for p in seen() {
            let depth = (distance - p.z).max(f32::MIN_POSITIVE);
            for axis in 0..2 {
                high[axis].take(p[axis] + view.margin - middle[axis], depth);
                low[axis].take(middle[axis] - p[axis] + view.margin, depth);
            }
        }
        let step = Vec2::from_array([0, 1].map(|axis| {
            let (high, low) = (high[axis], low[axis]);
            (high.slope - low.slope) / (high.depth.recip() + low.depth.recip())
        }));
        middle += step;
        if (step.abs() / slopes).max_element() < EXACT * distance {
            break;
        }
    }
    (center + view.rotation * middle.extend(0.0), distance)
}

/// The point that stands farthest from the middle of the picture on one side.
#[derive(Clone, Copy, Debug)]
struct Outermost {
    /// Its distance from the optical axis, divided by its depth.
    slope: f32,
    /// Its distance from the camera along the optical axis, world units.
    depth: f32,
}

impl Outermost {
    const NONE: Self = Self {
        slope: f32::MIN,
        depth: 1.0,
    };

    fn take(&mut self, aside: f32, depth: f32) {
        if aside / depth > self.slope {
            *self = Self {
                slope: aside / depth,
                depth,
            };
        }
    }
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
        fn a_framed_graph_fills_width_or_height_and_no_more(
            points in prop::collection::vec(prop::array::uniform3(-1.0_f32..1.0), 16..40),
            exponent in -3.0_f32..6.0, height in 240.0_f32..3000.0, aspect in 0.5_f32..3.0,
            left in 0.0_f32..0.4, right in 0.6_f32..1.0, flat in 0.01_f32..1.0, yaw in -3.0_f32..3.0, pitch in -1.5_f32..1.5,
        ) {
            let (scale, width) = (10.0_f32.powf(exponent), aspect * height);
            let size = Vec2::new(width, height);
            let points: Vec<Vec3> = points.into_iter().map(|p| Vec3::from(p) * Vec3::new(1.0, flat, 1.0) * scale).collect();
            let free = Rect::new(left * width, 0.0, right * width, height);
            let rotation = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(pitch);
            let view = FramedView { rotation, size, free, margin: 0.05 * scale };
            let (middle, distance) = fit_points(&points, Vec3::ZERO, &view);
            let focal = 0.5 * height / (FIELD_OF_VIEW * 0.5).tan();
            let (mut low, mut high) = (Vec2::MAX, Vec2::MIN);
            for &point in &points {
                let seen = rotation.inverse() * (point - middle);
                let depth = distance - seen.z;
                prop_assert!(depth > near_plane(distance), "clipped");
                let rim = |side: f32| (seen.truncate() + side * view.margin) * focal / depth;
                (low, high) = (low.min(rim(-1.0)), high.max(rim(1.0)));
            }
            let share = (high - low) / free.size();
            let widest = share.max_element();
            prop_assert!((SPAN - 0.02..SPAN + 2e-3).contains(&widest), "fills {share}");
            let off = ((low + high) / free.size()).abs().max_element();
            prop_assert!(off < 0.03, "{off} beside the middle");
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
