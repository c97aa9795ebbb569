//! Prolongation: from a level to the next finer one.

use glam::Vec3;

use super::{
    hierarchy::Hierarchy,
    places,
    state::{Unfolding, UnfoldingPhase},
};
use crate::layout::{dynamics::Dynamics, multilevel::projection::ProjectedDynamics};

/// Greatest number of ticks that a level moves.
const TICKS: u32 = 8;
/// The same for a coarsest level that is too large for distances and starts unplaced.
const TICKS_FROM_ANYWHERE: u32 = 200;
/// Largest step in a tick, in mean edges, below which a level is calm.
const CALM: f32 = 0.02;
/// Consecutive calm ticks before prolongation.
const CALM_TICKS: u32 = 3;

impl Unfolding {
    /// Ends a tick of the present level and prolongs it if it is calm or out of ticks.
    pub(super) fn finish_level_tick(&mut self, finest: &Dynamics) {
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
        let places = places::prolong_positions(&self.level, &finer.parents, &finer.edges);
        self.ancestors = self.hierarchy.find_ancestors();
        self.level = build_level(finest, &self.hierarchy, places, &self.ancestors);
        // A graph in parts pushes itself apart, and pins hold one in place.
        let fits = self.hierarchy.is_connected() && !self.level.pinned.contains(&true);
        self.phase = if fits {
            UnfoldingPhase::Fit
        } else {
            self.phase_after_placing()
        };
    }

    /// The phase of a level that has its first positions.
    pub(super) const fn phase_after_placing(&self) -> UnfoldingPhase {
        if self.hierarchy.levels.len() == 1 {
            UnfoldingPhase::Done
        } else {
            UnfoldingPhase::Move
        }
    }
}

/// Builds the dynamics of the coarsest remaining level.
pub(super) fn build_level(
    finest: &Dynamics,
    hierarchy: &Hierarchy,
    positions: Vec<Vec3>,
    ancestors: &[u32],
) -> ProjectedDynamics {
    let depth = hierarchy.levels.len() - 1;
    let level = &hierarchy.levels[depth];
    let mut built = ProjectedDynamics::new(finest.settings);
    let bodies = &mut built.dynamics;
    // The level only prepares a start, so it is always guarded. Merged edges have no direction.
    bodies.settings.guard = true;
    bodies.directed = false;
    bodies.velocities = vec![Vec3::ZERO; positions.len()];
    bodies.pinned = vec![false; positions.len()];
    bodies.keys = (0..positions.len() as u32).collect();
    bodies.positions = positions;
    bodies.edges.clone_from(&level.edges);
    bodies.strengths.clone_from(&level.strengths);
    if bodies.settings.layered {
        let vertices = bodies.positions.len();
        bodies
            .layers
            .group_layers(&finest.layers, ancestors, vertices);
    }
    if depth > 0 {
        bodies.weights.clone_from(&level.masses);
    }
    places::pin_clusters(bodies, finest, ancestors);
    built
}
