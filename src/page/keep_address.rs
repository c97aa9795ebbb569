//! Keeps the page's address in step with the scene, its seed and its arrangement.

use std::str::FromStr;

use bevy::prelude::*;

use super::{
    address::Shown,
    browser::{dispatch_event, read_start},
};
use crate::{
    app::Opening,
    graph::{CurrentScene, SceneSpec},
    physics::Physics,
};

/// Sends the page the parameters that its address lacks, when something else is shown. The page
/// writes them into its address, so that a reload or a copied link leads back here.
pub(super) fn keep_address(
    scene: Res<CurrentScene>,
    physics: Res<Physics>,
    opening: Option<Res<Opening>>,
    mut last: Local<Option<Shown>>,
) {
    // The opening changes the arrangement by itself. Before the first scene nothing is shown.
    let unchanged = !scene.is_changed() && !physics.is_changed() && last.is_some();
    if opening.is_some() || scene.generation == 0 || unchanged {
        return;
    }
    let shown = Shown {
        scene: SceneSpec::from_str(&scene.name).ok(),
        seed: scene.seed,
        arrangement: physics.arrangement(),
    };
    if last.as_ref() == Some(&shown) {
        return;
    }
    if let Some(parameters) = shown.parameters_missing_in(&read_start()) {
        dispatch_event("gradswarm-address", &parameters.to_string());
    }
    *last = Some(shown);
}
