//! The engine: the state of a layout and its tick, which can be spread over
//! frames by counted work.

use glam::Vec3;

use super::{
    budget::Budget,
    field::{Field, Instructions, Repulsion, Workers},
    gathering::Gathering,
    guard::Extent,
    halves::Halves,
    hash::Digest,
    integrate::{Outcome, Step},
    layers::Layers,
    projection::{Coarser, Frame, Projection},
    runge_kutta::RungeKutta,
    settings::{Dimensions, Multilevel, Settings},
    settling::Settling,
    tick::{Stage, TickReport},
    unfolding::{Cascade, Levels},
};

/// The layout of one graph. Vertices are dense indices; whoever owns the graph
/// keeps them in the order of their stable ids.
#[derive(Debug, Default)]
pub struct Engine {
    /// What the physics is.
    pub settings: Settings,
    /// Positions, world units.
    pub positions: Vec<Vec3>,
    /// Velocities, world units per unit of integrator time.
    pub velocities: Vec<Vec3>,
    /// Vertices that stay where they are.
    pub pinned: Vec<bool>,
    /// Stable number of each vertex: the key of its random choices.
    pub keys: Vec<u32>,
    /// Edges as dense vertex indices.
    pub edges: Vec<[u32; 2]>,
    /// Strength of each edge.
    pub strengths: Vec<f32>,
    /// Whether edges have a direction, along which gravity may pull.
    pub directed: bool,
    /// Whether several threads may work. The result does not depend on it.
    pub parallel: bool,
    /// Which instructions the kernels use. The result does not depend on it.
    pub instructions: Instructions,
    pub(super) stage: Stage,
    pub(super) report: TickReport,
    pub(super) extent: Extent,
    pub(super) settling: Settling,
    pub(super) forces: Vec<Vec3>,
    pub(super) stiffness: Vec<f32>,
    /// What each vertex's force has of stiffness along the axis of the layers alone; empty
    /// without them.
    pub(super) along: Vec<f32>,
    /// Steps that are still to come in this tick, the present one included.
    pub(super) steps_left: u32,
    pub(super) step: Step,
    /// Positions at the beginning of the tick, if it may take several steps, jump or be
    /// taken back; empty otherwise.
    pub(super) before: Vec<Vec3>,
    pub(super) runge_kutta: RungeKutta,
    pub(super) outcomes: Vec<Outcome>,
    /// How much each vertex weighs and how strongly it acts; empty if all by 1.
    pub(super) weights: Vec<f32>,
    /// The wish to unfold, until the next tick.
    pub(super) unfolding: Option<Levels>,
    pub(super) cascade: Option<Box<Cascade>>,
    /// Vertices of each coarser level of the last unfolding.
    pub(super) coarser: Vec<usize>,
    pub(super) field: Field,
    pub(super) gathering: Gathering,
    pub(super) layers: Layers,
    pub(super) projection: Projection,
    /// The graph's halves, if each is laid out by itself.
    pub(super) halves: Option<Box<Halves>>,
    pub(super) work: u64,
}

impl Engine {
    /// An engine without vertices.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            directed: true,
            parallel: true,
            ..Self::default()
        }
    }

    /// Makes room for exactly so many vertices and edges.
    pub fn reserve(&mut self, vertices: usize, edges: usize) {
        self.positions.reserve_exact(vertices);
        self.velocities.reserve_exact(vertices);
        self.pinned.reserve_exact(vertices);
        self.keys.reserve_exact(vertices);
        self.edges.reserve_exact(edges);
        self.strengths.reserve_exact(edges);
    }

    /// Adds a vertex; `key` is its stable number. Returns its dense index.
    pub fn add_vertex(&mut self, position: Vec3, key: u32) -> usize {
        self.positions.push(position);
        self.velocities.push(Vec3::ZERO);
        self.pinned.push(false);
        self.keys.push(key);
        self.positions.len() - 1
    }

    /// Adds an edge between dense indices, which must exist.
    pub fn add_edge(&mut self, source: usize, target: usize, strength: f32) {
        debug_assert!(source.max(target) < self.positions.len());
        self.edges.push([source as u32, target as u32]);
        self.strengths.push(strength);
    }

    /// Removes a vertex and its edges; the order of the others stays.
    pub fn remove_vertex(&mut self, vertex: usize) {
        self.positions.remove(vertex);
        self.velocities.remove(vertex);
        self.pinned.remove(vertex);
        self.keys.remove(vertex);
        let gone = vertex as u32;
        let mut keep = self.edges.iter().map(|ends| !ends.contains(&gone));
        self.strengths.retain(|_| keep.next().unwrap_or(false));
        self.edges.retain(|ends| !ends.contains(&gone));
        for end in self.edges.iter_mut().flatten() {
            *end -= u32::from(*end > gone);
        }
    }

    /// Removes an edge; the order of the others stays.
    pub fn remove_edge(&mut self, edge: usize) {
        self.edges.remove(edge);
        self.strengths.remove(edge);
    }

    /// Whether a tick is under way: state must not be changed until it ends.
    pub fn is_mid_tick(&self) -> bool {
        self.stage != Stage::Idle
    }

    /// What the tick under way does next, for those who measure it.
    pub fn stage(&self) -> &'static str {
        match self.stage {
            Stage::Idle => "begin",
            Stage::Project => "levels",
            Stage::Evaluate(_) => "springs",
            Stage::Repel(_) => self.field.stage(),
            Stage::Unfold => "unfold",
            Stage::Halves => "halves",
        }
    }

    /// Pairs of bodies that the near field sums one by one, each counted once.
    pub fn near_pairs(&self) -> u64 {
        self.field.near_pairs()
    }

    /// Gives up a tick that is under way, and an unfolding; positions are as before it.
    pub fn cancel_tick(&mut self) {
        self.unfolding = None;
        self.cascade = None;
        if self.is_mid_tick() && self.before.len() == self.positions.len() {
            self.positions.clone_from(&self.before);
            // Part of the tick may have been integrated already.
            self.velocities.fill(Vec3::ZERO);
        }
        self.projection = Projection::default();
        if let Some(halves) = &mut self.halves {
            halves.cancel_tick();
        }
        // It may have been half built.
        self.field.invalidate();
        self.stage = Stage::Idle;
    }

    /// If the last tick left anything that is not finite, goes back to before it.
    /// Returns whether it did. Only without the guard can that happen.
    pub fn rewind_if_lost(&mut self) -> bool {
        let lost = !self.positions.iter().all(|p| p.is_finite());
        if lost && self.before.len() == self.positions.len() {
            self.positions.clone_from(&self.before);
            self.velocities.fill(Vec3::ZERO);
        }
        lost
    }

    /// Something changed: the graph is awake again. Ends an unfolding under way.
    pub fn wake(&mut self) {
        self.cascade = None;
        if let Some(halves) = &mut self.halves {
            halves.wake();
        }
        self.settling.wake();
        self.field.invalidate();
    }

    /// Whether everything is at rest.
    pub fn is_settled(&self) -> bool {
        let settled = |halves: &Halves| halves.is_settled();
        let of_halves = self.halves.as_deref().map(settled);
        self.positions.is_empty() || of_halves.unwrap_or_else(|| self.settling.is_settled())
    }

    /// Mean edge and radius after the last tick.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// What the last finished tick did.
    pub fn report(&self) -> TickReport {
        self.report
    }

    /// Vertices of each level, finest first: those that move with the graph, or those
    /// of its last unfolding.
    pub fn level_sizes(&self) -> Vec<usize> {
        self.levels().collect()
    }

    /// The same, to look at every tick. While the graph unfolds, nothing moves with it.
    pub fn levels(&self) -> impl Iterator<Item = usize> {
        let moving = self.settings.multilevel == Multilevel::Projection && !self.is_unfolding();
        let unfolded = if moving { &[] } else { &self.coarser[..] };
        let projected = self.projection.sizes().filter(move |_| moving);
        std::iter::once(self.positions.len())
            .chain(unfolded.iter().copied())
            .chain(projected)
    }

    /// The graph has become another one: the levels of its last unfolding are not its
    /// levels any more.
    pub fn forget_levels(&mut self) {
        self.coarser.clear();
        if let Some(halves) = &mut self.halves {
            halves.forget();
        }
    }

    /// The frames by which each level sees the next coarser one, finest first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.projection.frames()
    }

    /// A coarser level as it moves with the graph, 0 for the least coarse; nothing if there
    /// is none, or if it does not move.
    pub fn coarser(&self, place: usize) -> Option<Coarser<'_>> {
        let moving = self.settings.multilevel == Multilevel::Projection && !self.is_unfolding();
        self.projection.level(place).filter(|_| moving)
    }

    /// Where the coarse vertex of each vertex is; empty without coarser levels.
    pub fn coarse_positions(&mut self) -> Vec<Vec3> {
        self.projection.coarse_positions()
    }

    /// A digest of every position's bits, in vertex order.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        for &p in &self.positions {
            digest.add_vector(p);
        }
        digest.value()
    }

    /// The relative error of the tree's repulsion, evaluated anew, against the direct sum on
    /// `samples` vertices spread over the graph: `(rms, max)` of |difference|, over the rms of
    /// |exact|. Not over each vertex's own: amid a graph the pushes cancel, and
    /// what is left of them says nothing about how exact they are.
    pub fn force_error(&self, samples: usize) -> Option<(f64, f64)> {
        let n = self.positions.len();
        if n < 2 || samples == 0 || self.is_mid_tick() {
            return None;
        }
        let law = self.repulsion();
        // A field of its own, so that looking changes no bit.
        let mut field = Field::default();
        field.start(n, law);
        let mut unlimited = Budget::new(u64::MAX);
        field.advance(&self.positions, None, self.workers(), &mut unlimited);
        let mut forces = vec![Vec3::ZERO; n];
        field.add_to(&mut forces, &mut vec![0.0; n], self.workers().parallel);
        let samples = samples.min(n);
        let (mut squares, mut magnitudes, mut largest) = (0.0f64, 0.0f64, 0.0f64);
        for sample in 0..samples {
            let index = sample * n / samples;
            let exact = law.direct(&self.positions, index);
            let error = (forces[index].as_dvec3() - exact).length_squared();
            squares += error;
            magnitudes += exact.length_squared();
            largest = largest.max(error);
        }
        let magnitude = magnitudes.max(f64::MIN_POSITIVE);
        Some((
            (squares / magnitude).sqrt(),
            (largest * samples as f64 / magnitude).sqrt(),
        ))
    }

    pub(super) fn flat(&self) -> bool {
        self.settings.dimensions == Dimensions::Two
    }

    pub(super) fn repulsion(&self) -> Repulsion {
        Repulsion::new(
            self.settings.law,
            &self.settings.constants,
            self.positions.len(),
        )
    }

    pub(super) fn workers(&self) -> Workers {
        Workers {
            parallel: self.parallel,
            instructions: self.instructions.resolve(),
        }
        .among(self.positions.len())
    }
}
