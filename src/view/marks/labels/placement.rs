//! Labels with their places, and the size of their letters.

use bevy::prelude::*;

/// Width of a character at the usual interface size, logical pixels: Hack at 11 points advances
/// 1233/2048 em.
pub(super) const CHARACTER: f32 = 6.65;
/// Height of a line at the usual interface size, logical pixels.
pub(super) const LINE: f32 = 15.0;
/// Distance from the vertex's rim, and around the text, logical pixels.
pub(super) const GAP: f32 = 4.0;

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelPlacement {
    /// Left end of the text's middle line, logical pixels from the upper left corner of the window.
    pub position: Vec2,
    /// The text.
    pub text: String,
    /// Whether it is a name, or belongs to a hovered or selected vertex: its ink is strong.
    pub emphasis: bool,
    /// Whether it names a column of a layered network: its ink is weak.
    pub caption: bool,
    /// Size of the letters, as a multiple of the usual 11 logical pixels.
    pub size: f32,
}

/// The labels to paint: names of columns first, then vertices, nearest first; empty when they are
/// off.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct LabelPlacements(pub Vec<LabelPlacement>);

impl LabelPlacements {
    /// Whether names stand over the columns of a layered network.
    pub fn shows_captions(&self) -> bool {
        self.0.iter().any(|label| label.caption)
    }
}
