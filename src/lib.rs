//! Gradswarm shows the whole computation graph of a neural network, every
//! scalar a vertex, growing, learning and settling under real physics.

pub mod autograd;
pub mod cli;
pub mod files;
pub mod graph;
pub mod growth;
pub mod layout;
pub mod nn;
pub mod physics;
pub mod training;

/// Rooms that need a window, a GPU or egui.
#[cfg(feature = "window")]
pub mod panel;
#[cfg(feature = "window")]
pub mod third_party;
#[cfg(feature = "window")]
pub mod view;
