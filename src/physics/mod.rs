//! The Bevy side of the layout: settings, the tick in `FixedUpdate`, motion between ticks, status.
//!
//! A tick gathers the graph into dense slices, advances the engine within the frame's budget, and
//! writes positions, velocities and edge forces back. The graph changes only between two ticks,
//! and *changed* components mean an edit from outside the physics.

mod advance;
pub mod commands;
mod comparison;
mod gather;
mod headless;
mod held;
mod levels;
mod motion;
mod plugin;
mod presets;
mod rate;
mod rewind;
mod scene_setup;
mod settings_check;
mod settings_commands;
mod simulation;
mod status;
mod sync;
mod write_back;

pub use comparison::{Comparison, HalfStatus};
pub use headless::{StartMode, engine_from_graph, store_positions};
pub use plugin::{PhysicsPlugin, PhysicsStatePlugin, PhysicsSystems};
pub use scene_setup::set_levels;
pub use simulation::{Simulation, between_ticks};
pub use status::{DensePositions, Physics, SimulationStatus};
