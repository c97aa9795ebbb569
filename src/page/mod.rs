//! The web page: it reads its address (`?scene=…&seed=…&layout=…`), opens the product, keeps the
//! address in step, and publishes status, controls, help and spoken sentences as
//! `window.gradswarm` and as events.

mod address;
mod browser;
mod keep_address;
mod publish;
mod speak;

pub use publish::PagePlugin;

use address::{MANY_VERTICES, estimate_vertices};
use browser::{dispatch_event, read_parameter, read_start};
use serde_json::json;

use crate::{
    app,
    graph::{
        START_SCENE, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    physics::Physics,
};

/// Opens the page. Parts of the address that cannot be understood are said on the page. A graph
/// that may be too large for the device is asked about first.
pub fn run() {
    let start = read_start();
    if let Some(spec) = &start.scene {
        let vertices = estimate_vertices(spec);
        if vertices > MANY_VERTICES && read_parameter("large").is_none() {
            // Every scene is small with the settings that it has by itself.
            let question = json!({ "vertices": vertices, "smaller": spec.info().name });
            dispatch_event("gradswarm-question", &question.to_string());
            return;
        }
    }
    for problem in &start.problems {
        dispatch_event("gradswarm-notice", &problem.to_json().to_string());
    }
    let name = start.scene.as_ref().map(SceneSpec::to_string);
    let first = LoadScene {
        source: SceneSource::Named(name.unwrap_or_else(|| START_SCENE.into())),
        seed: start.seed,
    };
    let mut physics = Physics::default();
    physics.set_arrangement(start.arrangement.unwrap_or_default());
    let mut app = app::windowed_app(first, None);
    app.insert_resource(physics);
    if start.has_opening() {
        app.insert_resource(app::Opening::default());
    }
    app.run();
}
