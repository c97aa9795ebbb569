//! The legend as lines of signs and text, for pictures and SVG files without the interface.
//!
//! The measures below are shared by the raster writer (`caption.rs`) and the SVG writer.

use bevy::{color::ColorToPacked, prelude::*};

use crate::{
    numbers::format_short,
    view::{
        look::palette::Rgb,
        marks::legend::{Legend, LegendShape},
    },
};

/// Size of a label's letters, logical pixels: the same as in the interface.
pub(in crate::view) const LABEL_LETTERS: f32 = 11.0;
/// Share of the background in the ink of names over columns.
pub(in crate::view) const CAPTION_FADE: f32 = 0.3;
/// Size of the legend's letters, logical pixels.
pub(in crate::view) const LEGEND_LETTERS: f32 = 12.0;
/// Radius of a ball, logical pixels.
pub(in crate::view) const BALL_RADIUS: f32 = 5.0;
/// Radius of the middle line of a ring, logical pixels.
pub(in crate::view) const RING_RADIUS: f32 = 4.2;
/// Width of a ring's line, logical pixels.
pub(in crate::view) const RING_WIDTH: f32 = 1.6;
/// Side of a box, logical pixels.
pub(in crate::view) const BOX_SIDE: f32 = 9.0;
/// Radius of a box's corners, logical pixels.
pub(in crate::view) const BOX_CORNER: f32 = 2.0;
/// Length of a line, logical pixels.
pub(in crate::view) const LINE_LENGTH: f32 = 12.0;
/// Width of a line, logical pixels.
pub(in crate::view) const LINE_WIDTH: f32 = 1.4;
/// Length and half width of the head of an arrow, logical pixels.
pub(in crate::view) const HEAD: Vec2 = Vec2::new(4.5, 2.6);
/// Distance from one colour of a line to the next, logical pixels.
pub(in crate::view) const SHADE: f32 = 11.0;
/// Height of a line, logical pixels.
const LINE: f32 = 18.0;
/// Offset of the lowest line's first sign from the lower left corner, logical pixels.
const CORNER: Vec2 = Vec2::new(18.0, 16.0);
/// Gap between the last sign of a line and its text, logical pixels.
const TEXT_GAP: f32 = 3.0;

/// Position of a line's first sign in a picture, logical pixels from the upper left corner.
pub(in crate::view) fn line_position(line: usize, lines: usize, picture: Vec2) -> Vec2 {
    let below = (lines - 1 - line.min(lines - 1)) as f32;
    Vec2::new(CORNER.x, picture.y - CORNER.y - LINE * below)
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sign {
    /// Colours of its signs, side by side.
    pub colours: Vec<Rgb>,
    /// Shape of its signs.
    pub shape: SignShape,
    /// Its text.
    pub text: String,
}

impl Sign {
    /// Distance from the middle of the first sign to the text, logical pixels.
    pub(in crate::view) fn text_offset(&self) -> f32 {
        match self.colours.len() {
            // Text without signs begins at the left end of signs.
            0 => -SHADE * 0.5,
            signs => SHADE * signs as f32 + TEXT_GAP,
        }
    }
}

/// Shape of a legend line's signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignShape {
    /// A circle.
    Ball,
    /// A rounded square.
    Box,
    /// An empty circle.
    Ring,
    /// A line.
    Line,
    /// A line with a head at its right end.
    Arrow,
    /// Only text.
    None,
}

/// Lists the lines of a legend: title, entries, numbers along the scale, note.
pub(crate) fn list_signs(legend: &Legend) -> Vec<Sign> {
    let rgb = |colour: &Color| {
        let [red, green, blue, _] = colour.to_srgba().to_u8_array();
        [red, green, blue]
    };
    let entries = legend.entries.iter().map(|entry| Sign {
        colours: entry.colours.iter().map(rgb).collect(),
        shape: match entry.shape {
            LegendShape::Ball => SignShape::Ball,
            LegendShape::Box => SignShape::Box,
            LegendShape::Ring => SignShape::Ring,
            LegendShape::Line => SignShape::Line,
            LegendShape::Arrow => SignShape::Arrow,
        },
        text: entry.text.to_string(),
    });
    let ticks = legend.bar.iter().flat_map(|bar| {
        bar.ticks.iter().map(|tick| {
            let place = tick.at.clamp(0.0, 1.0) * bar.colours.len().saturating_sub(1) as f32;
            let colour = bar.colours.get(place.round() as usize).map(rgb);
            Sign {
                colours: colour.into_iter().collect(),
                shape: SignShape::Ball,
                text: format_short(tick.number),
            }
        })
    });
    let words = |text: &str| Sign {
        colours: Vec::new(),
        shape: SignShape::None,
        text: text.to_owned(),
    };
    let title = (!legend.title.is_empty()).then(|| words(legend.title));
    let note = legend.note.map(words);
    title
        .into_iter()
        .chain(entries)
        .chain(ticks)
        .chain(note)
        .collect()
}
