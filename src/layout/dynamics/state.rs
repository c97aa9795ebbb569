//! The dynamics of one level: its graph, its bodies and what a tick keeps between two pauses.

use glam::{DVec3, Vec3};

use super::{
    field::{Field, Instructions, Repulsion, Workers},
    gathering::Gathering,
    guard::LayoutExtent,
    layers::Layers,
    report::TickReport,
    settling::Settling,
    step::{Outcome, Step},
};
use crate::layout::model::{Budget, Digest, Dimensions, Integrator, Settings};

/// Which rules the dynamics of a level follow beside its settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::layout) enum LevelRole {
    /// The level is laid out itself: the graph, or a level of an unfolding.
    #[default]
    LaidOut,
    /// The level carries finer ones along (projection): always guarded, semi-implicit Euler, one
    /// step a tick.
    Carrier,
}

/// Where a tick stands between two calls of [`Dynamics::advance`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TickPhase {
    /// No tick is under way.
    #[default]
    Idle,
    /// The forces of this evaluation come next (RK4 has four evaluations).
    Evaluate(u8),
    /// Repulsion is being summed.
    Repel(u8),
}

/// The physics of one level. Vertices are dense indices; the owner of the graph keeps them in the
/// order of their stable ids.
#[derive(Debug, Default)]
pub struct Dynamics {
    /// The law, its constants and all other choices.
    pub settings: Settings,
    /// Positions, world units.
    pub positions: Vec<Vec3>,
    /// Velocities, world units per unit of integrator time.
    pub velocities: Vec<Vec3>,
    /// Whether a vertex stays where it is.
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
    /// The instructions of the kernels. The result does not depend on them.
    pub instructions: Instructions,
    pub(in crate::layout) role: LevelRole,
    /// Mass and charge of each vertex; empty if all are 1.
    pub(in crate::layout) weights: Vec<f32>,
    pub(in crate::layout) layers: Layers,
    pub(in crate::layout) gathering: Gathering,
    pub(in crate::layout) forces: Vec<Vec3>,
    pub(in crate::layout) report: TickReport,
    pub(in crate::layout) extent: LayoutExtent,
    pub(super) phase: TickPhase,
    pub(super) settling: Settling,
    pub(super) stiffness: Vec<f32>,
    /// Additional stiffness of each vertex along the axis of the layers; empty without layers.
    pub(super) along: Vec<f32>,
    /// Steps that this tick still has, the present one included.
    pub(super) steps_left: u32,
    pub(super) step: Step,
    /// Positions at the beginning of the tick, if it may take several steps, jump or be undone;
    /// empty otherwise.
    pub(super) before: Vec<Vec3>,
    pub(super) runge_kutta: RungeKutta,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) field: Field,
}

/// The state of a Runge–Kutta step between its evaluations.
#[derive(Clone, Debug, Default)]
pub(super) struct RungeKutta {
    pub(super) positions: Vec<Vec3>,
    pub(super) velocities: Vec<Vec3>,
    pub(super) position_slopes: Vec<DVec3>,
    pub(super) velocity_slopes: Vec<DVec3>,
}

impl Dynamics {
    /// The dynamics of a directed graph without vertices.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            directed: true,
            parallel: true,
            ..Self::default()
        }
    }

    /// The dynamics of a level that carries finer ones along.
    pub(in crate::layout) fn new_carrier() -> Self {
        Self {
            role: LevelRole::Carrier,
            ..Self::default()
        }
    }

    /// Reserves memory for exactly this number of vertices and edges.
    pub fn reserve(&mut self, vertices: usize, edges: usize) {
        self.positions.reserve_exact(vertices);
        self.velocities.reserve_exact(vertices);
        self.pinned.reserve_exact(vertices);
        self.keys.reserve_exact(vertices);
        self.edges.reserve_exact(edges);
        self.strengths.reserve_exact(edges);
    }

    /// Adds a vertex with the stable number `key`. Returns its dense index.
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
        let removed = vertex as u32;
        let mut keep = self.edges.iter().map(|ends| !ends.contains(&removed));
        self.strengths.retain(|_| keep.next().unwrap_or(false));
        self.edges.retain(|ends| !ends.contains(&removed));
        for end in self.edges.iter_mut().flatten() {
            *end -= u32::from(*end > removed);
        }
    }

    /// Removes an edge; the order of the others stays.
    pub fn remove_edge(&mut self, edge: usize) {
        self.edges.remove(edge);
        self.strengths.remove(edge);
    }

    /// Whether a tick of this level is under way: state must not be changed until it ends.
    pub fn is_mid_tick(&self) -> bool {
        self.phase != TickPhase::Idle
    }

    /// The name of the next step of the tick, for measurements.
    pub fn phase_name(&self) -> &'static str {
        match self.phase {
            TickPhase::Idle => "begin",
            TickPhase::Evaluate(_) => "springs",
            TickPhase::Repel(_) => self.field.stage(),
        }
    }

    /// Pairs of bodies that the near field sums one by one, each counted once.
    pub fn near_pairs(&self) -> u64 {
        self.field.near_pairs()
    }

    /// Abandons a tick that is under way; positions are those before the tick.
    pub fn cancel_tick(&mut self) {
        if self.is_mid_tick() {
            self.restore_positions();
        }
        // The tree may be half built.
        self.field.invalidate();
        self.phase = TickPhase::Idle;
    }

    /// Keeps the positions, so that the tick can be undone.
    pub(in crate::layout) fn store_positions(&mut self) {
        self.before.clone_from(&self.positions);
    }

    /// Frees the memory of stored positions.
    pub(in crate::layout) fn drop_stored_positions(&mut self) {
        self.before = Vec::new();
    }

    /// The positions at the beginning of the tick, if they were stored.
    pub(in crate::layout) fn stored_positions(&self) -> &[Vec3] {
        &self.before
    }

    /// Goes back to the stored positions, if there are any, and stops all vertices.
    pub(in crate::layout) fn restore_positions(&mut self) {
        if self.before.len() == self.positions.len() {
            self.positions.clone_from(&self.before);
            // Part of the tick may already be integrated.
            self.velocities.fill(Vec3::ZERO);
        }
    }

    /// If the last tick left a position that is not finite, goes back to the positions before it.
    /// Returns whether a position was lost. The guard prevents it.
    pub fn rewind_if_lost(&mut self) -> bool {
        let lost = !self.positions.iter().all(|p| p.is_finite());
        if lost {
            self.restore_positions();
        }
        lost
    }

    /// Wakes the level after a change: settling starts again and the field is rebuilt.
    pub fn wake(&mut self) {
        self.settling.wake();
        self.field.invalidate();
    }

    /// Whether all vertices are at rest.
    pub fn is_settled(&self) -> bool {
        self.positions.is_empty() || self.settling.is_settled()
    }

    /// Mean edge and radius after the last tick.
    pub fn extent(&self) -> LayoutExtent {
        self.extent
    }

    /// The report of the last finished tick.
    pub fn report(&self) -> TickReport {
        self.report
    }

    /// A digest of every position's bits, in vertex order.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        for &p in &self.positions {
            digest.add_vector(p);
        }
        digest.value()
    }

    /// The relative error of the tree's repulsion against the direct sum on `samples` vertices
    /// spread over the graph: `(rms, max)` of |difference| over the rms of |exact|. The error is
    /// not relative to each vertex's own force: inside a graph the pushes cancel, and the remainder
    /// says nothing about accuracy. `None` during a tick, or without samples.
    pub fn force_error(&self, samples: usize) -> Option<(f64, f64)> {
        let n = self.positions.len();
        if n < 2 || samples == 0 || self.is_mid_tick() {
            return None;
        }
        let law = self.repulsion();
        // A separate field, so that measuring changes no bit of the layout.
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

    /// Whether the layout is in the plane.
    pub(in crate::layout) fn is_flat(&self) -> bool {
        self.settings.dimensions == Dimensions::Two
    }

    /// Whether the stability guard acts.
    pub(super) fn is_guarded(&self) -> bool {
        self.settings.guard || self.role == LevelRole::Carrier
    }

    /// Whether connected components are held together.
    pub(super) fn gathers_components(&self) -> bool {
        self.settings.guard && (self.weights.is_empty() || self.role == LevelRole::Carrier)
    }

    pub(super) fn integrator(&self) -> Integrator {
        match self.role {
            LevelRole::LaidOut => self.settings.integrator,
            LevelRole::Carrier => Integrator::SemiImplicitEuler,
        }
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
