//! The web page: it reads its address (`?scene=…&seed=…&layout=…`), opens the product, and
//! publishes status and controls as `window.gradswarm`.

mod address;
mod publish;

pub use publish::PagePlugin;

use address::read_parameter;

use crate::{
    app,
    graph::{
        SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    layout::Arrangement,
    nn::DEFAULT_SEED,
    physics::Physics,
};

/// Opens the page. Invalid parameters of the address are ignored.
pub fn run() {
    let scene = read_parameter("scene").filter(|scene| scene.parse::<SceneSpec>().is_ok());
    let seed = read_parameter("seed").and_then(|seed| seed.parse().ok());
    let first = LoadScene {
        source: SceneSource::Named(scene.unwrap_or_else(|| "seed".into())),
        seed: seed.unwrap_or(DEFAULT_SEED),
    };
    let arrangement = read_parameter("layout").and_then(|name| Arrangement::from_name(&name));
    let mut physics = Physics::default();
    physics.set_arrangement(arrangement.unwrap_or_default());
    app::windowed_app(first, None)
        .insert_resource(physics)
        .run();
}
