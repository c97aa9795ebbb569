//! Growth: one vertex every `delay`, the swarm of edges after the last one.

pub mod commands;
mod queue;

pub use queue::{EdgeArrival, Growth};
