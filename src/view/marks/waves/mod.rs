//! Waves: a forward pass runs through the graph, and a backward pass runs back.

mod commands;
mod order;
mod wave;

pub use commands::WaveCommand;
pub use wave::{Phase, Wave, WaveOrder};
pub(in crate::view) use wave::{follow_scene, hear_commands, run};
