//! What a scene asks of the physics, and how far its halves are.

use bevy::prelude::*;

use super::{
    simulation::Simulation,
    status::{Physics, SimulationClock},
};
use crate::{
    graph::{CurrentScene, SceneLoaded, Stage},
    layout::{
        Half, Multilevel, Settings,
        quality::{self, Rows, SimpleGraph},
    },
};

/// Ticks from one measure of the halves to the next.
const MEASURE: u64 = 20;

/// The levels that a scene has set, and those of before.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Staged(Option<[(Multilevel, u32); 2]>);

/// Has as many levels move as a scene asks for, if it does.
pub fn set_levels(settings: &mut Settings, stage: &Stage) {
    if let Some(levels) = stage.levels {
        (settings.multilevel, settings.levels) = (Multilevel::Projection, levels);
    }
}

/// Sets up a scene that was just loaded; what the one before it had set is undone, unless
/// somebody has changed it since.
pub(super) fn set_stage(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Option<Res<CurrentScene>>,
    mut staged: ResMut<Staged>,
    mut physics: ResMut<Physics>,
    mut simulation: ResMut<Simulation>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    let mut settings = physics.0;
    if let Some([set, before]) = staged.0.take()
        && (settings.multilevel, settings.levels) == set
    {
        (settings.multilevel, settings.levels) = before;
    }
    let stage = scene.as_deref().map(|scene| &scene.stage);
    if let Some(stage) = stage.filter(|stage| stage.levels.is_some()) {
        let before = (settings.multilevel, settings.levels);
        set_levels(&mut settings, stage);
        staged.0 = Some([(settings.multilevel, settings.levels), before]);
    }
    physics.set_if_neq(Physics(settings));
    simulation
        .engine
        .split(stage.and_then(|stage| stage.halves));
}

/// How far the halves of a scene are that compares two layouts.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The half on a single level, and the one with coarser levels; nothing in other scenes.
    pub halves: Option<[HalfStatus; 2]>,
    measured: u64,
}

/// How far a half is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HalfStatus {
    /// Ticks since its start, and whether it has come to rest.
    pub half: Half,
    /// Scale-normalised stress: how far distances in the picture are from those in the graph.
    pub stress: f64,
    /// Levels that move.
    pub levels: usize,
}

/// Measures the halves, now and then.
pub(super) fn compare(
    simulation: Res<Simulation>,
    clock: Res<SimulationClock>,
    mut comparison: ResMut<Comparison>,
) {
    let engine = simulation.engine();
    let Some(halves) = engine
        .halves()
        .filter(|halves| !engine.is_mid_tick() && halves[0].ticks > 0)
    else {
        let begun = |halves: [Half; 2]| halves[0].ticks > 0;
        if comparison.halves.is_some() && !engine.halves().is_some_and(begun) {
            comparison.halves = None;
        }
        return;
    };
    let known = comparison.halves;
    let finished = known.is_some_and(|known| known.map(|known| known.half) == halves);
    let due = known.is_none() || clock.tick >= comparison.measured + MEASURE;
    let rested = engine.is_settled() || clock.tick < comparison.measured;
    if finished || !(due || rested) {
        return;
    }
    comparison.measured = clock.tick;
    comparison.halves = Some([0, 1].map(|half| {
        let layout = engine.half(half);
        let stress = layout.map_or(0.0, |layout| {
            let count = layout.positions.len();
            let graph = SimpleGraph::new(count, &layout.edges);
            quality::stress(&layout.positions, &graph, &Rows::pivots(count, PIVOTS, 0))
        });
        HalfStatus {
            half: halves[half],
            stress,
            levels: layout.map_or(0, |layout| layout.levels().count()),
        }
    }));
}

/// Vertices that the stress is measured from.
const PIVOTS: usize = 256;
