//! From forces to motion: semi-implicit Euler, within the guard's bounds.

use glam::{DVec3, Vec3};

use crate::layout::{
    engine::Engine, field::for_each, guard, law::Law, settings::Integrator, tick::Stage,
};

/// Vertices that one thread moves at a time.
const CHUNK: usize = 16_384;

/// Shares of the bound for motion out of the plane and in it: together one bound.
const FOLDING: (f64, f32) = (0.6, 0.8);

/// Static friction: a vertex that would go no faster than this, in mean edges a tick, stays
/// where it is. At 60 ticks a second that is a hundredth of an edge a second, which nobody
/// sees; but long chains, left alone, creep so slowly for minutes, and now and then one of
/// them snaps into another shape. What friction holds is truly at rest: computed on, it
/// would still be there.
const STICTION: f64 = 2e-4;

/// One step of the integrator: a tick, or the part of one that the guard made of it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::layout) struct Step {
    /// Integrator time.
    pub time: f64,
    /// Share of velocity kept.
    pub damping: f64,
    /// How far a vertex may move.
    pub limit: f32,
    /// Mass a unit of stiffness; without the guard 0.
    pub heaviness: f64,
    /// Speed below which a vertex sticks, [`STICTION`]; without the guard 0.
    pub stiction: f64,
    pub guard: bool,
    pub flat: bool,
}

/// The force that a unit of displacement costs a vertex.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Stiffness {
    /// In any direction.
    pub any: f32,
    /// Beside that along the axis of layers: there a vertex is the heavier, and across it
    /// moves as if there were none.
    pub along: f32,
}

impl Stiffness {
    /// That of a vertex; `along` may be empty.
    pub fn of(any: &[f32], along: &[f32], vertex: usize) -> Self {
        Self {
            any: any[vertex],
            along: along.get(vertex).copied().unwrap_or(0.0),
        }
    }
}

/// What became of the vertices that were moved.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::layout) struct Outcome {
    /// Vertices that the guard held back.
    pub held: u32,
    /// Steps that were not finite.
    pub quarantined: u32,
    /// The farthest that one of them now is from where the tick found it, squared.
    pub farthest: f32,
    /// The sum of their squared velocities.
    pub energy: f64,
}

/// A vertex on its way.
pub(in crate::layout) struct Moving<'a> {
    pub position: &'a mut Vec3,
    pub velocity: &'a mut Vec3,
    pub pinned: bool,
    pub heavy: bool,
    /// Where the tick found it.
    pub origin: Vec3,
    /// How far coarser levels take it along.
    pub drift: DVec3,
}

impl Step {
    /// Whether a vertex of this stiffness is made heavier than its `own` mass, and its
    /// masses along the axes then.
    pub fn mass(&self, stiffness: Stiffness, own: f64) -> (bool, DVec3) {
        let (heavy, mass) = self.mass_of(f64::from(stiffness.any), own);
        if stiffness.along == 0.0 {
            return (heavy, DVec3::splat(mass));
        }
        let both = f64::from(stiffness.any) + f64::from(stiffness.along);
        let (_, along) = self.mass_of(both, own);
        (heavy, DVec3::new(along, mass, mass))
    }

    fn mass_of(&self, stiffness: f64, own: f64) -> (bool, f64) {
        let mass = stiffness * self.heaviness;
        // Not `max`: a stiffness that is not a number leaves the mass as it is.
        if mass > own {
            (true, mass.min(f64::MAX))
        } else {
            (false, own)
        }
    }

    /// Whether static friction holds a vertex of this velocity that a force would make
    /// faster by `gain` in a step: it is slow, and the force could keep it only as slow.
    /// Against drag alone a constant force ends at the speed `gain / (1 − D)`.
    fn sticks(&self, velocity: DVec3, gain: DVec3) -> bool {
        let terminal = self.stiction * (1.0 - self.damping);
        self.stiction > 0.0
            && terminal > 0.0
            && gain.length_squared() < terminal * terminal
            && velocity.length_squared() < self.stiction * self.stiction
    }

    /// By what a force is multiplied, beside the mass: the origin's law damps it too.
    pub fn push(&self, law: Law) -> f64 {
        if law == Law::Origin {
            self.time * self.damping
        } else {
            self.time
        }
    }

    /// Moves a vertex of mass `own` by semi-implicit Euler: `v ← D·v + push·F/m; x ← x + v·dt`.
    pub fn euler(
        &self,
        vertex: Moving,
        force: Vec3,
        push: f64,
        stiffness: Stiffness,
        own: f64,
        outcome: &mut Outcome,
    ) {
        let (heavy, mass) = self.mass(stiffness, own);
        let from = *vertex.position;
        let gain = force.as_dvec3() * (push / mass);
        let velocity = vertex.velocity.as_dvec3();
        let velocity = if self.sticks(velocity, gain) {
            DVec3::ZERO
        } else {
            velocity * self.damping + gain
        };
        let vertex = Moving { heavy, ..vertex };
        self.commit(vertex, from, velocity * self.time, velocity, outcome);
    }

    /// Moves a vertex from `from` by `step`, within the guard's bounds.
    pub fn commit(
        &self,
        vertex: Moving,
        from: Vec3,
        mut step: DVec3,
        mut velocity: DVec3,
        outcome: &mut Outcome,
    ) {
        if vertex.pinned {
            *vertex.position = from;
            *vertex.velocity = Vec3::ZERO;
            return;
        }
        // In the plane, what a switch from space left over folds down, and its way
        // is bounded by itself: it must not use up the bound of what matters.
        let fold = (self.flat && from.z != 0.0).then(|| {
            let limit = f64::from(self.limit) * FOLDING.0;
            let fold = f64::from(from.z) * -0.2;
            if self.guard {
                fold.max(-limit).min(limit)
            } else {
                fold
            }
        });
        let mut drift = vertex.drift;
        if self.flat {
            (step.z, velocity.z, drift.z) = (0.0, 0.0, 0.0);
        }
        let limit = self.limit * if fold.is_some() { FOLDING.1 } else { 1.0 };
        if self.guard {
            match guard::bounded(step, limit) {
                Some((bounded, shortened)) => {
                    if shortened {
                        step = bounded;
                        velocity = step / self.time;
                    }
                    outcome.held += u32::from(shortened || vertex.heavy);
                }
                None => {
                    outcome.quarantined += 1;
                    (step, velocity) = (DVec3::ZERO, DVec3::ZERO);
                }
            }
            if drift != DVec3::ZERO {
                // Both ways have a say, and their sum is within the limit.
                (drift, _) = guard::bounded(drift, limit).unwrap_or_default();
                (step, _) = guard::bounded(step + drift, limit).unwrap_or_default();
                drift = DVec3::ZERO;
            }
        }
        step.z += fold.unwrap_or(0.0);
        let mut to = (from.as_dvec3() + step + drift).as_vec3();
        let mut speed = velocity.as_vec3();
        if self.flat && to.z.abs() < 1e-4 {
            to.z = 0.0;
        }
        if self.guard {
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
        outcome.farthest = outcome.farthest.max(to.distance_squared(vertex.origin));
        outcome.energy += speed.as_dvec3().length_squared();
        *vertex.position = to;
        *vertex.velocity = speed;
    }
}

/// What a vertex weighs by itself.
pub(in crate::layout) fn own_mass(weights: &[f32], index: usize) -> f64 {
    weights.get(index).map_or(1.0, |&weight| f64::from(weight))
}

impl Engine {
    /// Turns the forces of one evaluation into motion, and says what comes next.
    pub(in crate::layout) fn integrate(&mut self, evaluation: u8) {
        if self.steps_left == 0 {
            self.divide();
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

    /// Divides the tick and fixes the bounds of its steps, once its stiffness is known.
    fn divide(&mut self) {
        let constants = &self.settings.constants;
        let guarded = self.settings.guard;
        let stiffest = if self.weights.is_empty() {
            self.stiffness
                .iter()
                .fold(0.0f32, |most, &stiffness| most.max(stiffness))
        } else {
            let both = self.stiffness.iter().zip(&self.weights);
            both.fold(0.0f32, |most, (stiffness, weight)| {
                most.max(stiffness / weight)
            })
        };
        let load = f64::from(stiffest) * guard::mass_of_stiffness(constants.time_step);
        // Runge–Kutta is stable enough as it is, and a negative share has no root. A
        // level on the way to a start is to be quick, not true to the law's time.
        let divisible = guarded
            && self.weights.is_empty()
            && self.settings.integrator == Integrator::SemiImplicitEuler
            && constants.damping >= 0.0;
        let steps = if divisible {
            guard::substeps(load, self.positions.len())
        } else {
            1
        };
        let time = constants.time_step / f64::from(steps);
        self.step = Step {
            time,
            damping: match steps {
                1 => constants.damping,
                2 => constants.damping.sqrt(),
                _ => constants.damping.sqrt().sqrt(),
            },
            limit: self.extent.step_limit() / steps as f32,
            heaviness: if guarded {
                guard::mass_of_stiffness(time)
            } else {
                0.0
            },
            stiction: if guarded && self.weights.is_empty() && constants.time_step > 0.0 {
                STICTION * f64::from(self.extent.unit()) / constants.time_step
            } else {
                0.0
            },
            guard: guarded,
            flat: self.flat(),
        };
        self.steps_left = steps;
        self.report.substeps = steps;
        self.report.load = load as f32;
    }

    /// `v ← D·v + a·dt; x ← x + v·dt`, which is drag `(1 − D)/dt` treated
    /// explicitly; the origin's law damps the push as well: `v ← (v + a·dt)·D`.
    fn euler(&mut self) {
        let step = self.step;
        let push = step.push(self.settings.law);
        let parallel = self.workers().parallel;
        let drifts = self.projection.drifts();
        let share = 1.0 / f64::from(self.report.substeps);
        let mut outcomes = std::mem::take(&mut self.outcomes);
        outcomes.clear();
        outcomes.resize(self.positions.len().div_ceil(CHUNK), Outcome::default());
        let chunks = self
            .positions
            .chunks_mut(CHUNK)
            .zip(self.velocities.chunks_mut(CHUNK))
            .zip(self.forces.chunks(CHUNK).zip(self.stiffness.chunks(CHUNK)))
            .zip(self.pinned.chunks(CHUNK).zip(&mut outcomes))
            .enumerate();
        let (weights, before, along) = (&self.weights, &self.before, &self.along);
        for_each(
            parallel,
            chunks,
            |(chunk, (((positions, velocities), (forces, stiffness)), (pinned, outcome)))| {
                let before = before.get(chunk * CHUNK..).unwrap_or_default();
                let along = along.get(chunk * CHUNK..).unwrap_or_default();
                for index in 0..positions.len() {
                    let own = own_mass(weights, chunk * CHUNK + index);
                    let vertex = Moving {
                        origin: before.get(index).copied().unwrap_or(positions[index]),
                        position: &mut positions[index],
                        velocity: &mut velocities[index],
                        pinned: pinned[index],
                        heavy: false,
                        drift: drifts.of(chunk * CHUNK + index) * share,
                    };
                    let stiffness = Stiffness::of(stiffness, along, index);
                    step.euler(vertex, forces[index], push, stiffness, own, outcome);
                }
            },
        );
        self.note(&outcomes);
        self.outcomes = outcomes;
    }

    /// Takes into the report what became of the vertices in one step.
    pub(in crate::layout) fn note(&mut self, outcomes: &[Outcome]) {
        let held = outcomes.iter().map(|outcome| outcome.held).sum();
        // The steps of one tick hold back much the same vertices.
        self.report.held = self.report.held.max(held);
        self.report.quarantined += outcomes
            .iter()
            .map(|outcome| outcome.quarantined)
            .sum::<u32>();
        // The last step has the last word.
        let farthest = outcomes.iter().map(|outcome| outcome.farthest);
        self.report.max_step = farthest.fold(0.0, f32::max).sqrt();
        let energy: f64 = outcomes.iter().map(|outcome| outcome.energy).sum();
        self.report.kinetic_energy = energy * 0.5 / self.positions.len() as f64;
    }

    fn end(&mut self) {
        self.stage = Stage::Idle;
        if !self.projection.is_at_rest() {
            // What is taken along is not on its own way to rest.
            self.settling.wake();
            return;
        }
        let unit = self.extent.unit();
        let dt = self.settings.constants.time_step;
        let energy = self.report.kinetic_energy * dt * dt / f64::from(unit * unit);
        self.settling
            .observe(self.report.max_step / unit, energy as f32);
    }
}
