//! Writes labels and the legend onto a picture that was rendered without the interface.

use bevy::prelude::*;

use super::{
    Picture,
    signs::{self, Sign, SignShape},
};
use crate::{
    third_party::Letters,
    view::{
        look::palette::{self, Rgb},
        marks::labels::LabelPlacement,
    },
};

/// Offsets of the copies of a text that form its halo, logical pixels.
const HALO: [Vec2; 8] = [
    Vec2::new(-1.0, -1.0),
    Vec2::new(0.0, -1.0),
    Vec2::new(1.0, -1.0),
    Vec2::new(-1.0, 0.0),
    Vec2::new(1.0, 0.0),
    Vec2::new(-1.0, 1.0),
    Vec2::new(0.0, 1.0),
    Vec2::new(1.0, 1.0),
];

/// Writes labels at their positions, with `scale` pixels per logical pixel. A halo in the
/// background's colour keeps them legible over edges.
pub(crate) fn write_labels(
    picture: &mut Picture,
    labels: &[LabelPlacement],
    scale: f32,
    ink: Rgb,
    background: Rgb,
) {
    if labels.is_empty() {
        return;
    }
    let mut letters = Letters::new(scale);
    let weak = palette::mix_srgb(ink, background, signs::CAPTION_FADE);
    for label in labels {
        let ink = if label.caption { weak } else { ink };
        let halo = HALO.map(|shift| (shift, background));
        // The halo comes first, then the label.
        for (shift, rgb) in halo.into_iter().chain([(Vec2::ZERO, ink)]) {
            let at = label.position + shift;
            for (place, opacity) in
                letters.line(&label.text, at, signs::LABEL_LETTERS * label.size, true)
            {
                picture.blend_pixel(place.x, place.y, rgb, opacity);
            }
        }
    }
}

/// Writes the legend into the lower left corner, with `scale` pixels per logical pixel.
pub(crate) fn write_signs(
    picture: &mut Picture,
    signs: &[Sign],
    scale: f32,
    ink: Rgb,
    background: Rgb,
) {
    if signs.is_empty() {
        return;
    }
    let size = picture.size().as_vec2() / scale;
    let mut letters = Letters::new(scale);
    for (line, sign) in signs.iter().enumerate() {
        let at = signs::line_position(line, signs.len(), size);
        for (place, &colour) in sign.colours.iter().enumerate() {
            let centre = at + Vec2::X * signs::SHADE * place as f32;
            draw_sign(picture, sign.shape, centre, scale, colour);
        }
        let at = at + Vec2::X * sign.text_offset();
        for (shift, rgb) in [(1.0, background), (0.0, ink)] {
            for (place, opacity) in letters.line(
                &sign.text,
                at + Vec2::splat(shift),
                signs::LEGEND_LETTERS,
                false,
            ) {
                picture.blend_pixel(place.x, place.y, rgb, opacity);
            }
        }
    }
}

/// Draws one sign; its rim is antialiased over one pixel.
fn draw_sign(picture: &mut Picture, shape: SignShape, centre: Vec2, scale: f32, colour: Rgb) {
    /// Half the side of a square around any sign, logical pixels.
    const REACH: f32 = 8.0;
    let low = ((centre - REACH) * scale).floor().as_ivec2();
    let high = ((centre + REACH) * scale).ceil().as_ivec2();
    for y in low.y..high.y {
        for x in low.x..high.x {
            let at = (Vec2::new(x as f32, y as f32) + 0.5) / scale - centre;
            let covered = (0.5 - signed_distance(shape, at) * scale).clamp(0.0, 1.0);
            picture.blend_pixel(x, y, colour, covered);
        }
    }
}

/// Signed distance of a place from a sign's outline, negative inside; both in logical pixels.
/// `at` is relative to the sign's middle.
fn signed_distance(shape: SignShape, at: Vec2) -> f32 {
    let boxed = |half: Vec2, corner: f32| {
        let beyond = at.abs() - half + corner;
        beyond.max(Vec2::ZERO).length() + beyond.max_element().min(0.0) - corner
    };
    let line = boxed(Vec2::new(signs::LINE_LENGTH, signs::LINE_WIDTH) * 0.5, 0.0);
    match shape {
        SignShape::Ball => at.length() - signs::BALL_RADIUS,
        SignShape::Ring => (at.length() - signs::RING_RADIUS).abs() - signs::RING_WIDTH * 0.5,
        SignShape::Box => boxed(Vec2::splat(signs::BOX_SIDE * 0.5), signs::BOX_CORNER),
        SignShape::Line => line,
        SignShape::Arrow => {
            // A triangle: its back, and its two slanted sides mirrored onto one.
            let behind = signs::LINE_LENGTH * 0.5 - at.x;
            let side = Vec2::new(signs::HEAD.y, signs::HEAD.x).normalize();
            let beside = side.dot(Vec2::new(-behind, at.y.abs()));
            line.min(beside.max(behind - signs::HEAD.x))
        }
        SignShape::None => f32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_has_its_head_at_the_right_end() {
        let inside = |x, y| signed_distance(SignShape::Arrow, Vec2::new(x, y)) < 0.0;
        assert!(inside(-5.5, 0.0) && inside(5.5, 0.0));
        assert!(inside(2.0, 2.0) && inside(2.0, -2.0));
        assert!(!inside(-2.0, 2.0) && !inside(5.5, 2.0) && !inside(7.0, 0.0));
    }

    #[test]
    fn the_legend_is_in_the_lower_left_corner_in_its_colours() {
        for (scale, width, height) in [(1.0, 200, 100), (2.0, 400, 200)] {
            let mut picture = Picture {
                width,
                height,
                pixels: vec![[0; 3]; (width * height) as usize],
            };
            let sign = |shape, colour, text: &str| Sign {
                colours: vec![colour],
                shape,
                text: text.into(),
            };
            let signs = [
                sign(SignShape::Ball, [200, 0, 0], "+"),
                sign(SignShape::Box, [0, 0, 200], "relu"),
            ];
            write_signs(&mut picture, &signs, scale, [255; 3], [0; 3]);
            let at = |x: f32, y: f32| {
                let place = (y * scale) as u32 * width + (x * scale) as u32;
                picture.pixels[place as usize]
            };
            assert_eq!(at(18.0, 66.0), [200, 0, 0]);
            assert_eq!(at(18.0, 84.0), [0, 0, 200]);
            assert_eq!(at(21.0, 87.0), [0, 0, 200], "a box has corners");
            assert_ne!(at(22.0, 62.0), [200, 0, 0], "and a ball has none");
            // A thin stem covers most of a pixel, seldom all of it.
            let written = picture
                .pixels
                .iter()
                .filter(|pixel| pixel.iter().all(|&c| c > 128));
            assert!(written.count() > 4, "words stand beside them");
        }
    }
}
