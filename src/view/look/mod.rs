//! The look of the graph: view modes, settings, colours, and the appearance of every vertex and edge.
//!
//! This room reads the graph, its growth and its physics. No other room of the view is below it.

pub(crate) mod appearance;
pub(crate) mod highlight;
pub(crate) mod meaning;
pub(crate) mod mode;
pub mod palette;
pub(crate) mod settings;
