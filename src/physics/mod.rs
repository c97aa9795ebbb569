//! The Bevy side of the simulation: settings, clock, the tick in `FixedUpdate`, status.

mod arrange;
pub mod commands;
mod frame_budget;
mod hand;
mod levels;
mod motion;
mod plugin;
mod simulation;
mod stage;
mod status;
mod steering;
mod write_back;

pub use arrange::{StartMode, engine_of, write_back};
pub use plugin::{PhysicsPlugin, PhysicsSystems};
pub use simulation::{Simulation, between_ticks, time_runs};
pub use stage::{Comparison, HalfStatus, set_levels};
pub use status::{DensePositions, Physics, SimulationClock, SimulationStatus};
