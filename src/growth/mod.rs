//! Growth: one vertex every `delay`, then the swarm of edges after the last vertex.
//!
//! Growth reads the scene's plain graph and spawns its vertices and edges, between two ticks. It
//! makes the clock wait while entities arrive in portions.

pub mod commands;
mod plan;
mod plugin;
mod progress;
mod rising;
mod spawning;
mod steering;

pub use plugin::{GrowthPlugin, GrowthStatePlugin, GrowthSystems};
pub use progress::{EdgeArrival, Growth, growth_hurries};
pub use rising::RisingGraph;
