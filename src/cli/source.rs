//! `SCENE|FILE`: what a command works on.

use std::path::Path;

use super::Failure;
use crate::{
    files::{self, Format},
    graph::{Graph, SceneSpec},
};

/// A graph that a command was given.
pub struct Source {
    /// The whole graph.
    pub graph: Graph,
}

/// Whether a word names a file: it has a graph's ending, or such a file exists.
pub fn is_file(word: &str) -> bool {
    let path = Path::new(word);
    Format::of(path).is_some() || path.is_file()
}

/// Reads a file or builds a scene.
///
/// # Errors
/// Says what is wrong with the file, the scene or its settings.
pub fn load(word: &str, seed: u64) -> Result<Source, Failure> {
    if is_file(word) {
        let graph = files::read_graph(Path::new(word))
            .map_err(|error| Failure::Input(error.to_string()))?;
        return Ok(Source { graph });
    }
    let spec: SceneSpec = word.parse().map_err(|problem: String| {
        Failure::Input(format!(
            "{problem}, or a file ending in .json, .csv, .tsv, .txt or .mtx"
        ))
    })?;
    let built = spec.build(seed).map_err(Failure::Input)?;
    Ok(Source { graph: built.graph })
}
