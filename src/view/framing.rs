//! Where a camera must stand so that a sphere fills a given part of the picture: plain maths.

use bevy::prelude::*;

/// Share of the free area's short side that the graph spans.
const SPAN: f32 = 0.72;

/// Vertical field of view, radians.
pub const FIELD_OF_VIEW: f32 = 0.7;

/// Distance from a sphere's centre at which its outline spans [`SPAN`] of
/// `free`'s short side, in a picture of `size` (same unit, both positive)
/// that shows [`FIELD_OF_VIEW`] from top to bottom.
pub fn framing_distance(radius: f32, size: Vec2, free: Rect) -> f32 {
    let short = free
        .size()
        .min_element()
        .clamp(size.y * 0.05, size.y.max(size.x));
    // The outline of a sphere is at the angle asin(radius / distance).
    let slope = SPAN * (FIELD_OF_VIEW * 0.5).tan() * short / size.y;
    radius * (1.0 + 1.0 / (slope * slope)).sqrt()
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
        fn the_framed_sphere_spans_its_share(
            exponent in -3.0_f32..6.0, width in 320.0_f32..4000.0, height in 240.0_f32..3000.0,
            left in 0.0_f32..0.4, right in 0.6_f32..1.0,
        ) {
            let (radius, size) = (10.0_f32.powf(exponent), Vec2::new(width, height));
            let free = Rect::new(left * width, 0.0, right * width, height);
            let distance = framing_distance(radius, size, free);
            prop_assert!(distance > radius);
            prop_assert!(near_plane(distance) < distance - radius);
            // Half the outline on the screen, from the projection's own matrix.
            let focal = 0.5 * height / (FIELD_OF_VIEW * 0.5).tan();
            let outline = focal * (radius / distance).asin().tan();
            let share = 2.0 * outline / free.size().min_element();
            prop_assert!((share - SPAN).abs() < 1e-3, "spans {share}");
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
