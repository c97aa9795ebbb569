//! The engine's side of an unfolding.

use glam::Vec3;

use super::{levels::Levels, state::Cascade};
use crate::layout::{
    budget::Budget, engine::Engine, guard::Extent, projection::Projection, tick::Stage,
};

/// What showing the finest level costs, in pairs a vertex and edge.
const SHOW_COST: u64 = 8;

impl Engine {
    /// From the next tick on, lays the graph out anew, coarse to fine, from wherever its
    /// vertices are; a seeded random start gives a seeded layout. Until the finest level is
    /// reached, a tick works on a coarser one, and vertices jump: the bound on a tick's
    /// steps holds from then on. Pinned vertices stay. [`Engine::wake`], and any change of the
    /// graph or the settings, ends it where it stands. [`Levels::ONE`] takes the wish back.
    pub fn unfold(&mut self, levels: Levels) {
        self.wake();
        self.unfolding = (levels.most() > 1).then_some(levels);
        self.coarser.clear();
    }

    /// Whether a coarser level than the graph itself is being laid out, or will be.
    pub fn is_unfolding(&self) -> bool {
        self.unfolding.is_some() || self.cascade.is_some()
    }

    /// Works on a tick of the cascade; without one, turns to the dynamics.
    pub(in crate::layout) fn advance_cascade(&mut self, budget: &mut Budget) {
        if let Some(levels) = self.unfolding.take() {
            self.cascade = Cascade::new(self, levels);
            if self.cascade.is_some() {
                self.velocities.fill(Vec3::ZERO);
                // What moved along with the old places does not belong to the new ones.
                self.projection = Projection::default();
            }
        }
        let Some(mut cascade) = self.cascade.take() else {
            return self.begin_dynamics();
        };
        if !cascade.advance(self, budget) {
            self.cascade = Some(cascade);
            return;
        }
        if self.coarser.is_empty() {
            self.coarser = cascade.sizes().split_off(1);
        }
        cascade.show(self);
        let level = cascade.level().report();
        let farthest = self
            .positions
            .iter()
            .zip(&self.before)
            .map(|(now, before)| now.distance_squared(*before))
            .fold(0.0, f32::max);
        self.report = level;
        self.report.substeps = level.substeps.max(1);
        self.report.max_step = farthest.sqrt();
        self.extent = Extent::of(&self.positions, &self.edges);
        self.stage = Stage::Idle;
        if !cascade.is_done() {
            self.cascade = Some(cascade);
        }
        budget.spend((self.positions.len() + self.edges.len()) as u64 * SHOW_COST);
    }
}
