//! Glue to egui's fonts: text on pictures without an interface.

use bevy::prelude::*;
use bevy_egui::egui::{
    Color32, FontId,
    epaint::text::{Fonts, TextOptions},
};

use super::fonts::font_definitions;

/// Draws text into pictures in the interface's own type.
pub struct Letters {
    fonts: Fonts,
    /// Pixels of the picture a logical pixel.
    scale: f32,
}

/// A pixel that a letter covers, and the covered share.
pub type Covered = (IVec2, f32);

impl Letters {
    /// Letters for pictures with `scale` pixels a logical pixel.
    pub fn new(scale: f32) -> Self {
        Self {
            fonts: Fonts::new(TextOptions::default(), font_definitions()),
            scale,
        }
    }

    /// The pixels of a line of text whose left end is at `at`, and its middle line, logical pixels.
    pub fn line(&mut self, text: &str, at: Vec2, size: f32, monospace: bool) -> Vec<Covered> {
        let font = if monospace {
            FontId::monospace(size)
        } else {
            FontId::proportional(size)
        };
        let mut view = self.fonts.with_pixels_per_point(self.scale);
        let galley = view.layout_no_wrap(text.to_owned(), font, Color32::WHITE);
        let atlas = self.fonts.texture_atlas().image();
        let corner = at - Vec2::Y * galley.rect.height() * 0.5;
        let mut covered = Vec::new();
        for row in &galley.rows {
            for glyph in &row.row.glyphs {
                let sheet = glyph.uv_rect;
                if sheet.is_nothing() {
                    continue;
                }
                let place = row.pos.to_vec2() + glyph.pos.to_vec2() + sheet.offset;
                let place = ((corner + Vec2::new(place.x, place.y)) * self.scale).round();
                let ([left, top], [right, bottom]) = (sheet.min, sheet.max);
                for y in top..bottom {
                    for x in left..right {
                        let alpha = atlas[(usize::from(x), usize::from(y))].a();
                        if alpha > 0 {
                            let inside = IVec2::new(i32::from(x - left), i32::from(y - top));
                            covered.push((place.as_ivec2() + inside, f32::from(alpha) / 255.0));
                        }
                    }
                }
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_around_the_middle_line_and_grow_with_the_picture() {
        let [small, large] = [1.0, 3.0].map(|scale| {
            let covered = Letters::new(scale).line("data 0.5", Vec2::new(10.0, 20.0), 11.0, true);
            let at = |(at, _): &Covered| at.as_vec2() / scale;
            let low = covered.iter().map(at).fold(Vec2::MAX, Vec2::min);
            let high = covered.iter().map(at).fold(Vec2::MIN, Vec2::max);
            (low, high, covered.len())
        });
        for (low, high, _) in [small, large] {
            assert!(
                (9.0..13.0).contains(&low.x) && (55.0..75.0).contains(&high.x),
                "{low} {high}"
            );
            assert!(
                (12.0..20.0).contains(&low.y) && (20.0..28.0).contains(&high.y),
                "{low} {high}"
            );
        }
        assert!(large.2 > 5 * small.2);
    }
}
