//! The tick of one level: repair, forces, integration. It may pause between any two phases.

use glam::Vec3;

use super::{
    drifts::Drifts,
    guard::{self, Survey},
    report::TickReport,
    springs::Springs,
    state::{Dynamics, LevelRole, TickPhase},
};
use crate::layout::model::{Budget, Integrator};

/// The cost of the springs, in pairs a body.
pub(in crate::layout) const SPRING_COST: u64 = 8;

impl Dynamics {
    /// Clears the report before a tick.
    pub(in crate::layout) fn clear_report(&mut self) {
        self.report = TickReport::default();
        self.steps_left = 0;
    }

    /// Begins a tick: repairs positions and fixes the size that bounds its steps.
    pub(in crate::layout) fn begin_tick(&mut self) {
        let survey = self.repair_positions();
        self.extent.radius = survey.radius;
        let one_step = self.role == LevelRole::Carrier
            || self.settings.guard
                && self.settings.integrator == Integrator::SemiImplicitEuler
                && guard::choose_substeps(f64::INFINITY, self.positions.len()) == 1;
        if one_step {
            self.drop_stored_positions();
        } else {
            self.store_positions();
        }
        self.phase = TickPhase::Evaluate(0);
    }

    /// Works on the tick under way within `budget`; returns whether it is done. `drifts` are the
    /// displacements by coarser levels.
    pub(in crate::layout) fn advance(&mut self, drifts: Drifts, budget: &mut Budget) -> bool {
        while self.phase != TickPhase::Idle {
            if budget.is_spent() {
                return false;
            }
            match self.phase {
                TickPhase::Idle => {}
                TickPhase::Evaluate(evaluation) => {
                    let cost = self.start_forces();
                    budget.spend(self.positions.len() as u64 * SPRING_COST + cost);
                    self.phase = TickPhase::Repel(evaluation);
                }
                TickPhase::Repel(evaluation) => {
                    if self.advance_repulsion(budget) {
                        self.integrate_forces(evaluation, drifts);
                    }
                }
            }
        }
        true
    }

    /// Lets the guard repair lost, thin and coincident positions. Returns the survey that bounds
    /// the tick.
    fn repair_positions(&mut self) -> Survey {
        let mut survey = Survey::from_bodies(&self.positions, &self.velocities);
        if !self.is_guarded() {
            return survey;
        }
        let flat = self.is_flat();
        let mut acted = false;
        if !survey.inside {
            self.report.quarantined = guard::quarantine_lost(
                &mut self.positions,
                &mut self.velocities,
                &self.keys,
                &self.edges,
            );
            acted = true;
        }
        let carrier = self.role == LevelRole::Carrier;
        if survey.is_thin(flat) || (acted && !carrier) {
            acted |= guard::spread_thin_axes(&mut self.positions, &self.pinned, &self.keys, flat);
        }
        if self.field.take_coincident() {
            acted |=
                guard::separate_coincident(&mut self.positions, &self.pinned, &self.keys, flat);
        }
        // A carrier keeps the size from before its repair.
        if acted && !carrier {
            survey = Survey::from_bodies(&self.positions, &self.velocities);
        }
        survey
    }

    /// Sums springs, gathering and layers at the present positions, and starts the repulsion.
    /// Returns the cost of gathering and layers, in pairs.
    pub(in crate::layout) fn start_forces(&mut self) -> u64 {
        self.clear_forces();
        let springs = Springs::new(&self.settings, self.directed);
        let lengths = springs.add_forces(
            (&self.positions, self.layers.places(&self.settings)),
            (&self.edges, &self.strengths),
            &mut self.forces,
            &mut self.stiffness,
        );
        if self.steps_left == 0 {
            // The first forces of a tick are at the positions before the tick.
            self.extent.mean_edge = guard::mean_length(lengths, self.edges.len());
        }
        let gathered = if self.gathers_components() {
            self.gathering.add_pull(
                &self.settings,
                (&self.positions, &self.pinned, &self.weights),
                (&mut self.forces, &mut self.stiffness),
            )
        } else {
            0
        };
        let layered = if self.settings.layered {
            self.layers.add_pull(
                &self.settings,
                &self.positions,
                (&mut self.forces, &mut self.along),
            )
        } else {
            self.along.clear();
            0
        };
        self.field.start(self.positions.len(), self.repulsion());
        gathered + layered
    }

    /// Starts the repulsion without any other force.
    pub(in crate::layout) fn start_repulsion(&mut self) {
        self.clear_forces();
        self.field.start(self.positions.len(), self.repulsion());
    }

    /// Sums the repulsion within `budget` and adds it to the forces once it is complete. Returns
    /// whether it is complete.
    pub(in crate::layout) fn advance_repulsion(&mut self, budget: &mut Budget) -> bool {
        let weights = (!self.weights.is_empty()).then_some(self.weights.as_slice());
        let complete = self
            .field
            .advance(&self.positions, weights, self.workers(), budget);
        if complete {
            let parallel = self.workers().parallel;
            self.field
                .add_to(&mut self.forces, &mut self.stiffness, parallel);
        }
        complete
    }

    fn clear_forces(&mut self) {
        let n = self.positions.len();
        self.forces.clear();
        self.forces.resize(n, Vec3::ZERO);
        self.stiffness.clear();
        self.stiffness.resize(n, 0.0);
    }
}
