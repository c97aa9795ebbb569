//! The Bevy side of the simulation: settings, clock, the tick in `FixedUpdate`, status.

mod arrange;
pub mod commands;
mod status;

pub use arrange::{StartMode, earlier_neighbours, engine_of, write_back};
pub use status::{Physics, SimulationClock, SimulationStatus};
