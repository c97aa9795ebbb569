//! The legend: the meaning of shapes and colours, as data that the interface and pictures draw.
//!
//! It reads the appearance, the attributes, the settings and the shown level.

mod bar;
mod build;
mod inputs;
mod level;
mod update;

use std::borrow::Cow;

use bevy::prelude::*;

pub use build::build_legend;
pub use inputs::LegendInputs;
pub(in crate::view) use update::update_legend;

/// A shape of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendShape {
    /// A ball: a value, or a plain vertex.
    Ball,
    /// A box: an operation.
    Box,
    /// A hollow ball: *not computed*.
    Ring,
    /// An edge without a direction.
    Line,
    /// An edge with a direction.
    Arrow,
}

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The colour; several colours are shades side by side.
    pub colours: Vec<Color>,
    /// The shape.
    pub shape: LegendShape,
    /// The meaning.
    pub text: Cow<'static, str>,
}

/// A number at a position on the legend's bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegendTick {
    /// Position on the bar, from 0 to 1.
    pub at: f32,
    /// The number.
    pub number: f64,
}

/// The bar: the map from numbers to colours.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendBar {
    /// Colours, evenly spaced from one end to the other.
    pub colours: Vec<Color>,
    /// Numbers along the bar, ascending; the first and the last are its ends.
    pub ticks: Vec<LegendTick>,
    /// Whether numbers below the lower end share that end's colour.
    pub open_below: bool,
}

/// The current legend.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// The title: the name of the quantity that colours show.
    pub title: &'static str,
    /// The entries: each explains a colour or a shape.
    pub entries: Vec<LegendEntry>,
    /// The bar, if colours show numbers.
    pub bar: Option<LegendBar>,
    /// The reason why this mode shows nothing here, or the meaning of its numbers.
    pub note: Option<&'static str>,
    /// One line about the scene for someone who does not know backpropagation.
    pub caption: String,
}
