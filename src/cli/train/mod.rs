//! `gradswarm train`: the notebook's training run and its report.

mod report;
mod scene;
mod weights_file;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{
    Failure,
    print::{diagnose, print},
    progress::Progress,
};
use crate::nn::{DEFAULT_SEED, Program};
use report::Report;

/// What `gradswarm train` takes.
#[derive(Args)]
pub struct TrainArguments {
    /// What to train: `seed`, `mlp:sizes=3x4x4x1` or `moons:samples=100`
    #[arg(default_value = "seed")]
    scene: String,
    /// Seed of every random number
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Start from the parameters in this JSON file
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// How often to update the parameters; 1000, for moons 100, unless given
    #[arg(long, value_name = "N")]
    rounds: Option<u32>,
    /// A constant learning rate in place of the scene's own schedule
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    learning_rate: Option<f64>,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The notebook's lines, three decimals
    Text,
    /// One JSON value, numbers to the last bit
    Json,
}

/// Trains and prints the report.
///
/// # Errors
/// A scene that cannot be trained, weights that do not fit, or a learning rate
/// that is not a finite number.
pub fn run(arguments: &TrainArguments) -> Result<(), Failure> {
    let trainable = scene::program(&arguments.scene, arguments.seed)?;
    let rounds = arguments.rounds.unwrap_or(trainable.rounds);
    let mut program = trainable.program;
    if let Some(rate) = arguments.learning_rate {
        if !rate.is_finite() {
            return Err(Failure::Input(format!(
                "--learning-rate {rate} is not a finite number"
            )));
        }
        program.set_learning_rate(rate);
    }
    if let Some(path) = &arguments.weights {
        weights_file::load(path, &mut program)?;
    }

    let before = program.predictions();
    let starting_loss = program.loss();
    let losses = train(&mut program, rounds);
    let report = Report {
        scene: &arguments.scene,
        seed: arguments.seed,
        targets: program.targets(),
        before,
        starting_loss: starting_loss.unwrap_or(f64::NAN),
        rounds,
        after: program.predictions(),
        final_loss: program.loss().unwrap_or(f64::NAN),
        accuracy: program.accuracy(),
        losses,
        weights: program.weights(),
    };
    if let Some(round) = report.diverged_in() {
        diagnose(
            "warning",
            format_args!(
                "numbers are no longer finite from round {round} on; a smaller --learning-rate may help"
            ),
        );
    }
    print(|out| match arguments.format {
        Format::Text => report.write_text(out),
        Format::Json => report.write_json(out),
    })
}

/// The losses before each round's update.
fn train(program: &mut Program, rounds: u32) -> Vec<f64> {
    let progress = Progress::new(rounds.into(), "rounds");
    let mut losses = Vec::new();
    for round in 1..=rounds {
        losses.extend(program.train_round().map(|outcome| outcome.loss));
        if round % 64 == 0 {
            progress.set(round.into());
        }
    }
    losses
}
