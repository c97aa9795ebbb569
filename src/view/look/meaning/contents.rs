//! The kinds of vertices and readings on the screen, for the legend.

use crate::view::look::palette::OperationKind;

/// The kinds of vertices, edges and readings on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegendContents {
    /// The operations on the screen, in the order of [`OperationKind::ALL`].
    pub operations: [bool; OperationKind::ALL.len()],
    /// Whether there are value vertices.
    pub values: bool,
    /// Whether there are operation vertices.
    pub boxes: bool,
    /// Whether there are plain vertices.
    pub plain: bool,
    /// Whether there are edges.
    pub edges: bool,
    /// Whether the mode shows a number for some vertex.
    pub numbers: bool,
    /// Whether the mode shows a layer or a sample for some vertex.
    pub classes: bool,
    /// Whether the mode shows a gradient that was not computed.
    pub not_computed: bool,
    /// Whether the mode has no reading for some vertex.
    pub unsaid: bool,
}

impl LegendContents {
    /// Whether the graph is a computation.
    pub const fn is_computation(&self) -> bool {
        self.values || self.boxes
    }
}
