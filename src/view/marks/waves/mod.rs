//! Waves: an animated forward pass through the graph, then a backward pass.
//!
//! It reads the scene's graph for the order of the vertices. A wave has one turn for each vertex.

mod commands;
mod wave;

pub use commands::WaveCommand;
pub use wave::Wave;
pub(in crate::view) use wave::{advance_wave, apply_wave_commands, reset_wave};
