//! The engine: sequences the dynamics of a graph, its unfolding and its halves, tick by tick.

use std::ops::{Deref, DerefMut};

use glam::Vec3;

use super::{
    dynamics::{Dynamics, LayoutExtent, TickReport},
    halves::{HalfProgress, Halves},
    model::{Budget, Settings},
    multilevel::{Coarser, Levels, ProjectedDynamics, Unfolding},
};

/// The cost of showing the finest level of an unfolding, in pairs a vertex and edge.
const SHOW_COST: u64 = 8;

/// The work of the tick in progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum EnginePhase {
    /// No tick is under way.
    #[default]
    Idle,
    /// The graph itself moves, with its coarser levels.
    Dynamics,
    /// A coarser level of an unfolding is laid out.
    Unfold,
    /// The halves of the graph move.
    Halves,
}

/// The layout of one graph. It dereferences to the [`Dynamics`] of the graph itself, which own the
/// vertices and edges.
#[derive(Debug, Default)]
pub struct Engine {
    base: ProjectedDynamics,
    phase: EnginePhase,
    /// The requested unfolding, until the next tick.
    requested: Option<Levels>,
    unfolding: Option<Box<Unfolding>>,
    /// Vertices of each coarser level of the last unfolding.
    unfolded: Vec<usize>,
    /// The graph's halves, if each is laid out by itself.
    halves: Option<Box<Halves>>,
    work: u64,
}

impl Deref for Engine {
    type Target = Dynamics;

    fn deref(&self) -> &Dynamics {
        &self.base.dynamics
    }
}

impl DerefMut for Engine {
    fn deref_mut(&mut self) -> &mut Dynamics {
        &mut self.base.dynamics
    }
}

impl Engine {
    /// An engine without vertices.
    pub fn new(settings: Settings) -> Self {
        Self {
            base: ProjectedDynamics::new(settings),
            ..Self::default()
        }
    }

    /// Reserves memory for exactly this number of vertices and edges.
    pub fn reserve(&mut self, vertices: usize, edges: usize) {
        self.base.dynamics.reserve(vertices, edges);
    }

    /// Adds a vertex with the stable number `key`. Returns its dense index.
    pub fn add_vertex(&mut self, position: Vec3, key: u32) -> usize {
        self.base.dynamics.add_vertex(position, key)
    }

    /// Adds an edge between dense indices, which must exist.
    pub fn add_edge(&mut self, source: usize, target: usize, strength: f32) {
        self.base.dynamics.add_edge(source, target, strength);
    }

    /// Removes a vertex and its edges; the order of the others stays.
    pub fn remove_vertex(&mut self, vertex: usize) {
        self.base.dynamics.remove_vertex(vertex);
    }

    /// Removes an edge; the order of the others stays.
    pub fn remove_edge(&mut self, edge: usize) {
        self.base.dynamics.remove_edge(edge);
    }

    /// Computes a whole tick.
    pub fn tick(&mut self) -> TickReport {
        while self.advance(u64::MAX).is_none() {}
        self.report()
    }

    /// Works on a tick, starting one if none is under way, until it is done or about `budget`
    /// pairs of work are done. Returns the remaining budget once the tick is done. Every place of
    /// the pause gives the same bits.
    pub fn advance(&mut self, budget: u64) -> Option<u64> {
        let mut budget = Budget::new(budget);
        let done = self.advance_tick(&mut budget);
        self.work = self.work.saturating_add(budget.spent());
        done.then_some(budget.left())
    }

    /// All work so far, in the unit of [`Self::advance`]'s budget.
    pub const fn work(&self) -> u64 {
        self.work
    }

    /// Whether a tick is under way: state must not be changed until it ends.
    pub fn is_mid_tick(&self) -> bool {
        self.phase != EnginePhase::Idle
    }

    /// The name of the next step of the tick, for measurements.
    pub fn stage(&self) -> &'static str {
        match self.phase {
            EnginePhase::Idle => "begin",
            EnginePhase::Dynamics => self.base.phase_name(),
            EnginePhase::Unfold => "unfold",
            EnginePhase::Halves => "halves",
        }
    }

    /// Abandons a tick that is under way, and an unfolding; positions are those before the tick.
    pub fn cancel_tick(&mut self) {
        self.requested = None;
        self.unfolding = None;
        if self.is_mid_tick() {
            self.base.dynamics.restore_positions();
        }
        self.base.cancel_tick();
        if let Some(halves) = &mut self.halves {
            halves.cancel_tick();
        }
        self.phase = EnginePhase::Idle;
    }

    /// Wakes the graph after a change. Ends an unfolding that is under way.
    pub fn wake(&mut self) {
        self.unfolding = None;
        if let Some(halves) = &mut self.halves {
            halves.wake();
        }
        self.base.dynamics.wake();
    }

    /// Whether all vertices are at rest.
    pub fn is_settled(&self) -> bool {
        let of_halves = self.halves.as_deref().map(Halves::is_settled);
        self.positions.is_empty() || of_halves.unwrap_or_else(|| self.base.dynamics.is_settled())
    }

    /// From the next tick on, lays the graph out from the coarsest level down, starting at the
    /// present positions; a seeded random start gives a seeded layout. Until the finest level is
    /// reached, a tick works on a coarser one and vertices may jump; the bound on steps holds from
    /// then on. Pinned vertices stay. [`Engine::wake`], and any change of the graph or the
    /// settings, ends the unfolding in place. [`Levels::ONE`] withdraws the request.
    pub fn unfold(&mut self, levels: Levels) {
        self.wake();
        self.requested = (levels.most() > 1).then_some(levels);
        self.unfolded.clear();
    }

    /// Whether an unfolding is under way or requested.
    pub fn is_unfolding(&self) -> bool {
        self.requested.is_some() || self.unfolding.is_some()
    }

    /// Vertices of each level, finest first: of the levels that move with the graph, or else of
    /// its last unfolding.
    pub fn level_sizes(&self) -> Vec<usize> {
        self.levels().collect()
    }

    /// The same without allocation. During an unfolding no level moves with the graph.
    pub fn levels(&self) -> impl Iterator<Item = usize> {
        let moving = self.has_moving_levels();
        let unfolded = if moving { &[] } else { &self.unfolded[..] };
        let projected = self.base.coarser_sizes().filter(move |_| moving);
        std::iter::once(self.positions.len())
            .chain(unfolded.iter().copied())
            .chain(projected)
    }

    /// Forgets the levels of the last unfolding after the graph was replaced.
    pub fn forget_levels(&mut self) {
        self.unfolded.clear();
        if let Some(halves) = &mut self.halves {
            halves.forget_graph();
        }
    }

    /// The frames by which each level sees the next coarser one, finest first.
    pub fn frames(&self) -> impl Iterator<Item = &super::Frame> {
        self.base.frames()
    }

    /// A coarser level that moves with the graph, 0 for the least coarse.
    pub fn coarser(&self, place: usize) -> Option<Coarser<'_>> {
        self.base
            .coarser(place)
            .filter(|_| self.has_moving_levels())
    }

    /// The position of the coarse vertex of each vertex; empty without coarser levels.
    pub fn coarse_positions(&mut self) -> Vec<Vec3> {
        self.base.coarse_positions()
    }

    /// The relative error of the repulsion, see [`Dynamics::force_error`]; `None` during a tick.
    pub fn force_error(&self, samples: usize) -> Option<(f64, f64)> {
        if self.is_mid_tick() {
            return None;
        }
        self.base.dynamics.force_error(samples)
    }

    /// Lays out the vertices from the key `second` on by themselves, with coarser levels, and those
    /// before it on a single level, side by side. `None` joins the halves again.
    pub fn split(&mut self, second: Option<u32>) {
        if self.halves.as_ref().map(|halves| halves.second_key()) != second {
            self.cancel_tick();
            self.halves = second.map(|second| Box::new(Halves::new(second)));
            self.wake();
        }
    }

    /// The progress of each half, if the graph is laid out in halves.
    pub fn halves(&self) -> Option<[HalfProgress; 2]> {
        self.halves.as_ref().map(|halves| halves.progress())
    }

    /// The dynamics of one half, in its own coordinates.
    pub fn half(&self, half: usize) -> Option<&ProjectedDynamics> {
        self.halves.as_ref()?.dynamics_of(half)
    }

    fn has_moving_levels(&self) -> bool {
        self.base.has_projection() && !self.is_unfolding()
    }

    /// Works on a tick within `budget`; returns whether it is done.
    fn advance_tick(&mut self, budget: &mut Budget) -> bool {
        if self.phase == EnginePhase::Idle {
            budget.spend(self.begin_tick());
        }
        while self.phase != EnginePhase::Idle {
            if budget.is_spent() {
                return false;
            }
            match self.phase {
                EnginePhase::Idle => {}
                EnginePhase::Dynamics => {
                    if self.base.advance(budget) {
                        self.phase = EnginePhase::Idle;
                    }
                }
                EnginePhase::Unfold => self.advance_unfolding(budget),
                EnginePhase::Halves => self.advance_halves(budget),
            }
        }
        true
    }

    /// Begins a tick. Returns its cost so far, in pairs.
    fn begin_tick(&mut self) -> u64 {
        self.base.dynamics.clear_report();
        if self.positions.is_empty() {
            return 0;
        }
        if self.begin_halves() {
            return 0;
        }
        let cost = self.base.dynamics.refresh_structure();
        let unfolding = self.unfolding.as_ref();
        if unfolding.is_some_and(|unfolding| unfolding.is_disturbed(&self.base.dynamics)) {
            self.wake();
        }
        if self.is_unfolding() {
            self.base.dynamics.store_positions();
            self.phase = EnginePhase::Unfold;
        } else {
            self.base.begin_tick();
            self.phase = EnginePhase::Dynamics;
        }
        cost
    }

    /// Works on a tick of the unfolding. If there is nothing to unfold, turns to the dynamics.
    fn advance_unfolding(&mut self, budget: &mut Budget) {
        let graph = &mut self.base.dynamics;
        if let Some(levels) = self.requested.take() {
            self.unfolding = Unfolding::new(graph, levels);
            if self.unfolding.is_some() {
                graph.velocities.fill(Vec3::ZERO);
                // Levels that moved with the old positions do not fit the new ones.
                self.base.drop_levels();
            }
        }
        let Some(mut unfolding) = self.unfolding.take() else {
            self.base.begin_tick();
            self.phase = EnginePhase::Dynamics;
            return;
        };
        let graph = &mut self.base.dynamics;
        if !unfolding.advance(graph, budget) {
            self.unfolding = Some(unfolding);
            return;
        }
        if self.unfolded.is_empty() {
            self.unfolded = unfolding.sizes().split_off(1);
        }
        unfolding.show_positions(graph);
        let level = unfolding.level().report();
        let farthest = graph
            .positions
            .iter()
            .zip(graph.stored_positions())
            .map(|(now, before)| now.distance_squared(*before))
            .fold(0.0, f32::max);
        graph.report = TickReport {
            substeps: level.substeps.max(1),
            max_step: farthest.sqrt(),
            ..level
        };
        graph.extent = LayoutExtent::from_graph(&graph.positions, &graph.edges);
        self.phase = EnginePhase::Idle;
        budget.spend((graph.positions.len() + graph.edges.len()) as u64 * SHOW_COST);
        if !unfolding.is_done() {
            self.unfolding = Some(unfolding);
        }
    }

    /// Begins a tick of the halves, if there are any; returns whether there are.
    fn begin_halves(&mut self) -> bool {
        let Some(halves) = &mut self.halves else {
            return false;
        };
        self.requested = None;
        let graph = &mut self.base.dynamics;
        if graph.settings.guard {
            graph.drop_stored_positions();
        } else {
            graph.store_positions();
        }
        halves.follow_graph(graph);
        self.phase = EnginePhase::Halves;
        true
    }

    /// Works on a tick of the halves within `budget`.
    fn advance_halves(&mut self, budget: &mut Budget) {
        let Some(halves) = &mut self.halves else {
            self.phase = EnginePhase::Idle;
            return;
        };
        if halves.advance(budget) {
            halves.show_halves(&mut self.base.dynamics);
            self.phase = EnginePhase::Idle;
        }
    }
}
