//! The messages that steer training.

use bevy::prelude::*;

/// Steers training.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum TrainingCommand {
    /// Plays a number of rounds: the first at once, all within about
    /// [`PLAY_SECONDS`](super::PLAY_SECONDS) of simulated time, so that people see the network
    /// learn. Lets a paused clock run.
    Train {
        /// Rounds; 1000 in the notebook.
        rounds: u32,
    },
    /// Plays a number of rounds at a given rate. Lets a paused clock run.
    Play {
        /// Rounds.
        rounds: u32,
        /// Rounds a second of simulated time; must be positive and finite.
        rounds_per_second: f64,
    },
    /// Does the rest of the rounds that play, as fast as frames stay smooth. Lets a paused clock
    /// run. Does nothing if no training runs.
    Finish,
    /// Stops training. The rounds that were done stay.
    Pause,
    /// Trains one round at once, also while the clock is paused. Rounds that play go on after it.
    OneRound,
    /// Goes back to the starting parameters.
    Reset,
    /// Runs the notebook: resets, trains the scene's rounds (1000 for most), writes the report
    /// into the log, then grows the trained graph.
    RunNotebook,
    /// Changes the learning rate; must be finite.
    LearningRate(f64),
}
