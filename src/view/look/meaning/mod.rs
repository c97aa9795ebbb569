//! Readings: the quantity that a view mode shows for each vertex, and the scale of its numbers.
//!
//! It reads the scene, the graph and its numbers, and measures depth, degree and coarsening level.

mod attributes;
mod contents;
mod reading;
mod scale;

pub use attributes::{Attributes, Classes};
pub use contents::LegendContents;
pub use scale::{Scale, Span};

pub(in crate::view) use attributes::update_attributes;
pub(in crate::view) use reading::{Reader, Reading, neuron_shade};
