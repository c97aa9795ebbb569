//! Waves: an animated forward pass through the graph, then a backward pass.
//!
//! It reads the scene's graph for the order of the vertices. A wave has one turn for each vertex.

mod commands;
mod order;
mod wave;

pub use commands::WaveCommand;
pub use wave::{Wave, WaveOrder, WavePass};
pub(super) use wave::{follow_scene, hear_commands, run};
