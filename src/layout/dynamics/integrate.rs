//! Integrates the forces of one evaluation into motion, for all vertices of a level.

use super::{
    drifts::Drifts,
    field::for_each,
    guard,
    state::{Dynamics, TickPhase},
    step::{Moving, Outcome, Step, Stiffness, own_mass},
};
use crate::layout::model::Integrator;

/// Vertices that one thread moves at a time.
const CHUNK: usize = 16_384;

/// Static friction: a vertex sticks below this speed, in mean edges a tick. At 60 ticks a second
/// that is a hundredth of an edge a second, which is invisible. Without it, long chains creep for
/// minutes and may then snap into another shape. A stuck vertex would hardly move if it were
/// integrated, because its force cannot raise it above this speed.
const STICTION: f64 = 2e-4;

impl Dynamics {
    /// Integrates the forces of one evaluation and chooses the next phase of the tick. `drifts` are
    /// the displacements by coarser levels.
    pub(in crate::layout) fn integrate_forces(&mut self, evaluation: u8, drifts: Drifts) {
        if self.steps_left == 0 {
            self.plan_substeps();
        }
        self.phase = match self.integrator() {
            Integrator::SemiImplicitEuler => {
                self.integrate_velocities(drifts);
                self.steps_left -= 1;
                if self.steps_left == 0 {
                    TickPhase::Idle
                } else {
                    TickPhase::Evaluate(0)
                }
            }
            Integrator::RungeKutta4 => {
                if self.integrate_runge_kutta(evaluation, drifts) {
                    TickPhase::Idle
                } else {
                    TickPhase::Evaluate(evaluation + 1)
                }
            }
        };
    }

    /// Chooses the number of substeps and their bounds from the stiffness of the first forces.
    fn plan_substeps(&mut self) {
        let constants = &self.settings.constants;
        let guarded = self.is_guarded();
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
        // Runge–Kutta needs no substeps for stability, and a negative damping has no root. A
        // weighted level takes one step: it must be fast, and its time need not be the law's.
        let divisible = guarded
            && self.weights.is_empty()
            && self.integrator() == Integrator::SemiImplicitEuler
            && constants.damping >= 0.0;
        let steps = if divisible {
            guard::choose_substeps(load, self.positions.len())
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
            flat: self.is_flat(),
        };
        self.steps_left = steps;
        self.report.substeps = steps;
        self.report.load = load as f32;
    }

    /// One step of semi-implicit Euler: `v ← D·v + a·dt; x ← x + v·dt`, which treats the drag
    /// `(1 − D)/dt` explicitly. The origin's law damps the acceleration too: `v ← (v + a·dt)·D`.
    fn integrate_velocities(&mut self, drifts: Drifts) {
        let step = self.step;
        let push = step.force_factor(self.settings.law);
        let parallel = self.workers().parallel;
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
                    let stiffness = Stiffness::from_slices(stiffness, along, index);
                    step.step_vertex(vertex, forces[index], push, stiffness, own, outcome);
                }
            },
        );
        self.record_outcomes(&outcomes);
        self.outcomes = outcomes;
    }

    /// Adds the outcomes of one step to the report.
    pub(super) fn record_outcomes(&mut self, outcomes: &[Outcome]) {
        let held = outcomes.iter().map(|outcome| outcome.held).sum();
        // The substeps of a tick hold back much the same vertices: take the largest number.
        self.report.held = self.report.held.max(held);
        self.report.quarantined += outcomes
            .iter()
            .map(|outcome| outcome.quarantined)
            .sum::<u32>();
        // Distances are from the start of the tick: the last step replaces earlier ones.
        let farthest = outcomes.iter().map(|outcome| outcome.farthest);
        self.report.max_step = farthest.fold(0.0, f32::max).sqrt();
        let energy: f64 = outcomes.iter().map(|outcome| outcome.energy).sum();
        self.report.kinetic_energy = energy * 0.5 / self.positions.len() as f64;
    }

    /// Lets settling observe the finished tick. While coarser levels are not at rest the level
    /// stays awake: drift is not part of its own motion.
    pub(in crate::layout) fn observe_motion(&mut self, coarser_at_rest: bool) {
        if !coarser_at_rest {
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
