//! `gradswarm scenes`: one line a scene.

use super::Failure;
use crate::{graph::SceneSpec, nn::DEFAULT_SEED};

/// Prints name (with its settings), vertices, edges and what each scene shows.
pub fn run() -> Result<(), Failure> {
    for info in SceneSpec::ALL {
        let spec: SceneSpec = info.name.parse().map_err(Failure::Internal)?;
        let (vertices, edges) = spec.counts(DEFAULT_SEED).map_err(Failure::Internal)?;
        let name = spec.to_string();
        println!(
            "{name:<32} {vertices:>7} vertices {edges:>7} edges   {}",
            info.caption
        );
    }
    Ok(())
}
