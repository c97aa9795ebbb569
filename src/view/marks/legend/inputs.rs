//! The inputs from which a legend is built.

use crate::view::look::{
    meaning::{Classes, LegendContents, Scale, Span},
    palette::Palette,
};

/// The inputs of a legend.
pub struct LegendInputs<'a> {
    /// The palette.
    pub palette: &'a Palette,
    /// The kinds of readings on the screen.
    pub present: &'a LegendContents,
    /// The span of the numbers on the screen.
    pub span: &'a Span,
    /// The scale of the numbers.
    pub scale: Scale,
    /// The layers and samples of the network.
    pub classes: &'a Classes,
    /// Whether the direction of edges has a meaning.
    pub directed: bool,
}
