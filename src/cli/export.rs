//! `gradswarm export`: writes a graph in the format that the file's ending names.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, output, source};
use crate::nn::DEFAULT_SEED;

/// Arguments of `gradswarm export`.
#[derive(Args)]
pub struct ExportArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    /// Where to write: .json, .csv, .tsv, .txt or .mtx.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Seed of the scene's random numbers.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
}

/// Runs the command.
///
/// # Errors
/// A scene or file that cannot be used, or an output that cannot be written.
pub fn run(arguments: &ExportArguments) -> Result<(), Failure> {
    output::check_graph_path(&arguments.output)?;
    let source = source::load_source(&arguments.source, arguments.seed)?;
    output::write_graph(&arguments.output, &source.graph)
}
