//! The command line: one file for each command.
//!
//! Results go to standard output, notes and errors to standard error. An input that cannot be used
//! ends with exit status 2, any other failure with 1.

#[cfg(feature = "window")]
mod bench_view;
#[cfg(feature = "window")]
mod display;
mod edits;
mod export;
mod failure;
mod layout;
mod output;
mod physics_options;
#[cfg(feature = "window")]
mod play;
mod print;
mod progress;
#[cfg(feature = "window")]
mod record;
#[cfg(feature = "window")]
mod render;
mod scenes;
#[cfg(feature = "window")]
mod session;
#[cfg(feature = "window")]
mod size;
mod source;
mod threads;
mod train;
#[cfg(feature = "window")]
mod view_options;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::Failure;
pub use threads::{available_threads, start_threads};

/// Watch a neural network's computation graph grow, learn and settle.
#[derive(Parser)]
#[command(name = "gradswarm", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Open the window (the default).
    #[cfg(feature = "window")]
    Play(play::PlayArguments),
    /// List the scenes.
    Scenes,
    /// Train a network and print the notebook's report.
    Train(train::TrainArguments),
    /// Lay a graph out without a window.
    Layout(layout::LayoutArguments),
    /// Write a graph to a file.
    Export(export::ExportArguments),
    /// Draw a graph to a picture, without a window.
    #[cfg(feature = "window")]
    Render(render::RenderArguments),
    /// Record a graph growing, or learning, as an animated PNG, without a window.
    #[cfg(feature = "window")]
    Record(record::RecordArguments),
    /// Measure what a frame costs the processor, without its pixels.
    #[cfg(feature = "window")]
    BenchView(bench_view::BenchViewArguments),
}

/// Parses the command line, runs the command, and maps its failure to an exit status.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        #[cfg(feature = "window")]
        Some(Command::Play(arguments)) => play::run(&arguments),
        #[cfg(feature = "window")]
        None => play::run(&play::PlayArguments::default()),
        #[cfg(not(feature = "window"))]
        None => Err(Failure::Input(
            "this build has no window; see `gradswarm --help` for the commands that need none"
                .into(),
        )),
        Some(Command::Scenes) => scenes::run(),
        Some(Command::Train(arguments)) => train::run(&arguments),
        Some(Command::Layout(arguments)) => layout::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        #[cfg(feature = "window")]
        Some(Command::Render(arguments)) => render::run(&arguments),
        #[cfg(feature = "window")]
        Some(Command::Record(arguments)) => record::run(&arguments),
        #[cfg(feature = "window")]
        Some(Command::BenchView(arguments)) => bench_view::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => print::report_failure(&failure),
    }
}
