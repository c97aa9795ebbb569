//! The state of an unfolding: the present level and its phase.

use glam::Vec3;

use super::{descent::Descent, distances::Distances, hierarchy::Hierarchy, levels::Levels, places};
use crate::layout::{dynamics::Dynamics, model::Budget, multilevel::projection::ProjectedDynamics};

/// The number of scalings: softened repulsion is not exactly a power, so one is not enough.
const SCALINGS: u32 = 2;
/// The cost of a pass over vertices and edges, in pairs each.
const PASS_COST: u64 = 16;

/// The next work of an unfolding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnfoldingPhase {
    /// The levels are being built.
    Coarsen,
    /// Distances are being searched.
    Search,
    /// The descent sweeps over all pairs.
    Descend,
    /// The coarsest level is scaled; its repulsion is being summed.
    Balance(u32),
    /// A level with prolonged positions is scaled.
    Fit,
    /// The level moves by the law.
    Move,
    /// The finest level is reached.
    Done,
}

/// An unfolding under way.
#[derive(Debug)]
pub struct Unfolding {
    pub(super) hierarchy: Hierarchy,
    /// The vertex of the present level that contains each finest vertex.
    pub(super) ancestors: Vec<u32>,
    /// The dynamics of the present level.
    pub(super) level: ProjectedDynamics,
    pub(super) phase: UnfoldingPhase,
    pub(super) distances: Option<Distances>,
    pub(super) descent: Descent,
    /// Whether the repulsion is being summed.
    pub(super) measuring: bool,
    /// Whether the descent keeps pinned vertices in place.
    pub(super) held: bool,
    pub(super) ticks: u32,
    pub(super) calm: u32,
    seen: Seen,
}

/// The graph as the unfolding showed it; a difference is a change from outside.
#[derive(Debug, Default)]
struct Seen {
    positions: Vec<Vec3>,
    pinned: Vec<bool>,
}

impl Unfolding {
    /// An unfolding of a graph. `None` if a position is not finite or no coarser level is needed.
    pub fn new(finest: &Dynamics, levels: Levels) -> Option<Box<Self>> {
        if !finest.positions.iter().all(|p| p.is_finite()) {
            return None;
        }
        let hierarchy = Hierarchy::new(
            finest.positions.len(),
            &finest.edges,
            &finest.strengths,
            levels.most(),
        )?;
        Some(Box::new(Self {
            phase: UnfoldingPhase::Coarsen,
            hierarchy,
            ancestors: Vec::new(),
            level: ProjectedDynamics::default(),
            distances: None,
            descent: Descent::default(),
            measuring: false,
            held: false,
            ticks: 0,
            calm: 0,
            seen: Seen::default(),
        }))
    }

    /// Vertices of each level, finest first.
    pub fn sizes(&self) -> Vec<usize> {
        let levels = self.hierarchy.levels.iter();
        levels.map(|level| level.masses.len()).collect()
    }

    /// The present level.
    pub const fn level(&self) -> &Dynamics {
        &self.level.dynamics
    }

    /// Whether the finest level has its positions.
    pub fn is_done(&self) -> bool {
        self.phase == UnfoldingPhase::Done
    }

    /// Whether the graph was changed from outside.
    pub fn is_disturbed(&self, finest: &Dynamics) -> bool {
        let graph = &self.hierarchy.levels[0];
        let mut settings = finest.settings;
        settings.guard = true;
        settings != self.level.settings
            || finest.positions != self.seen.positions
            || finest.pinned != self.seen.pinned
            || finest.edges != graph.edges
            || finest.strengths != graph.strengths
    }

    /// Works on a tick within `budget`; returns whether it is done.
    pub fn advance(&mut self, finest: &Dynamics, budget: &mut Budget) -> bool {
        self.level.parallel = finest.parallel;
        self.level.instructions = finest.instructions;
        while !budget.is_spent() {
            match self.phase {
                UnfoldingPhase::Coarsen => {
                    if !self.hierarchy.advance(budget) {
                        return false;
                    }
                    budget.spend((finest.positions.len() + finest.edges.len()) as u64 * PASS_COST);
                    self.begin_coarsest(finest);
                }
                UnfoldingPhase::Search => {
                    if !self.search_distances(budget) {
                        return false;
                    }
                }
                UnfoldingPhase::Descend => {
                    budget.spend(self.descent.cost());
                    self.descend_stress(finest);
                    return true;
                }
                UnfoldingPhase::Balance(scaling) => {
                    if !self.balance_forces(budget) {
                        return false;
                    }
                    if scaling + 1 == SCALINGS {
                        self.hold_pins(finest);
                        return true;
                    }
                    self.phase = UnfoldingPhase::Balance(scaling + 1);
                }
                UnfoldingPhase::Move => {
                    if !self.level.advance_tick(budget) {
                        return false;
                    }
                    let pass = self.ancestors.len() + self.level.edges.len();
                    budget.spend(pass as u64 * PASS_COST);
                    self.finish_level_tick(finest);
                    if self.phase != UnfoldingPhase::Fit {
                        return true;
                    }
                }
                UnfoldingPhase::Fit => {
                    if !self.balance_forces(budget) {
                        return false;
                    }
                    self.phase = self.phase_after_placing();
                    return true;
                }
                UnfoldingPhase::Done => return true,
            }
        }
        false
    }

    /// Writes the positions of the finest vertices: their own, or near their ancestor.
    pub fn show_positions(&mut self, finest: &mut Dynamics) {
        if self.is_done() {
            for (vertex, place) in self.level.positions.iter().enumerate() {
                if !finest.pinned[vertex] {
                    finest.positions[vertex] = *place;
                }
            }
        } else {
            places::show_vertices(finest, &self.level, &self.ancestors);
            self.seen.positions.clone_from(&finest.positions);
            self.seen.pinned.clone_from(&finest.pinned);
        }
    }
}
