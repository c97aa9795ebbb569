//! The command line: one file a command (`design/contract.md`).

mod failure;
mod progress;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::Failure;

/// Watch a neural network's computation graph grow, learn and settle.
#[derive(Parser)]
#[command(name = "gradswarm", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Train a network and print the notebook's report.
    Train(train::TrainArguments),
}

/// Parses the command line, runs the command, and maps its failure to an exit status.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Some(Command::Train(arguments)) => train::run(&arguments),
        None => Ok(()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
