//! The state of training.

use bevy::prelude::*;

use crate::nn::Program;

/// How training goes on.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq)]
pub enum Pace {
    /// It rests.
    #[default]
    Idle,
    /// It plays at a steady rate, and stands while the clock is paused.
    Playing {
        /// Rounds that are left.
        left: u32,
        /// Rounds a second of simulated time.
        rounds_per_second: f64,
    },
    /// It does its rounds as fast as frames stay smooth.
    Hurrying {
        /// Rounds that are left.
        left: u32,
    },
}

impl Pace {
    /// Rounds that are left.
    pub fn rounds_left(self) -> u32 {
        match self {
            Self::Idle => 0,
            Self::Playing { left, .. } | Self::Hurrying { left } => left,
        }
    }

    /// Whether further rounds will be done while the clock runs, or while it is paused.
    pub fn goes_on(self, clock_runs: bool) -> bool {
        match self {
            Self::Idle => false,
            Self::Playing { .. } => clock_runs,
            Self::Hurrying { .. } => true,
        }
    }
}

/// How far training is. The network itself is [`crate::graph::Network`].
#[derive(Resource, Reflect, Clone, Debug, Default)]
#[reflect(Resource, Default)]
pub struct Trainer {
    /// How training goes on.
    pub pace: Pace,
    /// Rounds of the run that is under way, or was the last one; 0 before the first.
    pub planned: u32,
    /// Rounds that are due while it plays; between frames the fraction of a round, 0 … 1.
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
    /// Share of samples with the right sign, 0 … 1; only for classifiers (moons).
    pub accuracy: Option<f64>,
    /// Whether the loaded scene can be trained.
    pub available: bool,
}

impl Trainer {
    /// The trainer of a network before its first round. Without a network that learns, it is
    /// not available.
    pub(super) fn from_program(program: Option<&Program>) -> Self {
        let Some((program, learner)) =
            program.and_then(|program| Some((program, program.learner.as_ref()?)))
        else {
            return Self::default();
        };
        let mut trainer = Self {
            available: true,
            targets: program.targets().to_vec(),
            before: program.predictions(),
            learning_rate: learner.learning_rate(),
            ..Self::default()
        };
        trainer.copy_results(program);
        trainer
    }

    /// Copies predictions, loss and accuracy of the last forward pass, and the learning rate.
    pub(super) fn copy_results(&mut self, program: &Program) {
        self.after = program.predictions();
        self.loss = program.loss();
        self.accuracy = program.accuracy();
        if let Some(learner) = &program.learner {
            self.learning_rate = learner.learning_rate();
        }
    }
}
