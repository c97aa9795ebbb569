//! Gradswarm's export and check commands: `cargo xtask web`, `serve`, `desktop`, `screenshots` and `determinism`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod compress;
mod desktop;
mod determinism;
mod licences;
mod process;
mod screenshots;
mod serve;
mod sizes;
mod target;
mod web;
mod workspace;

/// Exports Gradswarm to a web page or to a desktop archive, and checks its promise of equal bits.
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
    /// Redraw the guide's pictures, without a window.
    Screenshots,
    /// Lay graphs out on one thread, on two, without SIMD and in WebAssembly; the bits must be equal.
    Determinism(determinism::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Web => web::export(),
        Command::Serve(options) => serve::serve(&options),
        Command::Desktop => desktop::export(),
        Command::Screenshots => screenshots::take(),
        Command::Determinism(options) => determinism::check(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
