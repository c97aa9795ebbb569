//! What shapes and colours mean, as data that the interface draws.

use bevy::prelude::*;


/// A shape of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendShape {
    /// A ball: a value, or a plain vertex.
    Ball,
    /// A box: an operation.
    Box,
    /// A hollow ball: *not computed*.
    Ring,
    /// An edge.
    Line,
}

/// One line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Its colour.
    pub colour: Color,
    /// Its shape.
    pub shape: LegendShape,
    /// What it stands for.
    pub text: &'static str,
}

/// The legend of what is on the screen.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// Its lines.
    pub entries: Vec<LegendEntry>,
    /// One line for someone who has never heard of backpropagation.
    pub caption: String,
}
