//! The messages that steer growth.

use bevy::prelude::*;

use super::progress::EdgeArrival;

/// Steers the growth of the graph.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum GrowthCommand {
    /// Despawns the graph and grows it again from the same start.
    Restart,
    /// Stops growth (`true`) or resumes it (`false`); the physics runs on.
    Pause(bool),
    /// Spawns the whole rest at once, without waiting for the clock.
    Skip,
    /// Simulated seconds from one vertex to the next, 0 … 1; 0 is all at once.
    Delay(f64),
    /// When the edges arrive.
    Edges(EdgeArrival),
}
