//! What is on the screen, for the legend.

use crate::view::look::palette::OperationKind;

/// What is on the screen, as far as it can be told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Which operations, by the order of [`OperationKind::ALL`].
    pub operations: [bool; OperationKind::ALL.len()],
    /// Whether there are value vertices.
    pub values: bool,
    /// Whether there are operation vertices.
    pub boxes: bool,
    /// Whether there are plain vertices.
    pub plain: bool,
    /// Whether there are edges.
    pub edges: bool,
    /// Whether the mode shows a number somewhere.
    pub numbers: bool,
    /// Whether it shows a layer or a sample somewhere.
    pub classes: bool,
    /// Whether it shows a gradient that was not computed.
    pub not_computed: bool,
    /// Whether it has nothing to say of some vertex.
    pub unsaid: bool,
}

impl Present {
    /// Whether the graph is a computation.
    pub const fn is_computation(&self) -> bool {
        self.values || self.boxes
    }
}
