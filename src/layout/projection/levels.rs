//! The coarser levels of an engine, and their part of a tick.

use glam::Vec3;

use super::{
    frame::Frame,
    level::Level,
    topology::{Change, Topology},
};
use crate::layout::{Settings, budget::Budget, field::Workers, tick::SPRING_COST};

/// What the coarser levels need to know of the finest.
#[derive(Clone, Copy, Debug)]
pub struct Finest<'a> {
    /// What the physics is.
    pub settings: &'a Settings,
    /// Positions at the beginning of the tick.
    pub positions: &'a [Vec3],
    /// Stable number of each vertex.
    pub keys: &'a [u32],
    /// Edges as dense vertex indices.
    pub edges: &'a [[u32; 2]],
    /// Who works.
    pub workers: Workers,
}

/// Where the coarser levels' part of a tick stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// It has not begun.
    #[default]
    Idle,
    /// The forces of the level in turn are to be started.
    Springs,
    /// Its repulsion is being summed.
    Repel,
}

/// The coarser levels. Level by level, the coarsest first, they move once a tick,
/// before the finest does.
#[derive(Debug, Default)]
pub struct Projection {
    topology: Topology,
    /// The coarser levels, the least coarse first.
    levels: Vec<Level>,
    stage: Stage,
    /// The level whose turn it is.
    turn: usize,
    drifts: Vec<Vec3>,
    /// The settings of the last tick: others wake the levels.
    settings: Option<Settings>,
}

impl Projection {
    /// Vertices of each coarser level.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.levels.iter().map(|level| level.positions.len())
    }

    /// Drops all levels, if there are any.
    pub fn forget(&mut self) {
        if self.settings.is_some() {
            *self = Self::default();
        }
    }

    /// Whether no level moves or takes anything along.
    pub fn is_at_rest(&self) -> bool {
        self.drifts.is_empty() && self.levels.iter().all(Level::is_at_rest)
    }

    /// The frames, that of the finest level first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.levels.iter().map(|level| &level.frame)
    }

    /// How far each vertex of the finest level is taken along in this tick; empty if
    /// nothing takes it along.
    pub fn drifts(&self) -> &[Vec3] {
        &self.drifts
    }

    /// Where the coarse vertex of each finest vertex is; empty if there is none.
    pub fn coarse_positions(&mut self) -> Vec<Vec3> {
        let parents = &self.topology.views()[0].parents;
        self.levels.first().map_or_else(Vec::new, |level| {
            parents
                .iter()
                .map(|&parent| level.positions[parent as usize])
                .collect()
        })
    }

    /// Works on the coarser levels' part of a tick within `budget`; returns whether
    /// they are done. Where it pauses changes no bit.
    pub fn advance(&mut self, finest: &Finest, budget: &mut Budget) -> bool {
        if self.stage == Stage::Idle {
            budget.spend(self.begin(finest));
            self.turn = self.levels.len();
            self.stage = Stage::Springs;
        }
        while self.turn > 0 {
            if budget.is_spent() {
                return false;
            }
            let views = self.topology.views();
            let (finer, coarser) = self.levels.split_at_mut(self.turn);
            let (view, below) = (&views[self.turn], &views[self.turn - 1]);
            let Some((level, finer)) = finer.split_last_mut() else {
                break;
            };
            if self.stage == Stage::Springs {
                let fine = finer
                    .last()
                    .map_or(finest.positions, |finer| &finer.positions);
                level.frame.follow(fine, &below.parents, &level.positions);
                budget.spend(fine.len() as u64 * SPRING_COST);
                if level.is_at_rest() && coarser.iter().all(Level::is_at_rest) {
                    level.rest(finest);
                    self.turn -= 1;
                } else {
                    level.start(view, finest);
                    self.stage = Stage::Repel;
                }
            } else {
                if !level.repel(finest, budget) {
                    return false;
                }
                let drifts = coarser.first().map_or(&[][..], |coarser| &coarser.drifts);
                level.step(&view.parents, drifts, finest);
                self.turn -= 1;
                self.stage = Stage::Springs;
            }
        }
        self.drift_finest();
        self.stage = Stage::Idle;
        true
    }

    /// Takes in what has changed of the graph. Returns what that counts for, in pairs.
    fn begin(&mut self, finest: &Finest) -> u64 {
        let change = self.topology.refresh(finest.keys, finest.edges);
        let views = self.topology.views();
        let count = views.len().min(finest.settings.levels as usize).max(1) - 1;
        if self.settings.replace(*finest.settings) != Some(*finest.settings) {
            self.levels.iter_mut().for_each(Level::wake);
        }
        if change == Change::None && count == self.levels.len() {
            return 0;
        }
        if change == Change::Replaced {
            self.levels.clear();
        }
        self.levels.resize_with(count, Level::default);
        let mut fine = finest.positions;
        for (depth, level) in self.levels.iter_mut().enumerate() {
            level.reconcile(&views[depth + 1], &views[depth], fine);
            fine = &level.positions;
        }
        finest.positions.len() as u64 * SPRING_COST
    }

    fn drift_finest(&mut self) {
        self.drifts.clear();
        let drifts = self.levels.first().map_or(&[][..], |level| &level.drifts);
        if !drifts.is_empty() {
            let parents = &self.topology.views()[0].parents;
            let each = parents.iter().map(|&parent| drifts[parent as usize]);
            self.drifts.extend(each);
        }
    }
}
