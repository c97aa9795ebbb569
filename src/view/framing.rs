//! Where a camera must stand so that a sphere fills a given part of the picture: plain maths.

use bevy::prelude::*;

/// Share of the free area's short side that the graph spans.
const SPAN: f32 = 0.72;

/// Vertical field of view, radians.
pub const FIELD_OF_VIEW: f32 = 0.7;

/// Distance from `center` at which a camera that looks along `rotation`'s −z
/// sees the outermost of `points` at half of [`SPAN`] of `free`'s short side
/// from the centre, in a picture of `size` (same unit, both positive) that
/// shows [`FIELD_OF_VIEW`] from top to bottom. Each point is a ball of `margin`.
///
/// Only what sticks out in this view counts, so that a long graph fills the
/// picture from every side.
pub fn fitting_distance(
    points: &[Vec3],
    center: Vec3,
    margin: f32,
    rotation: Quat,
    size: Vec2,
    free: Rect,
) -> f32 {
    let short = free
        .size()
        .min_element()
        .clamp(size.y * 0.05, size.y.max(size.x));
    let slope = SPAN * (FIELD_OF_VIEW * 0.5).tan() * short / size.y;
    let (right, up, back) = (rotation * Vec3::X, rotation * Vec3::Y, rotation * Vec3::Z);
    points
        .iter()
        .map(|&point| {
            let from = point - center;
            let aside = from.dot(right).abs().max(from.dot(up).abs()) + margin;
            from.dot(back) + aside / slope
        })
        .filter(|distance| distance.is_finite())
        .fold(margin / slope, f32::max)
}

/// How far, in the picture's unit, the centre of projection must move from
/// the centre of the picture to lie at the centre of the free area.
pub fn projection_offset(size: Vec2, free: Rect) -> Vec2 {
    free.center() - size * 0.5
}

/// The free area, or the whole picture where that is empty or no number.
pub fn usable_area(size: Vec2, free: Rect) -> Rect {
    let whole = Rect::from_corners(Vec2::ZERO, size);
    let area = free.intersect(whole);
    if area.size().min_element() > 1.0 {
        area
    } else {
        whole
    }
}

/// Distance of the near plane for a camera that is `distance` away from what
/// it orbits: nothing that can be told apart lies before it. The projection
/// has no far plane.
pub fn near_plane(distance: f32) -> f32 {
    (distance * 1e-3).max(f32::MIN_POSITIVE * 1e6)
}

/// The next value of something that moves towards `goal`: the same path at every frame rate.
pub fn ease(current: f32, goal: f32, rate: f32, seconds: f32) -> f32 {
    goal + (current - goal) * (-rate * seconds).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_framed_reaches_its_share_and_no_more(
            points in prop::collection::vec(prop::array::uniform3(-1.0_f32..1.0), 2..40),
            exponent in -3.0_f32..6.0, width in 320.0_f32..4000.0, height in 240.0_f32..3000.0,
            left in 0.0_f32..0.4, right in 0.6_f32..1.0, yaw in -3.0_f32..3.0, pitch in -1.5_f32..1.5,
        ) {
            let (scale, size) = (10.0_f32.powf(exponent), Vec2::new(width, height));
            let points: Vec<Vec3> = points.into_iter().map(|p| Vec3::from(p) * scale).collect();
            let free = Rect::new(left * width, 0.0, right * width, height);
            let rotation = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(pitch);
            let distance = fitting_distance(&points, Vec3::ZERO, 0.0, rotation, size, free);
            let focal = 0.5 * height / (FIELD_OF_VIEW * 0.5).tan();
            let outermost = points.iter().map(|&p| {
                let seen = rotation.inverse() * p;
                let depth = distance - seen.z;
                assert!(depth > near_plane(distance), "clipped");
                seen.truncate().abs().max_element() * focal / depth
            });
            let share = 2.0 * outermost.fold(0.0, f32::max) / free.size().min_element();
            prop_assert!((share - SPAN).abs() < 2e-3, "spans {share}");
        }

        #[test]
        fn easing_never_overshoots_and_ignores_the_frame_rate(
            a in -10.0_f32..10.0, b in -10.0_f32..10.0, seconds in 0.0_f32..2.0,
        ) {
            let once = ease(a, b, 5.0, seconds);
            let twice = ease(ease(a, b, 5.0, seconds / 2.0), b, 5.0, seconds / 2.0);
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
