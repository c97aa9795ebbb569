//! The legend as lines: what pictures and drawings, which have no interface, show of it.

use bevy::{color::ColorToPacked, prelude::*};

use crate::view::{
    look::palette::Rgb,
    marks::legend::{Legend, LegendShape},
};

/// Distance from one colour of a line to the next, logical pixels.
pub(in crate::view) const SHADE: f32 = 11.0;
/// Height of a line, logical pixels.
const LINE: f32 = 18.0;
/// Where the first sign of the lowest line stands, from the lower left corner, logical pixels.
const CORNER: Vec2 = Vec2::new(18.0, 16.0);
/// From the last sign of a line to its words, logical pixels.
const WORDS: f32 = 3.0;

/// Where the first sign of a line stands on a picture, logical pixels.
pub(in crate::view) fn place(line: usize, lines: usize, picture: Vec2) -> Vec2 {
    let below = (lines - 1 - line.min(lines - 1)) as f32;
    Vec2::new(CORNER.x, picture.y - CORNER.y - LINE * below)
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::view) struct Sign {
    /// Its colours, side by side.
    pub colours: Vec<Rgb>,
    /// How it is drawn.
    pub shape: SignShape,
    /// What it means.
    pub text: String,
}

impl Sign {
    /// From where its first sign stands to where its words begin, logical pixels.
    pub(in crate::view) fn width(&self) -> f32 {
        match self.colours.len() {
            // Words alone begin where signs do.
            0 => -SHADE * 0.5,
            signs => SHADE * signs as f32 + WORDS,
        }
    }
}

/// How a line of the legend is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view) enum SignShape {
    /// A circle.
    Ball,
    /// A rounded square.
    Box,
    /// An empty circle.
    Ring,
    /// A line.
    Line,
    /// Only text.
    None,
}

/// Its lines: what is told apart, then the numbers along the scale.
pub(in crate::view) fn of(legend: &Legend) -> Vec<Sign> {
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
                text: number(tick.number),
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

/// A number of the legend in few letters.
fn number(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-3..1e5).contains(&size) {
        format!("{number:.0e}")
    } else {
        let text = format!("{number:.3}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}
