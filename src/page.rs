//! The page's command line is its address: `?scene=…&seed=…&layout=…`.

use crate::{
    app,
    graph::{
        SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    layout::Arrangement,
    nn::DEFAULT_SEED,
    physics::Physics,
    third_party::page::query,
};

/// Opens the page. What cannot be understood is as if it were not there.
pub fn run() {
    let scene = query("scene").filter(|scene| scene.parse::<SceneSpec>().is_ok());
    let seed = query("seed").and_then(|seed| seed.parse().ok());
    let first = LoadScene {
        source: SceneSource::Named(scene.unwrap_or_else(|| "seed".into())),
        seed: seed.unwrap_or(DEFAULT_SEED),
    };
    let arrangement = query("layout").and_then(|name| Arrangement::from_name(&name));
    let mut physics = Physics::default();
    physics.set_arrangement(arrangement.unwrap_or_default());
    app::windowed(first, None).insert_resource(physics).run();
}
