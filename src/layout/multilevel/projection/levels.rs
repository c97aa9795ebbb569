//! The coarser levels of an engine, and their part of a tick.

use glam::Vec3;

use super::{
    frame::Frame,
    level::{CarrierLevel, Coarser},
};
use crate::layout::{
    dynamics::{Drifts, Dynamics, SPRING_COST},
    model::{Budget, Settings},
    multilevel::coarsening::{Change, Follower, View},
};

/// Where the coarser levels stand in a tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ProjectionPhase {
    /// Their part of the tick has not begun.
    #[default]
    Idle,
    /// The forces of the present level come next.
    Springs,
    /// The repulsion of the present level is being summed.
    Repel,
}

/// The coarser levels. In each tick they move once, the coarsest first and all before the finest
/// level.
#[derive(Debug, Default)]
pub struct Projection {
    topology: Follower,
    /// The coarser levels, the least coarse first.
    levels: Vec<CarrierLevel>,
    phase: ProjectionPhase,
    /// The number of levels that have not moved in this tick.
    turn: usize,
    /// The settings of the last tick; a change wakes the levels.
    settings: Option<Settings>,
    /// The version of the layers that the levels follow.
    layers: u64,
}

impl Projection {
    /// Vertices of each coarser level.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.levels
            .iter()
            .map(|level| level.dynamics.positions.len())
    }

    /// Drops all levels, if there are any.
    pub fn forget(&mut self) {
        if self.settings.is_some() {
            *self = Self::default();
        }
    }

    /// Whether no level moves and the finest level is not displaced.
    pub fn is_at_rest(&self) -> bool {
        let first = self.levels.first();
        first.is_none_or(|level| level.drifts.is_empty())
            && self.levels.iter().all(CarrierLevel::is_at_rest)
    }

    /// A coarser level; 0 is the least coarse.
    pub fn level(&self, place: usize) -> Option<Coarser<'_>> {
        self.levels.get(place).map(CarrierLevel::as_coarser)
    }

    /// The frames, that of the finest level first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.levels.iter().map(|level| &level.frame)
    }

    /// The displacements of the finest level in this tick.
    pub fn drifts(&mut self) -> Drifts<'_> {
        drifts(self.topology.views(), &self.levels)
    }

    /// The position of the coarse vertex of each finest vertex; empty without coarser levels.
    pub fn coarse_positions(&mut self) -> Vec<Vec3> {
        let (Some(view), Some(level)) = (self.topology.views().first(), self.levels.first()) else {
            return Vec::new();
        };
        let parents = view.parents.iter();
        parents
            .map(|&parent| level.dynamics.positions[parent as usize])
            .collect()
    }

    /// Works on the coarser levels' part of a tick within `budget`; returns whether they are done.
    /// Every place of the pause gives the same bits.
    pub fn advance(&mut self, finest: &Dynamics, budget: &mut Budget) -> bool {
        if self.phase == ProjectionPhase::Idle {
            budget.spend(self.follow_graph(finest));
            self.turn = self.levels.len();
            self.phase = ProjectionPhase::Springs;
        }
        while self.turn > 0 {
            if budget.is_spent() {
                return false;
            }
            let views = self.topology.views();
            let (finer, coarser) = self.levels.split_at_mut(self.turn);
            let (view, coarser_views) = (&views[self.turn - 1], &views[self.turn..]);
            let Some((level, finer)) = finer.split_last_mut() else {
                break;
            };
            if self.phase == ProjectionPhase::Springs {
                let fine = finer
                    .last()
                    .map_or(&finest.positions, |finer| &finer.dynamics.positions);
                level
                    .frame
                    .follow_fit(fine, &view.parents, &level.dynamics.positions);
                budget.spend(fine.len() as u64 * SPRING_COST);
                if level.is_at_rest() && coarser.iter().all(CarrierLevel::is_at_rest) {
                    level.fade_drifts(&finest.settings);
                    self.turn -= 1;
                } else {
                    level.start_forces(finest);
                    self.phase = ProjectionPhase::Repel;
                }
            } else {
                if !level.advance_repulsion(budget) {
                    return false;
                }
                level.integrate_forces(drifts(coarser_views, coarser));
                self.turn -= 1;
                self.phase = ProjectionPhase::Springs;
            }
        }
        self.phase = ProjectionPhase::Idle;
        true
    }

    /// Follows changes of the graph, its settings and its layers. Returns the cost, in pairs.
    fn follow_graph(&mut self, finest: &Dynamics) -> u64 {
        let change = self.topology.refresh(&finest.keys, &finest.edges);
        let views = self.topology.views();
        let count = views
            .len()
            .min((finest.settings.levels as usize).saturating_sub(1));
        if self.settings.replace(finest.settings) != Some(finest.settings) {
            self.levels.iter_mut().for_each(CarrierLevel::wake);
        }
        let same = change == Change::None && count == self.levels.len();
        let layers = finest.layers.version();
        let same_layers = std::mem::replace(&mut self.layers, layers) == layers;
        if same && (same_layers || !finest.settings.layered) {
            return 0;
        }
        if change == Change::Replaced {
            self.levels.clear();
        }
        self.levels.resize_with(count, CarrierLevel::new);
        let mut fine = &finest.positions;
        let mut below = None;
        for (level, view) in self.levels.iter_mut().zip(views) {
            level.reconcile(view, below, fine);
            fine = &level.dynamics.positions;
            below = Some(view);
        }
        if finest.settings.layered {
            let mut finer = &finest.layers;
            for (level, view) in self.levels.iter_mut().zip(views) {
                level
                    .dynamics
                    .layers
                    .group_layers(finer, &view.parents, view.ids.len());
                finer = &level.dynamics.layers;
            }
        }
        finest.positions.len() as u64 * SPRING_COST
    }
}

/// The displacements of the next finer level by the first of these levels.
fn drifts<'a>(views: &'a [View], levels: &'a [CarrierLevel]) -> Drifts<'a> {
    match (views.first(), levels.first()) {
        (Some(view), Some(level)) => Drifts {
            parents: &view.parents,
            displacements: &level.drifts,
        },
        _ => Drifts::default(),
    }
}
