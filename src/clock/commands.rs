//! The messages that steer simulated time.

use bevy::prelude::*;

/// Starts, stops or steps the simulation's clock, or chooses its speed.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum ClockCommand {
    /// Stops the clock (`true`) or lets it run (`false`).
    Pause(bool),
    /// Stops a running clock, or lets a stopped one run.
    TogglePause,
    /// Runs one tick, then pauses.
    StepOnce,
    /// Plays at another speed: one of [`SimulationClock::SPEEDS`](super::SimulationClock::SPEEDS).
    /// Others are ignored.
    Speed(f32),
    /// The next faster speed.
    Faster,
    /// The next slower speed.
    Slower,
    /// Puts every vertex back to its place when the guard was switched off, and pauses.
    /// Physics handles it; without such a place it does nothing.
    Rewind,
}
