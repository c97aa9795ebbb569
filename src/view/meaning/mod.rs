//! Readings: the quantity that a view mode shows for each vertex, and the scale of its numbers.
//!
//! It reads the scene, the graph and its numbers, and measures depth, degree and coarsening level.

mod attributes;
mod reading;
mod scale;

pub use attributes::{Attributes, Classes};
pub use scale::{Scale, Span};

pub(super) use attributes::keep_attributes;
pub(super) use reading::{Reader, Reading, neuron_shade};
