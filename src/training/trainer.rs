//! The state of training.

use bevy::prelude::*;

/// How training goes on.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq)]
pub enum Pace {
    /// Not at all.
    #[default]
    Idle,
    /// Rounds a second of wall time; infinite is as fast as it goes.
    Watching(f64),
    /// So many rounds are still to do, as fast as frames stay smooth.
    Rounds(u32),
}

/// Where training stands. The network itself is [`crate::graph::Network`].
#[derive(Resource, Reflect, Clone, Debug, Default)]
#[reflect(Resource, Default)]
pub struct Trainer {
    /// How it goes on.
    pub pace: Pace,
    /// Rounds that are due while watching; the part of one that is not yet whole.
    pub due: f64,
    /// Rounds since the start.
    pub round: u32,
    /// Loss before each round's update: the loss curve.
    pub losses: Vec<f64>,
    /// Target values.
    pub targets: Vec<f64>,
    /// Predictions at the start.
    pub before: Vec<f64>,
    /// Predictions of the last forward pass.
    pub after: Vec<f64>,
    /// Loss of the last forward pass.
    pub loss: Option<f64>,
    /// Learning rate of the next round.
    pub learning_rate: f64,
    /// Share of samples whose sign is right, where that means something (moons), 0 … 1.
    pub accuracy: Option<f64>,
    /// Whether the loaded scene can be trained.
    pub available: bool,
}
