//! `gradswarm scenes`: prints one line for each scene.

use std::io::Write;

use super::{Failure, print::print_results};
use crate::{graph::SceneSpec, nn::DEFAULT_SEED};

/// Prints name, settings, numbers of vertices and edges, and the caption of each scene.
///
/// # Errors
/// Standard output cannot be written.
pub fn run() -> Result<(), Failure> {
    // Print each line as soon as it is counted: large scenes take a while.
    for info in SceneSpec::ALL {
        let spec: SceneSpec = info.name.parse().map_err(Failure::Internal)?;
        let (vertices, edges) = spec.counts(DEFAULT_SEED).map_err(Failure::Internal)?;
        let name = spec.to_string();
        print_results(|out| {
            writeln!(
                out,
                "{name:<32} {vertices:>7} vertices {edges:>7} edges   {}",
                info.caption
            )
        })?;
    }
    Ok(())
}
