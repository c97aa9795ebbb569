//! The Bevy side of the simulation: settings, clock, the tick in `FixedUpdate`, status.

pub mod commands;
mod status;

pub use status::{DensePositions, Physics, SimulationClock, SimulationStatus};
