//! The dynamics of a level together with the coarser levels that move with it.

use std::ops::{Deref, DerefMut};

use glam::Vec3;

use super::{frame::Frame, level::Coarser, levels::Projection};
use crate::layout::{
    dynamics::Dynamics,
    model::{Budget, Multilevel, Settings},
};

/// A level with the coarser levels that its settings ask for. It dereferences to the dynamics of
/// the level itself.
#[derive(Debug, Default)]
pub struct ProjectedDynamics {
    pub(in crate::layout) dynamics: Dynamics,
    projection: Projection,
    /// Whether the coarser levels have not finished their part of this tick.
    is_projecting: bool,
}

impl Deref for ProjectedDynamics {
    type Target = Dynamics;

    fn deref(&self) -> &Dynamics {
        &self.dynamics
    }
}

impl DerefMut for ProjectedDynamics {
    fn deref_mut(&mut self) -> &mut Dynamics {
        &mut self.dynamics
    }
}

impl ProjectedDynamics {
    /// A level without vertices.
    pub fn new(settings: Settings) -> Self {
        Self {
            dynamics: Dynamics::new(settings),
            ..Self::default()
        }
    }

    /// The name of the next step of the tick, for measurements.
    pub fn phase_name(&self) -> &'static str {
        if self.is_projecting {
            "levels"
        } else {
            self.dynamics.phase_name()
        }
    }

    /// Begins a tick of the coarser levels, then of this one.
    pub(in crate::layout) fn begin_tick(&mut self) {
        self.dynamics.begin_tick();
        self.is_projecting = self.dynamics.settings.multilevel == Multilevel::Projection;
        if !self.is_projecting {
            self.projection.forget();
        }
    }

    /// Works on the tick under way within `budget`; returns whether it is done. Every place of the
    /// pause gives the same bits.
    pub(in crate::layout) fn advance(&mut self, budget: &mut Budget) -> bool {
        while self.is_projecting {
            if budget.is_spent() {
                return false;
            }
            self.is_projecting = !self.projection.advance(&self.dynamics, budget);
        }
        let drifts = self.projection.drifts();
        let done = self.dynamics.advance(drifts, budget);
        if done {
            self.dynamics.observe_motion(self.projection.is_at_rest());
        }
        done
    }

    /// Works on a whole tick within `budget` and begins it if none is under way; returns whether
    /// it is done.
    pub(in crate::layout) fn advance_tick(&mut self, budget: &mut Budget) -> bool {
        if !self.dynamics.is_mid_tick() {
            self.dynamics.clear_report();
            if self.dynamics.positions.is_empty() {
                return true;
            }
            budget.spend(self.dynamics.refresh_structure());
            self.begin_tick();
        }
        self.advance(budget)
    }

    /// Abandons a tick that is under way; positions are those before the tick. Coarser levels are
    /// dropped.
    pub fn cancel_tick(&mut self) {
        self.dynamics.cancel_tick();
        self.drop_levels();
    }

    /// Drops the coarser levels.
    pub(in crate::layout) fn drop_levels(&mut self) {
        self.projection = Projection::default();
        self.is_projecting = false;
    }

    /// Whether coarser levels move with this one.
    pub(in crate::layout) fn has_projection(&self) -> bool {
        self.dynamics.settings.multilevel == Multilevel::Projection
    }

    /// Vertices of this level and of the coarser levels that move with it, finest first.
    pub fn levels(&self) -> impl Iterator<Item = usize> {
        let moving = self.has_projection();
        let coarser = self.coarser_sizes().filter(move |_| moving);
        std::iter::once(self.dynamics.positions.len()).chain(coarser)
    }

    /// Vertices of each coarser level.
    pub(in crate::layout) fn coarser_sizes(&self) -> impl Iterator<Item = usize> {
        self.projection.sizes()
    }

    /// The frames by which each level sees the next coarser one, finest first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.projection.frames()
    }

    /// A coarser level that moves with this one, 0 for the least coarse.
    pub fn coarser(&self, place: usize) -> Option<Coarser<'_>> {
        self.projection
            .level(place)
            .filter(|_| self.has_projection())
    }

    /// The position of the coarse vertex of each vertex; empty without coarser levels.
    pub fn coarse_positions(&mut self) -> Vec<Vec3> {
        self.projection.coarse_positions()
    }
}
