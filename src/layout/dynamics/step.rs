//! One integrator step of one vertex: semi-implicit Euler within the guard's bounds.

use glam::{DVec3, Vec3};

use super::guard;
use crate::layout::model::Law;

/// Shares of the bound for motion out of the plane and in it; as orthogonal components they add up
/// to one bound.
const FOLDING: (f64, f32) = (0.6, 0.8);

/// One step of the integrator: a whole tick, or one of the substeps of a divided tick.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Step {
    /// Integrator time.
    pub time: f64,
    /// Share of velocity kept.
    pub damping: f64,
    /// How far a vertex may move.
    pub limit: f32,
    /// Mass a unit of stiffness; without the guard 0.
    pub heaviness: f64,
    /// Speed below which a vertex sticks, see `STICTION` in `integrate`; without the guard 0.
    pub stiction: f64,
    pub guard: bool,
    pub flat: bool,
}

/// The stiffness of a vertex: the force against a unit of displacement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stiffness {
    /// In any direction.
    pub any: f32,
    /// Added along the axis of the layers. There the vertex is heavier; across the axis layers do
    /// not change its motion.
    pub along: f32,
}

impl Stiffness {
    /// The stiffness of one vertex; `along` may be empty.
    pub fn from_slices(any: &[f32], along: &[f32], vertex: usize) -> Self {
        Self {
            any: any[vertex],
            along: along.get(vertex).copied().unwrap_or(0.0),
        }
    }
}

/// The outcome of a step for a group of vertices.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcome {
    /// Vertices that the guard slowed.
    pub held: u32,
    /// Steps that were not finite.
    pub quarantined: u32,
    /// Largest squared distance of a vertex from its place at the beginning of the tick.
    pub farthest: f32,
    /// The sum of their squared velocities.
    pub energy: f64,
}

/// The state of a vertex during a step.
pub(super) struct Moving<'a> {
    pub position: &'a mut Vec3,
    pub velocity: &'a mut Vec3,
    pub pinned: bool,
    pub heavy: bool,
    /// Its position at the beginning of the tick.
    pub origin: Vec3,
    /// Its displacement by coarser levels in this step.
    pub drift: DVec3,
}

impl Step {
    /// The masses of a vertex along the axes, and whether its stiffness makes it heavier than its
    /// `own` mass.
    pub fn effective_mass(&self, stiffness: Stiffness, own: f64) -> (bool, DVec3) {
        let (heavy, mass) = self.guarded_mass(f64::from(stiffness.any), own);
        if stiffness.along == 0.0 {
            return (heavy, DVec3::splat(mass));
        }
        let both = f64::from(stiffness.any) + f64::from(stiffness.along);
        let (_, along) = self.guarded_mass(both, own);
        (heavy, DVec3::new(along, mass, mass))
    }

    fn guarded_mass(&self, stiffness: f64, own: f64) -> (bool, f64) {
        let mass = stiffness * self.heaviness;
        // Not `max`: the comparison leaves the mass unchanged if the stiffness is NaN.
        if mass > own {
            (true, mass.min(f64::MAX))
        } else {
            (false, own)
        }
    }

    /// Whether static friction holds a vertex: its velocity is below the threshold, and so is the
    /// terminal speed `gain / (1 − D)` that the force reaches against drag. `gain` is the velocity
    /// that the force adds in a step.
    fn is_stuck(&self, velocity: DVec3, gain: DVec3) -> bool {
        let terminal = self.stiction * (1.0 - self.damping);
        self.stiction > 0.0
            && terminal > 0.0
            && gain.length_squared() < terminal * terminal
            && velocity.length_squared() < self.stiction * self.stiction
    }

    /// The factor from force over mass to velocity. The origin's law damps it too.
    pub fn force_factor(&self, law: Law) -> f64 {
        if law == Law::Origin {
            self.time * self.damping
        } else {
            self.time
        }
    }

    /// Moves a vertex of mass `own` by semi-implicit Euler: `v ← D·v + push·F/m; x ← x + v·dt`.
    pub fn step_vertex(
        &self,
        vertex: Moving,
        force: Vec3,
        push: f64,
        stiffness: Stiffness,
        own: f64,
        outcome: &mut Outcome,
    ) {
        let (heavy, mass) = self.effective_mass(stiffness, own);
        let from = *vertex.position;
        let gain = force.as_dvec3() * (push / mass);
        let velocity = vertex.velocity.as_dvec3();
        let velocity = if self.is_stuck(velocity, gain) {
            DVec3::ZERO
        } else {
            velocity * self.damping + gain
        };
        let vertex = Moving { heavy, ..vertex };
        self.move_within_bounds(vertex, from, velocity * self.time, velocity, outcome);
    }

    /// Moves a vertex from `from` by `step`, within the guard's bounds.
    pub fn move_within_bounds(
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
        // After a switch from space to the plane, heights decay to zero. This motion has its own
        // bound, so that it does not use up the bound of motion in the plane.
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
            match guard::clamp_step(step, limit) {
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
                // The drift is bounded by itself, then together with the step.
                (drift, _) = guard::clamp_step(drift, limit).unwrap_or_default();
                (step, _) = guard::clamp_step(step + drift, limit).unwrap_or_default();
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
            match guard::clamp_to_world(to) {
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

/// The mass of a vertex without the guard; 1 without weights.
pub(super) fn own_mass(weights: &[f32], index: usize) -> f64 {
    weights.get(index).map_or(1.0, |&weight| f64::from(weight))
}
