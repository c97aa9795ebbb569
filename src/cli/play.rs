//! `gradswarm play`: opens the window.

use std::sync::Arc;

use bevy::app::AppExit;
use clap::Args;

use super::{Failure, display, physics_options::ArrangementOptions, size::Size, source};
use crate::{
    app, files,
    graph::{
        START_SCENE, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    layout::Arrangement,
    nn::DEFAULT_SEED,
    physics::Physics,
};

/// Arguments of `gradswarm play`.
#[derive(Args)]
pub struct PlayArguments {
    /// A scene, or a graph file. Default: the small network of the opening.
    #[arg(value_name = "SCENE|FILE")]
    source: Option<String>,
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
            source: None,
            seed: DEFAULT_SEED,
            size: None,
            arrangement: ArrangementOptions::default(),
        }
    }
}

/// Opens the window, and returns when it is closed.
///
/// # Errors
/// A scene or file that cannot be used, no display, or an exit with an error.
pub fn run(arguments: &PlayArguments) -> Result<(), Failure> {
    let source = arguments.source.as_deref();
    let first = first_scene(source.unwrap_or(START_SCENE), arguments.seed)?;
    display::check_display()?;
    let mut app = app::windowed_app(first, arguments.size.map(|Size(size)| size));
    let mut physics = Physics::default();
    let arrangement = arguments.arrangement.into();
    physics.set_arrangement(arrangement);
    if source.is_none() && arrangement == Arrangement::default() {
        app.insert_resource(app::Opening::default());
    }
    match app.insert_resource(physics).run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(Failure::Internal(format!(
            "the window ended with status {code}"
        ))),
    }
}

/// The scene that `word` names. It is checked here, so that errors appear before the window.
///
/// # Errors
/// The file cannot be read, or the scene does not exist.
pub fn first_scene(word: &str, seed: u64) -> Result<LoadScene, Failure> {
    let source = if source::names_file(word) {
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
