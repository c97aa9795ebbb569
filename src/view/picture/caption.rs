//! Text on a picture that no interface was drawn into.

use bevy::prelude::*;

use super::Picture;
use crate::{
    third_party::Letters,
    view::{labels::LabelPlacement, palette::Rgb},
};

/// Size of a label's letters, logical pixels, as the interface has it.
const SIZE: f32 = 11.0;

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
            for (place, opacity) in letters.line(&label.text, at, SIZE, true) {
                picture.blend(place.x, place.y, rgb, opacity);
            }
        }
    }
}
