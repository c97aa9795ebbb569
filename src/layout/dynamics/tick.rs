//! A tick: its stages, and how they follow each other.

use glam::Vec3;

use crate::layout::{
    budget::Budget,
    engine::Engine,
    field::Workers,
    guard::{self, Survey},
    projection::Finest,
    settings::{Integrator, Multilevel},
    springs::Springs,
};

/// What a tick did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TickReport {
    /// Largest step of a vertex, world units; while the graph unfolds, its largest jump.
    pub max_step: f32,
    /// Mean kinetic energy a vertex, ½ v², world units per unit of integrator time, squared.
    pub kinetic_energy: f64,
    /// Vertices that the guard held back.
    pub held: u32,
    /// Non-finite numbers that were caught.
    pub quarantined: u32,
    /// Steps that the tick was divided into; 1 if it was not.
    pub substeps: u32,
    /// Stiffness of the stiffest vertex over what a whole tick's step bears at mass 1:
    /// above 1, the guard divides the tick or makes vertices heavier.
    pub load: f32,
}

impl TickReport {
    /// Whether the stability guard acted.
    pub const fn intervened(&self) -> bool {
        self.held > 0 || self.quarantined > 0 || self.substeps > 1
    }
}

/// Where a tick stands between two calls of [`Engine::advance`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::layout) enum Stage {
    /// No tick is under way.
    #[default]
    Idle,
    /// The coarser levels are moving.
    Project,
    /// The forces of this evaluation are to be started (RK4 has four).
    Evaluate(u8),
    /// Repulsion is being summed.
    Repel(u8),
    /// A coarser level is at work.
    Unfold,
    /// The halves of the graph are moving.
    Halves,
}

/// What adding the springs counts for, in pairs a body.
pub(in crate::layout) const SPRING_COST: u64 = 8;

impl Engine {
    /// A whole tick.
    pub fn tick(&mut self) -> TickReport {
        while self.advance(u64::MAX).is_none() {}
        self.report
    }

    /// Works on a tick, starting one if none is under way, until it is done or
    /// until about `budget` pairs of work were done. Returns the budget that is
    /// left when the tick is done. Where it pauses changes no bit.
    pub fn advance(&mut self, budget: u64) -> Option<u64> {
        let mut budget = Budget::new(budget);
        let done = self.work_on(&mut budget);
        self.work = self.work.saturating_add(budget.spent());
        done.then_some(budget.left())
    }

    /// Work that was done so far, in the unit of [`Self::advance`]'s budget.
    pub const fn work(&self) -> u64 {
        self.work
    }

    /// Works on a tick within `budget`; returns whether it is done.
    pub(in crate::layout) fn work_on(&mut self, budget: &mut Budget) -> bool {
        if self.stage == Stage::Idle {
            budget.spend(self.begin());
        }
        while self.stage != Stage::Idle {
            if budget.is_spent() {
                return false;
            }
            match self.stage {
                Stage::Idle => {}
                Stage::Project => {
                    let finest = Finest {
                        settings: &self.settings,
                        positions: &self.positions,
                        keys: &self.keys,
                        layers: &self.layers,
                        edges: &self.edges,
                        workers: Workers {
                            parallel: self.parallel,
                            instructions: self.instructions.resolve(),
                        },
                    };
                    if self.projection.advance(&finest, budget) {
                        self.stage = Stage::Evaluate(0);
                    }
                }
                Stage::Evaluate(evaluation) => {
                    let pulled = self.start_forces();
                    budget.spend(self.positions.len() as u64 * SPRING_COST + pulled);
                    self.stage = Stage::Repel(evaluation);
                }
                Stage::Unfold => self.advance_cascade(budget),
                Stage::Halves => self.advance_halves(budget),
                Stage::Repel(evaluation) => {
                    if self.advance_pushes(budget) {
                        self.integrate(evaluation);
                    }
                }
            }
        }
        true
    }

    /// Begins a tick. Returns what that took, in pairs.
    fn begin(&mut self) -> u64 {
        self.report = TickReport::default();
        self.steps_left = 0;
        if self.positions.is_empty() {
            self.stage = Stage::Idle;
            return 0;
        }
        if self.begin_halves() {
            return 0;
        }
        let looked = self.look_at_edges();
        let cascade = self.cascade.as_ref();
        if cascade.is_some_and(|cascade| cascade.is_disturbed(self)) {
            self.wake();
        }
        if self.is_unfolding() {
            self.before.clone_from(&self.positions);
            self.stage = Stage::Unfold;
        } else {
            self.begin_dynamics();
        }
        looked
    }

    /// Whether parts that no edge joins are held together.
    pub(in crate::layout) fn gathers(&self) -> bool {
        self.settings.guard && self.weights.is_empty()
    }

    /// Begins a tick of the graph itself.
    pub(in crate::layout) fn begin_dynamics(&mut self) {
        self.stage = match self.settings.multilevel {
            Multilevel::Projection => Stage::Project,
            Multilevel::Off => {
                self.projection.forget();
                Stage::Evaluate(0)
            }
        };
        let mut survey = Survey::of(&self.positions, &self.velocities);
        if self.settings.guard {
            let flat = self.flat();
            let mut acted = false;
            if !survey.inside {
                self.report.quarantined = guard::quarantine(
                    &mut self.positions,
                    &mut self.velocities,
                    &self.keys,
                    &self.edges,
                );
                acted = true;
            }
            if survey.is_thin(flat) || acted {
                acted |= guard::unflatten(&mut self.positions, &self.pinned, &self.keys, flat);
            }
            if self.field.take_coincident() {
                acted |= guard::separate(&mut self.positions, &self.pinned, &self.keys, flat);
            }
            if acted {
                survey = Survey::of(&self.positions, &self.velocities);
            }
        }
        self.extent.radius = survey.radius;
        let one_step = self.settings.guard
            && self.settings.integrator == Integrator::SemiImplicitEuler
            && guard::substeps(f64::INFINITY, self.positions.len()) == 1;
        if one_step {
            self.before = Vec::new();
        } else {
            self.before.clone_from(&self.positions);
        }
    }

    /// Springs, what gathers parts and layers, and the tree for the repulsion, at the present
    /// positions. Returns what those pulls took, in pairs.
    fn start_forces(&mut self) -> u64 {
        self.clear_forces();
        let springs = Springs::new(&self.settings, self.directed);
        let lengths = springs.add(
            (&self.positions, self.layers.places(&self.settings)),
            (&self.edges, &self.strengths),
            &mut self.forces,
            &mut self.stiffness,
        );
        if self.steps_left == 0 {
            // The first forces of the tick see the graph as the tick found it.
            self.extent.mean_edge = guard::mean_length(lengths, self.edges.len());
        }
        let gathered = if self.gathers() {
            self.gathering.pull(
                &self.settings,
                (&self.positions, &self.pinned, &[]),
                (&mut self.forces, &mut self.stiffness),
            )
        } else {
            0
        };
        let layered = if self.settings.layered {
            self.layers.pull(
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

    /// Starts to sum the repulsion alone.
    pub(in crate::layout) fn start_pushes(&mut self) {
        self.clear_forces();
        self.field.start(self.positions.len(), self.repulsion());
    }

    /// Sums the repulsion that was started, and adds it to the forces when it is
    /// complete. Returns whether it is.
    pub(in crate::layout) fn advance_pushes(&mut self, budget: &mut Budget) -> bool {
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
