//! `gradswarm play`: the window, or the page.

use std::sync::Arc;

use bevy::app::AppExit;
use clap::Args;

use super::{Failure, display, physics_options::ArrangementOptions, size::Size, source};
use crate::{
    app, files,
    graph::{
        SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    nn::DEFAULT_SEED,
    physics::Physics,
};

/// What `gradswarm play` takes.
#[derive(Args)]
pub struct PlayArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE", default_value = "seed")]
    source: String,
    /// Seed of the scene's random numbers.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Size of the window, logical pixels.
    #[arg(long, value_name = "WxH")]
    size: Option<Size>,
    #[command(flatten)]
    arrangement: ArrangementOptions,
}

impl Default for PlayArguments {
    fn default() -> Self {
        Self {
            source: "seed".into(),
            seed: DEFAULT_SEED,
            size: None,
            arrangement: ArrangementOptions::default(),
        }
    }
}

/// Opens the window.
pub fn run(arguments: &PlayArguments) -> Result<(), Failure> {
    let first = first_scene(&arguments.source, arguments.seed)?;
    display::check()?;
    let mut app = app::windowed(first, arguments.size.map(|Size(size)| size));
    let mut physics = Physics::default();
    physics.set_arrangement(arguments.arrangement.into());
    match app.insert_resource(physics).run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(Failure::Internal(format!(
            "the window ended with status {code}"
        ))),
    }
}

/// The scene that a word on the command line asks for: refused here rather than in the window.
///
/// # Errors
/// Says what is wrong with the file, the scene or its settings.
pub fn first_scene(word: &str, seed: u64) -> Result<LoadScene, Failure> {
    let source = if source::is_file(word) {
        let path = std::path::Path::new(word);
        let graph = files::read_graph(path)?;
        SceneSource::Given(word.to_owned(), Arc::new(graph))
    } else {
        let spec: SceneSpec = word.parse().map_err(|problem: String| {
            Failure::Input(format!(
                "{problem}, or a file ending in .json, .csv, .tsv, .txt or .mtx"
            ))
        })?;
        SceneSource::Named(spec.to_string())
    };
    Ok(LoadScene { source, seed })
}
