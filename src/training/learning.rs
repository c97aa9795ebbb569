//! Rounds of training, a frame's share at a time.
//!
//! The network is written without change detection until rounds were done, so that *changed*
//! tells the mirror of the tape to copy its numbers.

use bevy::prelude::*;

use super::{
    commands::TrainingCommand,
    report::write_report,
    trainer::{Pace, Trainer},
};
use crate::{
    clock::{SimulationClock, commands::ClockCommand},
    graph::{CurrentScene, Network, SceneLoaded},
    journal::Journal,
};

/// Tape values that are computed in a frame, at most: about 15 ms.
const VALUES_A_FRAME: usize = 1_500_000;

/// Seconds of playing that one frame may catch up with.
const LONGEST_FRAME: f64 = 0.25;

/// Simulated time that the rounds of [`TrainingCommand::Train`] take, seconds.
pub const PLAY_SECONDS: f64 = 10.0;

/// Slowest rate of [`TrainingCommand::Train`], rounds a second: a few rounds need no ten seconds.
const SLOWEST: f64 = 2.0;

/// The rounds of the notebook's run are done: the trained graph should grow from its start.
#[derive(Message, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotebookTrained;

/// Whether the notebook's run is under way. It ends when its rounds are done, or with any other
/// training command.
#[derive(Resource, Default)]
pub(super) struct NotebookRun {
    active: bool,
}

/// Makes the trainer of a scene that was just loaded.
pub(super) fn reset_for_new_scene(
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
    *trainer = Trainer::from_program(network.0.as_ref());
    let (vertices, edges) = (scene.graph.nodes.len(), scene.graph.links.len());
    journal.write(
        0,
        format!(
            "{}, random seed {}: {vertices} vertices, {edges} edges",
            scene.name, scene.seed
        ),
    );
}

/// Handles [`TrainingCommand`].
pub(super) fn apply_training_commands(
    mut requests: MessageReader<TrainingCommand>,
    scene: Res<CurrentScene>,
    mut network: ResMut<Network>,
    mut trainer: ResMut<Trainer>,
    mut notebook: ResMut<NotebookRun>,
    mut clock: MessageWriter<ClockCommand>,
) {
    for request in requests.read() {
        if !trainer.available {
            continue;
        }
        let Some(program) = network.bypass_change_detection().0.as_mut() else {
            continue;
        };
        match *request {
            TrainingCommand::Train { rounds } => {
                let rate = (f64::from(rounds) / PLAY_SECONDS).max(SLOWEST);
                play(&mut trainer, &mut clock, rounds, rate);
                // The first round is due at once.
                trainer.due = 1.0;
            }
            TrainingCommand::Play {
                rounds,
                rounds_per_second,
            } if rounds_per_second > 0.0 && rounds_per_second.is_finite() => {
                play(&mut trainer, &mut clock, rounds, rounds_per_second);
            }
            TrainingCommand::Play { .. } => {}
            TrainingCommand::Finish => {
                let left = trainer.pace.rounds_left();
                if left > 0 {
                    trainer.pace = Pace::Hurrying { left };
                    clock.write(ClockCommand::Pause(false));
                }
                // The rest of the notebook's run is still the notebook's.
                continue;
            }
            TrainingCommand::Pause => trainer.pace = Pace::Idle,
            TrainingCommand::OneRound => match trainer.pace {
                Pace::Playing { .. } => trainer.due += 1.0,
                Pace::Idle | Pace::Hurrying { .. } => hurry(&mut trainer, 1),
            },
            TrainingCommand::LearningRate(rate) if rate.is_finite() => {
                program.set_learning_rate(rate);
                trainer.learning_rate = rate;
            }
            TrainingCommand::LearningRate(_) => {}
            TrainingCommand::Reset | TrainingCommand::RunNotebook => {
                program.reset();
                program.recompute();
                *trainer = Trainer::from_program(Some(program));
                notebook.active = *request == TrainingCommand::RunNotebook;
                if notebook.active {
                    hurry(&mut trainer, scene.rounds);
                }
                network.set_changed();
                continue;
            }
        }
        // Any other training command ends the notebook's run.
        notebook.active &= matches!(request, TrainingCommand::LearningRate(_));
    }
}

/// Begins to play rounds, and lets the clock run.
fn play(
    trainer: &mut Trainer,
    clock: &mut MessageWriter<ClockCommand>,
    rounds: u32,
    rounds_per_second: f64,
) {
    trainer.planned = rounds;
    trainer.due = 0.0;
    trainer.pace = Pace::Playing {
        left: rounds,
        rounds_per_second,
    };
    clock.write(ClockCommand::Pause(false));
}

/// Begins rounds that are done as fast as frames stay smooth.
fn hurry(trainer: &mut Trainer, rounds: u32) {
    trainer.planned = rounds;
    trainer.pace = Pace::Hurrying { left: rounds };
}

/// Refreshes predictions and loss after another room wrote to the network, such as an edited
/// leaf.
pub(super) fn refresh_after_edits(network: Res<Network>, mut trainer: ResMut<Trainer>) {
    if let Some(program) = &network.0
        && network.is_changed()
        && trainer.available
    {
        trainer.copy_results(program);
    }
}

/// Trains the rounds of this frame: a share of the work, or of the simulated time while it plays.
/// While the clock is paused no further rounds come due.
pub(super) fn train_rounds(
    mut network: ResMut<Network>,
    mut trainer: ResMut<Trainer>,
    mut journal: ResMut<Journal>,
    mut notebook: ResMut<NotebookRun>,
    mut trained: MessageWriter<NotebookTrained>,
    time: Res<Time<Virtual>>,
    clock: Res<SimulationClock>,
) {
    if trainer.pace == Pace::Idle {
        return;
    }
    let Some(program) = network.bypass_change_detection().0.as_mut() else {
        return;
    };
    // The rounds of this frame.
    let share = (VALUES_A_FRAME / program.tape.len().max(1)).max(1) as u32;
    let trainer = &mut *trainer;
    let rounds = match trainer.pace {
        Pace::Idle => 0,
        Pace::Hurrying { left } => left.min(share),
        Pace::Playing {
            left,
            rounds_per_second,
        } => {
            if !clock.paused {
                let longest = LONGEST_FRAME * f64::from(clock.speed).max(1.0);
                trainer.due += rounds_per_second * time.delta_secs_f64().min(longest);
            }
            // Rounds that do not fit into the frame are dropped: the run takes longer.
            trainer.due = trainer.due.min(f64::from(share));
            let due = trainer.due.floor();
            trainer.due -= due;
            (due as u32).min(left)
        }
    };
    // Train them, up to the first loss that is not finite.
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
    // Account for them.
    let single = trainer.planned == 1;
    let done = match &mut trainer.pace {
        Pace::Playing { left, .. } | Pace::Hurrying { left } => {
            *left = left.saturating_sub(rounds);
            *left == 0
        }
        Pace::Idle => false,
    };
    if rounds > 0 {
        trainer.copy_results(program);
        network.set_changed();
    }
    // Report the end.
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
            _ => write_report(&mut journal, clock.tick, trainer),
        }
        if diverged {
            journal.write(
                clock.tick,
                "the loss is no longer finite: go back to round 0 and try a smaller learning rate",
            );
        }
        if std::mem::take(&mut notebook.active) {
            trained.write(NotebookTrained);
        }
    }
}
