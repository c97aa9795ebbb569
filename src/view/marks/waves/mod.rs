//! Waves: a forward pass runs through the graph, and a backward pass runs back.

mod commands;
mod wave;

pub use commands::WaveCommand;
pub use wave::Wave;
pub(in crate::view) use wave::{follow_scene, hear_commands, run};
