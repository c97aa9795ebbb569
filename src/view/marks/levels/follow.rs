//! Updates the shown level from its commands, the scene, the graph and the simulation.

use bevy::prelude::*;

use super::{FrameFigure, LevelCommand, LevelView, Merged};
use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, GraphIndex, SceneLoaded},
    growth::Growth,
    layout::{Dimensions, coarsening::Level},
    physics::{DensePositions, Simulation},
    view::camera::commands::{CameraCommand, Side},
};

/// A growing graph is coarsened again when it has grown by one part in this number.
const GROWTH_FRACTION: usize = 50;

/// The vertex of the level under the pointer.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HoveredPart(pub Option<u32>);

/// Shows the level that a new scene asks for. Halves side by side are viewed from the front.
pub(super) fn apply_scene_level(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Option<Res<CurrentScene>>,
    index: Res<GraphIndex>,
    mut view: ResMut<LevelView>,
    mut commands: MessageWriter<CameraCommand>,
) {
    if loaded.read().last().is_some() {
        let stage = scene.as_ref().map(|scene| &scene.setup);
        view.wanted = stage.and_then(|stage| stage.level);
        view.faces = stage.is_some_and(|stage| stage.halves.is_some());
    }
    // The camera can face the graph only once there is one.
    if view.faces && !index.vertices.is_empty() {
        view.faces = false;
        commands.write(CameraCommand::LookFrom(Side::Front));
    }
}

/// Handles [`LevelCommand`].
pub(super) fn apply_level_commands(
    mut commands: MessageReader<LevelCommand>,
    mut view: ResMut<LevelView>,
) {
    for command in commands.read() {
        let wanted = match *command {
            LevelCommand::Look(wanted) => wanted.map(|level| level.max(1)),
            LevelCommand::Step(step) => {
                let level = view.level().or(view.wanted).unwrap_or(0);
                let most = (view.sizes.len() as u32).max(1);
                // Below level 1, no level is shown.
                Some(level.saturating_add_signed(step).min(most)).filter(|&level| level > 0)
            }
        };
        view.wanted = wanted;
    }
}

/// Coarsens the graph and extracts the level when the graph, or the wanted level, has changed.
pub(super) fn update_level_graph(
    index: Res<GraphIndex>,
    growth: Option<Res<Growth>>,
    mut view: ResMut<LevelView>,
) {
    // Without a wanted level, clear the view once.
    let Some(wanted) = view.wanted else {
        if view.merged.is_some() {
            let wanted = None;
            let mut versions = view.versions;
            versions.merged += 1;
            versions.places += 1;
            versions.looks += 1;
            *view = LevelView {
                wanted,
                versions,
                ..LevelView::default()
            };
        }
        return;
    };
    // Is the coarsening still valid? A growing graph may be a little larger than it was.
    let size = index.vertices.len() + index.ends.len();
    let grows = growth.is_some_and(|growth| growth.growing() && !growth.paused);
    let seen = view.seen;
    let larger = seen.index.is_some_and(|(_, reorders)| {
        grows && reorders == index.reorders && size < seen.size + seen.size / GROWTH_FRACTION
    });
    let same = seen.index == Some((index.version, index.reorders)) || (larger && size > 0);
    if same && seen.level == Some(wanted) {
        return;
    }
    let view = &mut *view;
    if !same {
        let ids: Vec<u32> = index.vertex_ids.iter().map(|id| id.0).collect();
        view.chain.refresh(&ids, &index.ends);
        view.sizes.clear();
        let levels = view.chain.levels().iter();
        view.sizes.extend(levels.map(Level::len));
        view.seen.index = Some((index.version, index.reorders));
        view.seen.size = size;
    }
    view.seen.level = Some(wanted);
    view.merged = Some(Merged::from_chain(&mut view.chain, wanted));
    view.versions.merged += 1;
}

/// Updates the positions of the level's vertices: their own if the level moves, otherwise the mean
/// of the vertices that they stand for.
pub(super) fn update_level_positions(
    positions: Res<DensePositions>,
    simulation: Option<Res<Simulation>>,
    clock: Option<Res<SimulationClock>>,
    mut view: ResMut<LevelView>,
) {
    let tick = clock.map_or(0, |clock| clock.tick);
    let seen = (positions.version, tick, view.versions.merged);
    if view.merged.is_none() || view.seen.places == Some(seen) {
        return;
    }
    let view = &mut *view;
    let Some(merged) = &view.merged else { return };
    view.seen.places = Some(seen);
    view.positions.clear();
    view.frame = None;
    // The engine's level is the same one only if it has the same vertices.
    let engine = simulation.as_ref().map(|simulation| simulation.engine());
    let own = engine
        .and_then(|engine| engine.coarser((merged.level as usize).checked_sub(2)?))
        .filter(|level| level.ids == merged.ids);
    view.own_places = own.is_some();
    match (own, engine) {
        (Some(level), Some(engine)) => {
            let middle = engine.coarser(0).map_or(level.frame, |first| first.frame);
            let middle = middle.centre;
            let shift = (middle - level.frame.origin).as_vec3();
            let shown = level.positions.iter().map(|&position| position + shift);
            view.positions.extend(shown);
            let flat = engine.settings.dimensions == Dimensions::Two;
            let phi = engine.settings.phi;
            let frame = (level.frame, middle);
            let (places, parts) = (level.positions, &merged.parts);
            view.frame = Some(FrameFigure::new(frame, phi, flat, places, parts));
        }
        _ => mean_positions(merged, &positions.positions, &mut view.positions),
    }
    view.versions.places += 1;
}

/// The mean position of the vertices that each vertex of the level stands for.
fn mean_positions(merged: &Merged, positions: &[Vec3], means: &mut Vec<Vec3>) {
    means.resize(merged.ids.len(), Vec3::ZERO);
    for (&part, &position) in merged.part_of.iter().zip(positions) {
        means[part as usize] += position;
    }
    for (mean, &mass) in means.iter_mut().zip(&merged.masses) {
        *mean /= mass;
    }
}
