//! `gradswarm train`: the notebook's training run and its report.

use clap::Args;

use super::Failure;

/// What `gradswarm train` takes.
#[derive(Args)]
pub struct TrainArguments {}

/// Runs the command.
pub fn run(_arguments: &TrainArguments) -> Result<(), Failure> {
    Ok(())
}
