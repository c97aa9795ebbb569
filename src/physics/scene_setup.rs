//! Applies a scene's setup to the physics: its levels and its halves.

use bevy::prelude::*;

use super::{simulation::Simulation, status::Physics};
use crate::{
    graph::{CurrentScene, SceneLoaded, SceneSetup},
    layout::{Multilevel, Settings},
};

/// The levels that the loaded scene has set, and those from before it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct SceneLevels(Option<[(Multilevel, u32); 2]>);

/// Sets the number of moving levels that a scene asks for, if it does.
pub fn set_levels(settings: &mut Settings, setup: &SceneSetup) {
    if let Some(levels) = setup.levels {
        (settings.multilevel, settings.levels) = (Multilevel::Projection, levels);
    }
}

/// Applies the setup of a scene that was just loaded. The levels that the scene before it had
/// set are restored, unless another room changed them since.
pub(super) fn apply_scene_setup(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Option<Res<CurrentScene>>,
    mut scene_levels: ResMut<SceneLevels>,
    mut physics: ResMut<Physics>,
    mut simulation: ResMut<Simulation>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    let mut settings = physics.0;
    if let Some([set, before]) = scene_levels.0.take()
        && (settings.multilevel, settings.levels) == set
    {
        (settings.multilevel, settings.levels) = before;
    }
    let setup = scene.as_deref().map(|scene| &scene.setup);
    if let Some(setup) = setup.filter(|setup| setup.levels.is_some()) {
        let before = (settings.multilevel, settings.levels);
        set_levels(&mut settings, setup);
        scene_levels.0 = Some([(settings.multilevel, settings.levels), before]);
    }
    physics.set_if_neq(Physics(settings));
    simulation
        .engine
        .split(setup.and_then(|setup| setup.halves));
}
