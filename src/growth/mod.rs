//! Growth: one vertex every `delay`, the swarm of edges after the last one.

pub mod commands;
mod plugin;
mod queue;
mod rising;
mod spawning;

pub use plugin::{GrowthPlugin, GrowthSystems};
pub use queue::{EdgeArrival, Growth};
pub use rising::RisingGraph;
pub use spawning::hurries as growth_hurries;
