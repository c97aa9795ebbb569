//! The `gradswarm` program: the command line, and the window behind it.

use std::process::ExitCode;

fn main() -> ExitCode {
    gradswarm::cli::main()
}
