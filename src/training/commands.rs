//! What a person, a test or a script can ask of the trainer.

use bevy::prelude::*;

/// Steers training.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum TrainingCommand {
    /// So many rounds at once.
    Train {
        /// How many; 1000 in the notebook.
        rounds: u32,
    },
    /// Rounds as time goes by, until paused.
    Watch {
        /// Rounds a second of wall time, 0.5 … 1000; infinite means as fast as it goes.
        rounds_per_second: f64,
    },
    /// Stops watching.
    Pause,
    /// One round.
    OneRound,
    /// Back to the same starting parameters.
    Reset,
    /// As the notebook: reset, train 1000 rounds, then grow the trained graph,
    /// with the report in the log.
    RunNotebook,
    /// Changes the learning rate; must be finite.
    LearningRate(f64),
}
