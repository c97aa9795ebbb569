//! Rounds of training, a frame's share at a time.

use bevy::prelude::*;

use super::{
    commands::TrainingCommand,
    journal::Journal,
    trainer::{Pace, Trainer},
};
use crate::{
    graph::{CurrentScene, Network, SceneLoaded},
    growth::commands::GrowthCommand,
    nn::Program,
    physics::SimulationClock,
};

/// Values that are computed in a frame, at most: about 15 ms.
const VALUES_A_FRAME: usize = 1_500_000;

/// Seconds of watching that one frame may catch up with.
const LONGEST_FRAME: f64 = 0.25;

/// Whether the notebook's run is under way: when its rounds are done, its
/// report is written and the trained graph grows.
#[derive(Resource, Default)]
pub(super) struct NotebookRun {
    active: bool,
}

/// A new scene has a new trainer.
pub(super) fn meet_new_scene(
    mut loaded: MessageReader<SceneLoaded>,
    network: Res<Network>,
    scene: Res<CurrentScene>,
    mut trainer: ResMut<Trainer>,
    mut journal: ResMut<Journal>,
    mut notebook: ResMut<NotebookRun>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    notebook.active = false;
    *trainer = Trainer::of(network.0.as_ref());
    let (vertices, edges) = (scene.graph.nodes.len(), scene.graph.links.len());
    journal.write(
        0,
        format!(
            "{}, seed {}: {vertices} vertices, {edges} edges",
            scene.name, scene.seed
        ),
    );
}

/// Handles [`TrainingCommand`].
pub(super) fn steer(
    mut requests: MessageReader<TrainingCommand>,
    scene: Res<CurrentScene>,
    mut network: ResMut<Network>,
    mut trainer: ResMut<Trainer>,
    mut notebook: ResMut<NotebookRun>,
) {
    for request in requests.read() {
        if !trainer.available {
            continue;
        }
        let Some(program) = network.bypass_change_detection().0.as_mut() else {
            continue;
        };
        match *request {
            TrainingCommand::Train { rounds } => trainer.pace = Pace::Rounds(rounds),
            TrainingCommand::Watch { rounds_per_second } if rounds_per_second > 0.0 => {
                trainer.pace = Pace::Watching(rounds_per_second);
            }
            TrainingCommand::Watch { .. } => {}
            TrainingCommand::Pause => trainer.pace = Pace::Idle,
            TrainingCommand::OneRound => trainer.pace = Pace::Rounds(1),
            TrainingCommand::LearningRate(rate) if rate.is_finite() => {
                program.set_learning_rate(rate);
                trainer.learning_rate = rate;
            }
            TrainingCommand::LearningRate(_) => {}
            TrainingCommand::Reset | TrainingCommand::RunNotebook => {
                program.reset();
                program.recompute();
                *trainer = Trainer::of(Some(program));
                notebook.active = *request == TrainingCommand::RunNotebook;
                if notebook.active {
                    trainer.pace = Pace::Rounds(scene.rounds);
                }
                network.set_changed();
                continue;
            }
        }
        // Who trains by hand, or pauses, has left the notebook's run.
        notebook.active &= matches!(request, TrainingCommand::LearningRate(_));
    }
}

/// Somebody wrote to the network, such as an edited leaf: the predictions and
/// the loss are others now.
pub(super) fn meet_edits(network: Res<Network>, mut trainer: ResMut<Trainer>) {
    if let Some(program) = &network.0
        && network.is_changed()
        && trainer.available
    {
        trainer.show(program);
    }
}

/// Trains for a frame's share of work, or of time when a person watches.
pub(super) fn learn(
    mut network: ResMut<Network>,
    mut trainer: ResMut<Trainer>,
    mut journal: ResMut<Journal>,
    mut notebook: ResMut<NotebookRun>,
    mut growth: MessageWriter<GrowthCommand>,
    time: Res<Time<Real>>,
    clock: Res<SimulationClock>,
) {
    if trainer.pace == Pace::Idle {
        return;
    }
    let Some(program) = network.bypass_change_detection().0.as_mut() else {
        return;
    };
    let share = (VALUES_A_FRAME / program.tape.len().max(1)).max(1) as u32;
    let trainer = &mut *trainer;
    let rounds = match trainer.pace {
        Pace::Idle => 0,
        Pace::Rounds(left) => left.min(share),
        Pace::Watching(speed) => {
            trainer.due += (speed * time.delta_secs_f64().min(LONGEST_FRAME)).min(f64::from(share));
            let due = trainer.due.floor().min(f64::from(share));
            trainer.due -= due;
            due as u32
        }
    };
    let mut diverged = false;
    for _ in 0..rounds {
        let Some(outcome) = program.train_round() else {
            break;
        };
        trainer.round += 1;
        trainer.losses.push(outcome.loss);
        if !outcome.loss.is_finite() {
            diverged = true;
            break;
        }
    }
    let single = rounds == 1 && trainer.pace == Pace::Rounds(1);
    let done = match &mut trainer.pace {
        Pace::Rounds(left) => {
            *left = left.saturating_sub(rounds);
            *left == 0
        }
        _ => false,
    };
    if rounds > 0 {
        trainer.show(program);
        network.set_changed();
    }
    if done || diverged {
        trainer.pace = Pace::Idle;
        match trainer.losses.last() {
            // A report of six lines after every single round would bury the log.
            Some(loss) if single && !diverged => {
                journal.write(
                    clock.tick,
                    format!("round {}: loss {loss:.3}", trainer.round),
                );
            }
            _ => journal.report(clock.tick, trainer),
        }
        if diverged {
            journal.write(
                clock.tick,
                "the loss is no longer finite: reset, and try a smaller learning rate",
            );
        }
        if std::mem::take(&mut notebook.active) {
            growth.write(GrowthCommand::Restart);
        }
    }
}

impl Trainer {
    /// The trainer of a network, before its first round.
    fn of(program: Option<&Program>) -> Self {
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
        trainer.show(program);
        trainer
    }

    /// Takes over what the last forward pass said.
    fn show(&mut self, program: &Program) {
        self.after = program.predictions();
        self.loss = program.loss();
        self.accuracy = program.accuracy();
        if let Some(learner) = &program.learner {
            self.learning_rate = learner.learning_rate();
        }
    }
}
