//! The web page: it reads its address (`?scene=…&seed=…&layout=…`), opens the product, and
//! publishes status, controls, help and spoken sentences as `window.gradswarm` and as events.

mod address;
mod event;
mod publish;
mod speak;

pub use publish::PagePlugin;

use address::{MANY_VERTICES, Start, estimate_vertices, read_parameter};
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
    let [scene, seed, layout] = ["scene", "seed", "layout"].map(read_parameter);
    let start = Start::from_parameters(scene.as_deref(), seed.as_deref(), layout.as_deref());
    let vertices = start.scene.as_ref().map_or(0, estimate_vertices);
    if vertices > MANY_VERTICES && read_parameter("large").is_none() {
        let smaller = start.scene.as_ref().map_or("seed", |spec| spec.info().name);
        let question = json!({ "vertices": vertices, "smaller": smaller });
        event::dispatch_event("gradswarm-question", &question.to_string());
        return;
    }
    for problem in &start.problems {
        event::dispatch_event("gradswarm-notice", &problem.to_json());
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
    if start.scene.is_none() && start.arrangement.is_none() {
        app.insert_resource(app::Opening::default());
    }
    app.run();
}
