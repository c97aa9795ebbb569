//! Labels and the legend on a picture that no interface was drawn into.

use bevy::prelude::*;

use super::{
    Picture,
    signs::{self, Sign, SignShape},
};
use crate::{
    third_party::Letters,
    view::{look::palette::Rgb, marks::labels::LabelPlacement},
};

/// Size of a label's letters, logical pixels, as the interface has it.
const SIZE: f32 = 11.0;
/// Size of the legend's letters, logical pixels.
const SIGN_SIZE: f32 = 12.0;

/// Writes labels where they stand, `scale` pixels a logical pixel, with a
/// shadow in the background's tone that keeps them legible over edges.
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
    for label in labels {
        for (shift, rgb) in [(1.0, background), (0.0, ink)] {
            let at = label.position + Vec2::splat(shift);
            for (place, opacity) in letters.line(&label.text, at, SIZE * label.size, true) {
                picture.blend(place.x, place.y, rgb, opacity);
            }
        }
    }
}

/// Writes the legend into the lower left corner, `scale` pixels a logical pixel.
pub(in crate::view) fn write_signs(
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
        let at = signs::place(line, signs.len(), size);
        for (place, &colour) in sign.colours.iter().enumerate() {
            let centre = at + Vec2::X * signs::SHADE * place as f32;
            draw_sign(picture, sign.shape, centre, scale, colour);
        }
        let at = at + Vec2::X * sign.width();
        for (shift, rgb) in [(1.0, background), (0.0, ink)] {
            for (place, opacity) in
                letters.line(&sign.text, at + Vec2::splat(shift), SIGN_SIZE, false)
            {
                picture.blend(place.x, place.y, rgb, opacity);
            }
        }
    }
}

/// Draws one sign, its rim smoothed over a pixel.
fn draw_sign(picture: &mut Picture, shape: SignShape, centre: Vec2, scale: f32, colour: Rgb) {
    /// Half of what any sign takes, logical pixels.
    const REACH: f32 = 8.0;
    let low = ((centre - REACH) * scale).floor().as_ivec2();
    let high = ((centre + REACH) * scale).ceil().as_ivec2();
    for y in low.y..high.y {
        for x in low.x..high.x {
            let at = (Vec2::new(x as f32, y as f32) + 0.5) / scale - centre;
            let covered = (0.5 - outside(shape, at) * scale).clamp(0.0, 1.0);
            picture.blend(x, y, colour, covered);
        }
    }
}

/// How far a place is outside of a sign, from the sign's middle; negative inside. Logical pixels.
fn outside(shape: SignShape, at: Vec2) -> f32 {
    let boxed = |half: Vec2, corner: f32| {
        let beyond = at.abs() - half + corner;
        beyond.max(Vec2::ZERO).length() + beyond.max_element().min(0.0) - corner
    };
    match shape {
        SignShape::Ball => at.length() - 5.0,
        SignShape::Ring => (at.length() - 4.2).abs() - 0.8,
        SignShape::Box => boxed(Vec2::splat(4.5), 2.0),
        SignShape::Line => boxed(Vec2::new(6.0, 0.7), 0.0),
        SignShape::None => f32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let written = picture.pixels.iter().filter(|pixel| **pixel == [255; 3]);
            assert!(written.count() > 4, "words stand beside them");
        }
    }
}
