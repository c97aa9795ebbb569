//! `SCENE|FILE`: what a command works on.

use std::path::{Path, is_separator};

use super::Failure;
use crate::{
    files::{self, Format},
    graph::{Graph, SceneSpec, Stage},
    nn::Program,
};

/// A graph that a command was given.
pub struct Source {
    /// The whole graph.
    pub graph: Graph,
    /// The network behind it, if it has one.
    #[cfg_attr(
        not(feature = "window"),
        allow(dead_code, reason = "only pictures train it")
    )]
    pub program: Option<Program>,
    /// How it wants to be played.
    pub stage: Stage,
}

/// Whether a word names a file. A separator or a graph's ending says so. A
/// scene's name comes before a file that happens to be called like it; any
/// other ending, or a file that is there, makes a file of the rest.
pub fn is_file(word: &str) -> bool {
    let path = Path::new(word);
    if word.contains(is_separator) || Format::of(path).is_some() {
        return true;
    }
    // The dot of `degree=2.5` is no ending.
    let name = word.split(':').next().unwrap_or(word);
    let scene = SceneSpec::ALL.iter().any(|info| info.name == name);
    !scene && (path.extension().is_some() || path.is_file())
}

/// Reads a file or builds a scene.
///
/// # Errors
/// Says what is wrong with the file, the scene or its settings.
pub fn load(word: &str, seed: u64) -> Result<Source, Failure> {
    if is_file(word) {
        let graph = files::read_graph(Path::new(word))?;
        return Ok(Source {
            graph,
            program: None,
            stage: Stage::default(),
        });
    }
    let spec: SceneSpec = word.parse().map_err(|problem: String| {
        Failure::Input(format!(
            "{problem}, or a file ending in .json, .csv, .tsv, .txt or .mtx"
        ))
    })?;
    let built = spec.build(seed).map_err(Failure::Input)?;
    Ok(Source {
        graph: built.graph,
        program: built.program,
        stage: built.stage,
    })
}
