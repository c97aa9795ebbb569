//! The classic Runge–Kutta scheme.

use glam::DVec3;

use super::{
    drifts::Drifts,
    guard,
    state::Dynamics,
    step::{Moving, Outcome, Step, Stiffness, own_mass},
};

impl Dynamics {
    /// One of the four evaluations of the classic Runge–Kutta scheme for
    /// `ẋ = v, v̇ = F/m − v·(1 − D)/dt`. Returns whether the step is complete.
    pub(super) fn integrate_runge_kutta(&mut self, evaluation: u8, drifts: Drifts) -> bool {
        let Step {
            time: dt,
            damping,
            limit,
            guard: guarded,
            ..
        } = self.step;
        // Without time nothing moves, and the drag coefficient is undefined.
        let drag = if dt == 0.0 { 0.0 } else { (1.0 - damping) / dt };
        let n = self.positions.len();
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
            let own = own_mass(&self.weights, index);
            let stiffness = Stiffness::from_slices(&self.stiffness, &self.along, index);
            let (_, mass) = self.step.effective_mass(stiffness, own);
            let velocity = self.velocities[index].as_dvec3();
            let slope = self.forces[index].as_dvec3() / mass - velocity * drag;
            rk.position_slopes[index] += velocity * weight;
            rk.velocity_slopes[index] += slope * weight;
            if evaluation < 3 && !self.pinned[index] {
                let step = velocity * ahead;
                let step = match guard::clamp_step(step, limit) {
                    Some((bounded, _)) if guarded => bounded,
                    None if guarded => DVec3::ZERO,
                    _ => step,
                };
                self.positions[index] = (rk.positions[index].as_dvec3() + step).as_vec3();
                self.velocities[index] =
                    (rk.velocities[index].as_dvec3() + slope * ahead).as_vec3();
            }
        }
        let complete = evaluation == 3;
        if complete {
            let mut outcome = Outcome::default();
            for index in 0..n {
                let stiffness = Stiffness::from_slices(&self.stiffness, &self.along, index);
                let velocity =
                    rk.velocities[index].as_dvec3() + rk.velocity_slopes[index] * (dt / 6.0);
                let way = rk.position_slopes[index] * (dt / 6.0);
                let vertex = Moving {
                    origin: rk.positions[index],
                    position: &mut self.positions[index],
                    velocity: &mut self.velocities[index],
                    pinned: self.pinned[index],
                    heavy: self
                        .step
                        .effective_mass(stiffness, own_mass(&self.weights, index))
                        .0,
                    drift: drifts.of(index),
                };
                self.step.move_within_bounds(
                    vertex,
                    rk.positions[index],
                    way,
                    velocity,
                    &mut outcome,
                );
            }
            self.record_outcomes(&[outcome]);
        }
        self.runge_kutta = rk;
        complete
    }
}
