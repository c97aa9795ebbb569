//! The messages that steer training.

use bevy::prelude::*;

/// Steers training.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum TrainingCommand {
    /// Trains a number of rounds, as fast as frames stay smooth.
    Train {
        /// Rounds; 1000 in the notebook.
        rounds: u32,
    },
    /// Trains at a steady rate until paused.
    Watch {
        /// Rounds a second of wall time, 0.5 … 1000; infinity is as fast as possible.
        rounds_per_second: f64,
    },
    /// Stops training.
    Pause,
    /// Trains one round.
    OneRound,
    /// Goes back to the starting parameters.
    Reset,
    /// Runs the notebook: resets, trains the scene's rounds (1000 for most), writes the report
    /// into the log, then grows the trained graph.
    RunNotebook,
    /// Changes the learning rate; must be finite.
    LearningRate(f64),
}
