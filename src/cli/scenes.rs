//! `gradswarm scenes`: one line a scene.

use std::io::Write;

use super::{Failure, print::print};
use crate::{graph::SceneSpec, nn::DEFAULT_SEED};

/// Prints name (with its settings), vertices, edges and what each scene shows.
pub fn run() -> Result<(), Failure> {
    // Counted line by line: the big ones take a while.
    for info in SceneSpec::ALL {
        let spec: SceneSpec = info.name.parse().map_err(Failure::Internal)?;
        let (vertices, edges) = spec.counts(DEFAULT_SEED).map_err(Failure::Internal)?;
        let name = spec.to_string();
        print(|out| {
            writeln!(
                out,
                "{name:<32} {vertices:>7} vertices {edges:>7} edges   {}",
                info.caption
            )
        })?;
    }
    Ok(())
}
