//! `SCENE|FILE`: what a command works on.

use std::path::Path;

use super::Failure;
use crate::{
    files::{self, Format},
    graph::{Graph, SceneSpec},
    nn::Program,
};

/// A graph that a command was given.
pub struct Source {
    /// How it was asked for.
    pub name: String,
    /// The whole graph.
    pub graph: Graph,
    /// The network behind it, if it is a scene that has one.
    pub program: Option<Program>,
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
        let graph = files::read_graph(Path::new(word)).map_err(|error| Failure::Input(error.to_string()))?;
        return Ok(Source { name: word.to_owned(), graph, program: None });
    }
    let spec: SceneSpec = word.parse().map_err(|problem: String| {
        Failure::Input(format!("{problem}, or a file ending in .json, .csv, .tsv, .txt or .mtx"))
    })?;
    let built = spec.build(seed).map_err(Failure::Input)?;
    Ok(Source { name: spec.to_string(), graph: built.graph, program: built.program })
}
