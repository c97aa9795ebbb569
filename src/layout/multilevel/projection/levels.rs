//! The coarser levels of an engine, and their part of a tick.

use glam::Vec3;

use super::{carry::Drifts, frame::Frame, level::Level};
use crate::layout::{
    Settings,
    budget::Budget,
    field::Workers,
    layers::Layers,
    multilevel::coarsening::{Change, Follower, View},
    tick::SPRING_COST,
};

/// What the coarser levels need to know of the finest.
#[derive(Clone, Copy, Debug)]
pub struct Finest<'a> {
    /// What the physics is.
    pub settings: &'a Settings,
    /// Positions at the beginning of the tick.
    pub positions: &'a [Vec3],
    /// Stable number of each vertex.
    pub keys: &'a [u32],
    /// The layers of the vertices, in case there are any.
    pub layers: &'a Layers,
    /// Edges as dense vertex indices.
    pub edges: &'a [[u32; 2]],
    /// Who works.
    pub workers: Workers,
}

/// A coarser level that moves, to look at.
#[derive(Clone, Copy, Debug)]
pub struct Coarser<'a> {
    /// The vertices' ids, ascending.
    pub ids: &'a [u32],
    /// Where they are, world units.
    pub positions: &'a [Vec3],
    /// The frame by which the next finer level sees this one.
    pub frame: &'a Frame,
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
    topology: Follower,
    /// The coarser levels, the least coarse first.
    levels: Vec<Level>,
    stage: Stage,
    /// The level whose turn it is.
    turn: usize,
    /// The settings of the last tick: others wake the levels.
    settings: Option<Settings>,
    /// The version of the layers that the levels have taken in.
    layers: u64,
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

    /// Whether no level moves, and nothing takes the finest along.
    pub fn is_at_rest(&self) -> bool {
        let first = self.levels.first();
        first.is_none_or(|level| level.drifts.is_empty())
            && self.levels.iter().all(Level::is_at_rest)
    }

    /// A coarser level; 0 is the least coarse.
    pub fn level(&self, place: usize) -> Option<Coarser<'_>> {
        self.levels.get(place).map(Level::look)
    }

    /// The frames, that of the finest level first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.levels.iter().map(|level| &level.frame)
    }

    /// How far the vertices of the finest level are taken along in this tick.
    pub fn drifts(&mut self) -> Drifts<'_> {
        drifts(self.topology.views(), &self.levels)
    }

    /// Where the coarse vertex of each finest vertex is; empty if there is none.
    pub fn coarse_positions(&mut self) -> Vec<Vec3> {
        let (Some(view), Some(level)) = (self.topology.views().first(), self.levels.first()) else {
            return Vec::new();
        };
        let parents = view.parents.iter();
        parents
            .map(|&parent| level.positions[parent as usize])
            .collect()
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
            let (view, coarser_views) = (&views[self.turn - 1], &views[self.turn..]);
            let Some((level, finer)) = finer.split_last_mut() else {
                break;
            };
            if self.stage == Stage::Springs {
                let fine = finer
                    .last()
                    .map_or(finest.positions, |finer| &finer.positions);
                level.frame.follow(fine, &view.parents, &level.positions);
                budget.spend(fine.len() as u64 * SPRING_COST);
                if level.is_at_rest() && coarser.iter().all(Level::is_at_rest) {
                    level.rest(finest);
                    self.turn -= 1;
                } else {
                    level.start(view, finest);
                    self.stage = Stage::Repel;
                }
            } else {
                if !level.repel(view, finest, budget) {
                    return false;
                }
                level.step(view, drifts(coarser_views, coarser), finest);
                self.turn -= 1;
                self.stage = Stage::Springs;
            }
        }
        self.stage = Stage::Idle;
        true
    }

    /// Takes in what has changed of the graph. Returns what that counts for, in pairs.
    fn begin(&mut self, finest: &Finest) -> u64 {
        let change = self.topology.refresh(finest.keys, finest.edges);
        let views = self.topology.views();
        let count = views
            .len()
            .min((finest.settings.levels as usize).saturating_sub(1));
        if self.settings.replace(*finest.settings) != Some(*finest.settings) {
            self.levels.iter_mut().for_each(Level::wake);
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
        self.levels.resize_with(count, Level::default);
        let mut fine = finest.positions;
        let mut below = None;
        for (level, view) in self.levels.iter_mut().zip(views) {
            level.reconcile(view, below, fine);
            fine = &level.positions;
            below = Some(view);
        }
        if finest.settings.layered {
            let mut finer = finest.layers;
            for (level, view) in self.levels.iter_mut().zip(views) {
                level.layers.group(finer, &view.parents, view.ids.len());
                finer = &level.layers;
            }
        }
        finest.positions.len() as u64 * SPRING_COST
    }
}

/// How far the first of these levels takes those of the next finer one along.
fn drifts<'a>(views: &'a [View], levels: &'a [Level]) -> Drifts<'a> {
    match (views.first(), levels.first()) {
        (Some(view), Some(level)) => Drifts {
            parents: &view.parents,
            each: &level.drifts,
        },
        _ => Drifts::default(),
    }
}
