//! `SCENE|FILE`: the graph that a command works on.

use std::path::{Path, is_separator};

use super::Failure;
use crate::{
    files::{self, Format},
    graph::{Graph, SceneSetup, SceneSpec},
    nn::Program,
};

/// The graph of a command, with its network and setup.
pub struct Source {
    /// The whole graph.
    pub graph: Graph,
    /// The network behind it, if it has one.
    #[cfg_attr(
        not(feature = "window"),
        allow(dead_code, reason = "only pictures train it")
    )]
    pub program: Option<Program>,
    /// How the scene is set up; the default for a file.
    pub setup: SceneSetup,
}

/// Whether a word names a file. It does with a path separator or the ending of a graph format.
/// Otherwise the name of a scene wins; any other ending, or an existing file, makes it a file.
pub fn names_file(word: &str) -> bool {
    let path = Path::new(word);
    if word.contains(is_separator) || Format::from_path(path).is_some() {
        return true;
    }
    // The dot in `degree=2.5` begins no ending.
    let name = word.split(':').next().unwrap_or(word);
    let scene = SceneSpec::ALL.iter().any(|info| info.name == name);
    !scene && (path.extension().is_some() || path.is_file())
}

/// Reads a file or builds a scene.
///
/// # Errors
/// The file cannot be read, or the scene cannot be built.
pub fn load_source(word: &str, seed: u64) -> Result<Source, Failure> {
    if names_file(word) {
        let graph = files::read_graph(Path::new(word))?;
        return Ok(Source {
            graph,
            program: None,
            setup: SceneSetup::default(),
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
        setup: built.setup,
    })
}
