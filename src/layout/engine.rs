//! The engine: the state of a layout and its tick, which can be spread over
//! frames by counted work.

use glam::{DVec3, Vec3};

use super::{
    guard::{self, Extent},
    hash::Digest,
    law::Law,
    octree::Octree,
    repulsion::{Repulsion, Sweep},
    settings::{Dimensions, Integrator, Settings},
    settling::Settling,
    springs::Springs,
};

/// Bodies from which on a tick uses all threads: below, starting tasks costs more.
const PARALLEL_FROM: usize = 1500;

/// What building the tree and adding the springs count for, in pairs a body.
const BUILD_COST: u64 = 60;

/// What a tick did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TickReport {
    /// Largest step of a vertex, world units.
    pub max_step: f32,
    /// Mean kinetic energy a vertex, ½ v², world units per unit of integrator time, squared.
    pub kinetic_energy: f64,
    /// Vertices that the guard held back.
    pub held: u32,
    /// Non-finite numbers that were caught.
    pub quarantined: u32,
    /// Steps that the tick was divided into; 1 if it was not.
    pub substeps: u32,
}

impl TickReport {
    /// Whether the stability guard acted.
    pub const fn intervened(&self) -> bool {
        self.held > 0 || self.quarantined > 0 || self.substeps > 1
    }
}

/// Where a tick stands between two calls of [`Engine::advance`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// No tick is under way.
    #[default]
    Idle,
    /// The forces of this evaluation are to be started (RK4 has four).
    Evaluate(u8),
    /// Repulsion is being summed.
    Repel(u8),
}

/// A Runge–Kutta step in the making.
#[derive(Clone, Debug, Default)]
struct RungeKutta {
    positions: Vec<Vec3>,
    velocities: Vec<Vec3>,
    position_slopes: Vec<DVec3>,
    velocity_slopes: Vec<DVec3>,
}

/// One step of the integrator: a tick, or the part of one that the guard made of it.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    /// Integrator time.
    time: f64,
    /// Share of velocity kept.
    damping: f64,
    /// How far a vertex may move.
    limit: f32,
}

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
    stage: Stage,
    report: TickReport,
    extent: Extent,
    settling: Settling,
    forces: Vec<Vec3>,
    stiffness: Vec<f32>,
    masses: Vec<f64>,
    /// Steps that are still to come in this tick, the present one included.
    steps_left: u32,
    /// Vertices that the guard held back in this tick.
    held: Vec<bool>,
    step: Step,
    /// Positions at the beginning of the tick.
    before: Vec<Vec3>,
    tree: Octree,
    sweep: Sweep,
    runge_kutta: RungeKutta,
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

    /// Gives up a tick that is under way; positions are as before it.
    pub fn cancel_tick(&mut self) {
        if self.is_mid_tick() {
            self.positions.clone_from(&self.before);
            // Part of the tick may have been integrated already.
            self.velocities.fill(Vec3::ZERO);
        }
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

    /// Something changed: the graph is awake again.
    pub fn wake(&mut self) {
        self.settling.wake();
    }

    /// Whether everything is at rest.
    pub fn is_settled(&self) -> bool {
        self.positions.is_empty() || self.settling.is_settled()
    }

    /// Mean edge and radius after the last tick.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// What the last finished tick did.
    pub fn report(&self) -> TickReport {
        self.report
    }

    /// A digest of every position's bits, in vertex order.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        for &p in &self.positions {
            digest.vector(p);
        }
        digest.value()
    }

    /// A whole tick.
    pub fn tick(&mut self) -> TickReport {
        while self.advance(u64::MAX).is_none() {}
        self.report
    }

    /// Works on a tick, starting one if none is under way, until it is done or
    /// until about `budget` pairs were summed. Returns the budget that is left when
    /// the tick is done. Where it pauses changes no bit.
    pub fn advance(&mut self, mut budget: u64) -> Option<u64> {
        if self.stage == Stage::Idle {
            self.begin();
        }
        loop {
            match self.stage {
                Stage::Idle => return Some(budget),
                Stage::Evaluate(evaluation) => {
                    if budget == 0 {
                        return None;
                    }
                    self.start_forces();
                    budget = budget.saturating_sub(self.positions.len() as u64 * BUILD_COST);
                    self.stage = Stage::Repel(evaluation);
                }
                Stage::Repel(evaluation) => {
                    let law = self.repulsion();
                    let parallel = self.parallel && self.positions.len() >= PARALLEL_FROM;
                    budget = self.sweep.advance(&law, &self.tree, parallel, budget)?;
                    self.sweep.finish(&law, &self.tree, &mut self.forces);
                    self.integrate(evaluation);
                }
            }
        }
    }

    /// The relative error of the tree's repulsion against the direct sum on
    /// `samples` vertices spread over the graph: `(rms, max)` of |difference| / |exact|.
    pub fn force_error(&mut self, samples: usize) -> Option<(f64, f64)> {
        let n = self.positions.len();
        if n < 2 || samples == 0 || self.is_mid_tick() {
            return None;
        }
        let law = self.repulsion();
        self.tree.build(&self.positions, self.flat());
        self.sweep.start(n);
        self.sweep
            .advance(&law, &self.tree, self.parallel, u64::MAX)?;
        self.forces.clear();
        self.forces.resize(n, Vec3::ZERO);
        self.sweep.finish(&law, &self.tree, &mut self.forces);
        let samples = samples.min(n);
        let (mut squares, mut largest) = (0.0f64, 0.0f64);
        for sample in 0..samples {
            let index = sample * n / samples;
            let exact = law.direct(&self.positions, index);
            let error = (self.forces[index].as_dvec3() - exact).length()
                / exact.length().max(f64::MIN_POSITIVE);
            squares += error * error;
            largest = largest.max(error);
        }
        Some(((squares / samples as f64).sqrt(), largest))
    }

    fn flat(&self) -> bool {
        self.settings.dimensions == Dimensions::Two
    }

    fn repulsion(&self) -> Repulsion {
        Repulsion::new(
            self.settings.law,
            &self.settings.constants,
            self.positions.len(),
        )
    }

    fn begin(&mut self) {
        self.report = TickReport::default();
        self.stage = Stage::Evaluate(0);
        if self.positions.is_empty() {
            self.stage = Stage::Idle;
            return;
        }
        if self.settings.guard {
            let lost = guard::quarantine(
                &mut self.positions,
                &mut self.velocities,
                &self.keys,
                &self.edges,
            );
            self.report.quarantined = lost;
            let flat = self.flat();
            guard::unflatten(&mut self.positions, &self.pinned, &self.keys, flat);
        }
        self.extent = Extent::of(&self.positions, &self.edges);
        self.before.clone_from(&self.positions);
        self.held.clear();
        self.held.resize(self.positions.len(), false);
        self.steps_left = 0;
    }

    /// Divides the tick, once its stiffness is known.
    fn divide(&mut self) {
        let constants = &self.settings.constants;
        let stiffest = self
            .stiffness
            .iter()
            .fold(0.0f32, |most, &stiffness| most.max(stiffness));
        // Runge–Kutta is stable enough as it is, and a negative share has no root.
        let divisible = self.settings.guard
            && self.settings.integrator == Integrator::SemiImplicitEuler
            && constants.damping >= 0.0;
        let steps = if divisible {
            guard::substeps(stiffest, constants.time_step, self.positions.len())
        } else {
            1
        };
        self.step = Step {
            time: constants.time_step / f64::from(steps),
            damping: match steps {
                1 => constants.damping,
                2 => constants.damping.sqrt(),
                _ => constants.damping.sqrt().sqrt(),
            },
            limit: self.extent.step_limit() / steps as f32,
        };
        self.steps_left = steps;
        self.report.substeps = steps;
    }

    /// Springs, and the tree for the repulsion, at the present positions.
    fn start_forces(&mut self) {
        let n = self.positions.len();
        let flat = self.flat();
        self.tree.build(&self.positions, flat);
        if self.settings.guard {
            let order = (0..n).map(|place| self.tree.body(place));
            if guard::separate(&mut self.positions, &self.pinned, &self.keys, order, flat) {
                self.tree.build(&self.positions, flat);
            }
        }
        self.forces.clear();
        self.forces.resize(n, Vec3::ZERO);
        self.stiffness.clear();
        self.stiffness.resize(n, 0.0);
        let springs = Springs::new(&self.settings, self.directed);
        springs.add(
            &self.positions,
            &self.edges,
            &self.strengths,
            &mut self.forces,
            &mut self.stiffness,
        );
        self.sweep.start(n);
    }

    fn integrate(&mut self, evaluation: u8) {
        if self.steps_left == 0 {
            self.divide();
        }
        if evaluation == 0 {
            let dt = self.step.time;
            self.masses.clear();
            if self.settings.guard {
                self.masses.extend(
                    self.stiffness
                        .iter()
                        .map(|&stiffness| guard::mass(stiffness, dt)),
                );
            } else {
                self.masses.resize(self.positions.len(), 1.0);
            }
        }
        match self.settings.integrator {
            Integrator::SemiImplicitEuler => {
                self.euler();
                self.steps_left -= 1;
                if self.steps_left == 0 {
                    self.end();
                } else {
                    self.stage = Stage::Evaluate(0);
                }
            }
            Integrator::RungeKutta4 => {
                if self.runge_kutta_stage(evaluation) {
                    self.end();
                } else {
                    self.stage = Stage::Evaluate(evaluation + 1);
                }
            }
        }
    }

    /// `v ← D·v + a·dt; x ← x + v·dt`, which is drag `(1 − D)/dt` treated
    /// explicitly; the origin's law damps the push as well: `v ← (v + a·dt)·D`.
    fn euler(&mut self) {
        let Step {
            time: dt, damping, ..
        } = self.step;
        let push = if self.settings.law == Law::Origin {
            dt * damping
        } else {
            dt
        };
        for index in 0..self.positions.len() {
            let acceleration = self.forces[index].as_dvec3() / self.masses[index];
            let velocity = self.velocities[index].as_dvec3() * damping + acceleration * push;
            self.commit(index, self.positions[index], velocity * dt, velocity);
        }
    }

    /// One of the four evaluations of the classic Runge–Kutta scheme for
    /// `ẋ = v, v̇ = F/m − v·(1 − D)/dt`. Returns whether the step is complete.
    fn runge_kutta_stage(&mut self, evaluation: u8) -> bool {
        let dt = self.step.time;
        // Without time nothing moves, and the drag coefficient is undefined.
        let drag = if dt == 0.0 {
            0.0
        } else {
            (1.0 - self.step.damping) / dt
        };
        let n = self.positions.len();
        let limit = self.step.limit;
        let mut rk = std::mem::take(&mut self.runge_kutta);
        if evaluation == 0 {
            rk.positions.clone_from(&self.positions);
            rk.velocities.clone_from(&self.velocities);
            rk.position_slopes.clear();
            rk.position_slopes.resize(n, DVec3::ZERO);
            rk.velocity_slopes.clear();
            rk.velocity_slopes.resize(n, DVec3::ZERO);
        }
        let weight = if matches!(evaluation, 1 | 2) {
            2.0
        } else {
            1.0
        };
        let ahead = if evaluation == 2 { dt } else { dt / 2.0 };
        for index in 0..n {
            let velocity = self.velocities[index].as_dvec3();
            let slope = self.forces[index].as_dvec3() / self.masses[index] - velocity * drag;
            rk.position_slopes[index] += velocity * weight;
            rk.velocity_slopes[index] += slope * weight;
            if evaluation < 3 && !self.pinned[index] {
                let step = velocity * ahead;
                let step = match guard::bounded(step, limit) {
                    Some((bounded, _)) if self.settings.guard => bounded,
                    None if self.settings.guard => DVec3::ZERO,
                    _ => step,
                };
                self.positions[index] = (rk.positions[index].as_dvec3() + step).as_vec3();
                self.velocities[index] =
                    (rk.velocities[index].as_dvec3() + slope * ahead).as_vec3();
            }
        }
        let complete = evaluation == 3;
        if complete {
            for index in 0..n {
                let velocity =
                    rk.velocities[index].as_dvec3() + rk.velocity_slopes[index] * (dt / 6.0);
                let step = rk.position_slopes[index] * (dt / 6.0);
                self.commit(index, rk.positions[index], step, velocity);
            }
        }
        self.runge_kutta = rk;
        complete
    }

    /// Moves a vertex from `from` by `step`, within the guard's bounds.
    fn commit(&mut self, index: usize, from: Vec3, mut step: DVec3, mut velocity: DVec3) {
        if self.pinned[index] {
            self.positions[index] = from;
            self.velocities[index] = Vec3::ZERO;
            return;
        }
        if self.flat() {
            // Out-of-plane motion dies; what a switch from space left over folds down.
            step.z = f64::from(from.z) * -0.2;
            velocity.z = 0.0;
        }
        if self.settings.guard {
            match guard::bounded(step, self.step.limit) {
                Some((bounded, shortened)) => {
                    if shortened {
                        step = bounded;
                        velocity = step / self.step.time;
                    }
                    if shortened || self.masses[index] > 1.0 {
                        self.held[index] = true;
                    }
                }
                None => {
                    self.report.quarantined += 1;
                    (step, velocity) = (DVec3::ZERO, DVec3::ZERO);
                }
            }
        }
        let mut to = (from.as_dvec3() + step).as_vec3();
        let mut speed = velocity.as_vec3();
        if self.flat() && to.z.abs() < 1e-4 {
            to.z = 0.0;
        }
        if self.settings.guard {
            match guard::inside(to) {
                Some(kept) => {
                    if kept != to {
                        speed = Vec3::ZERO;
                    }
                    to = kept;
                }
                None => to = from,
            }
            if !speed.is_finite() {
                speed = Vec3::ZERO;
            }
        }
        self.positions[index] = to;
        self.velocities[index] = speed;
    }

    fn end(&mut self) {
        self.stage = Stage::Idle;
        for (index, &from) in self.before.iter().enumerate() {
            self.report.max_step = self
                .report
                .max_step
                .max(self.positions[index].distance(from));
            self.report.held += u32::from(self.held[index]);
            self.report.kinetic_energy += self.velocities[index].as_dvec3().length_squared() * 0.5;
        }
        self.report.kinetic_energy /= self.positions.len() as f64;
        let unit = self.extent.unit();
        let dt = self.settings.constants.time_step;
        let energy = self.report.kinetic_energy * dt * dt / f64::from(unit * unit);
        self.settling
            .observe(self.report.max_step / unit, energy as f32);
    }
}
