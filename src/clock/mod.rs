//! Simulated time: the clock, its commands, and how much simulated work fits into a frame.
//!
//! The clock knows no other room. Physics counts its ticks and growth makes it wait; both write
//! [`SimulationClock`] directly, in the order that `app.rs` gives.

pub mod commands;
mod frame_budget;
mod plugin;
mod simulation_clock;

pub use frame_budget::{FrameBudget, time_runs};
pub use plugin::{ClockPlugin, ClockStatePlugin, ClockSystems};
pub use simulation_clock::SimulationClock;
