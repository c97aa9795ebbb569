//! Gradswarm's export commands: `cargo xtask web`, `serve` and `desktop`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod compress;
mod desktop;
mod licences;
mod process;
mod serve;
mod sizes;
mod web;
mod workspace;

/// Exports Gradswarm to a web page or to a desktop archive.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the web page into `dist/web`.
    Web,
    /// Serve a built web page to this machine alone, until Ctrl-C.
    Serve(serve::Options),
    /// Build an archive for this operating system into `dist/desktop`.
    Desktop,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Web => web::export(),
        Command::Serve(options) => serve::serve(&options),
        Command::Desktop => desktop::export(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
