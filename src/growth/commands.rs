//! What a person, a test or a script can ask of growth.

use bevy::prelude::*;

use super::queue::EdgeArrival;

/// Steers the growth of the graph.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum GrowthCommand {
    /// Takes the graph away and grows it again from the same start.
    Restart,
    /// Stops growth, or lets it go on; the physics runs on.
    Pause(bool),
    /// Everything that is still to come, at once.
    Skip,
    /// Simulated seconds from one vertex to the next, 0 … 1; 0 is at once.
    Delay(f64),
    /// When the edges arrive.
    Edges(EdgeArrival),
}
