//! From a level to the next finer one, and when.

use glam::Vec3;

use super::{
    hierarchy::Hierarchy,
    places,
    state::{Cascade, Phase},
};
use crate::layout::engine::Engine;

/// Ticks that a level moves at most.
const TICKS: u32 = 8;
/// The same for a level that is too large for its distances, and begins anywhere.
const TICKS_FROM_ANYWHERE: u32 = 200;
/// Largest step in a tick, in mean edges, below which a level is calm.
const CALM: f32 = 0.02;
/// Calm ticks in a row after which it hands down.
const CALM_TICKS: u32 = 3;
impl Cascade {
    /// A tick of the present level is over: it may have had enough.
    pub(super) fn moved(&mut self, finest: &Engine) {
        self.ticks += 1;
        let calm = self.level.report().max_step < CALM * self.level.extent().unit();
        self.calm = if calm { self.calm + 1 } else { 0 };
        let cap = if self.distances.is_some() {
            TICKS_FROM_ANYWHERE
        } else {
            TICKS
        };
        if self.calm < CALM_TICKS && self.ticks < cap {
            return;
        }
        (self.ticks, self.calm, self.distances) = (0, 0, None);
        self.hierarchy.levels.pop();
        let levels = &self.hierarchy.levels;
        let finer = &levels[levels.len() - 1];
        let places = places::children(&self.level, &finer.parents, &finer.edges);
        self.ancestors = self.hierarchy.ancestors();
        self.level = level(finest, &self.hierarchy, places, &self.ancestors);
        // A graph in parts pushes itself apart, and pins hold one in place.
        let fits = self.hierarchy.is_connected() && !self.level.pinned.contains(&true);
        self.phase = if fits { Phase::Fit } else { self.next() };
    }

    /// What comes after a level has its first places.
    pub(super) const fn next(&self) -> Phase {
        if self.hierarchy.levels.len() == 1 {
            Phase::Done
        } else {
            Phase::Move
        }
    }
}

/// An engine for the coarsest level that is left.
pub(super) fn level(
    finest: &Engine,
    hierarchy: &Hierarchy,
    positions: Vec<Vec3>,
    ancestors: &[u32],
) -> Engine {
    let depth = hierarchy.levels.len() - 1;
    let level = &hierarchy.levels[depth];
    let mut engine = Engine::new(finest.settings);
    // A way to a start, and no place to blow up: always guarded. Merged edges
    // have no direction.
    engine.settings.guard = true;
    engine.directed = false;
    engine.velocities = vec![Vec3::ZERO; positions.len()];
    engine.pinned = vec![false; positions.len()];
    engine.keys = (0..positions.len() as u32).collect();
    engine.positions = positions;
    engine.edges.clone_from(&level.edges);
    engine.strengths.clone_from(&level.strengths);
    if engine.settings.layered {
        let vertices = engine.positions.len();
        engine.layers.group(&finest.layers, ancestors, vertices);
    }
    if depth > 0 {
        engine.weights.clone_from(&level.masses);
    }
    places::pin(&mut engine, finest, ancestors);
    engine
}
