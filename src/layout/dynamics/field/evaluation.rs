//! Evaluates the field of a repulsion law in small steps, as far as a budget allows.
//!
//! The steps are: tree, positions, shapes, interaction lists, moments, far field, near field.
//! Lists and far field are reused while bodies have moved little. Every place of a pause gives the
//! same bits.

use glam::Vec3;

use super::{
    far::FarKernel,
    lists::AcceptanceCriterion,
    net::{self, NetForce, RigidMotion},
    repulsion::Repulsion,
    simd::{ForceLanes, LANES},
    task::{self, Task},
    tree::{Drift, Tree},
    workers::{Workers, for_each, run_tasks},
};
use crate::layout::budget::Budget;

/// Limits of drift before shapes and lists are rebuilt, in mean leaf radii: of the farthest
/// body, and the root mean square. The first one is generous, so that a few vertices that cross
/// a dense cluster do not force new lists for all.
const LIST_DRIFT: (f32, f32) = (1.5, 0.3);
/// Limit of the root mean square drift before the far field is evaluated again, in mean leaf
/// radii.
const FAR_DRIFT: f32 = 0.05;
/// Most evaluations that reuse a far field. At eight, its lag was seen to amplify the slow
/// oscillation of a large graph.
const MAX_FAR_AGE: u32 = 4;
/// Largest growth of the mean leaf radius before the tree is rebuilt.
const MAX_LEAF_GROWTH: f32 = 1.08;

/// Cost of a pass over all bodies, in pairs a body.
const PASS_COST: u64 = 16;

/// The next step of an evaluation between two calls of [`Field::advance`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FieldStep {
    /// The evaluation is complete.
    #[default]
    Done,
    /// Start the tree.
    StartTree,
    /// Continue to build the tree.
    BuildTree,
    /// Copy the current positions into the tree and decide which parts are still valid.
    UpdatePositions,
    /// Measure the cells' shapes.
    MeasureShapes,
    /// Find each leaf's near leaves.
    BuildLists,
    /// Measure the cells' multipole moments.
    MeasureMoments,
    /// Evaluate the far field.
    FarField,
    /// Sum the near field.
    NearField,
}

/// The field of a repulsion law, evaluated repeatedly for moving bodies.
#[derive(Debug, Default)]
pub struct Field {
    pub(super) tree: Tree,
    pub(super) tasks: Vec<Task>,
    pub(super) step: FieldStep,
    pub(super) law: Repulsion,
    /// The law that the interaction lists belong to; `None` if the lists are invalid.
    listed_law: Option<Repulsion>,
    far_law: Option<Repulsion>,
    /// Buffers for the forces that a batch's tasks sum for later tasks.
    pub(super) outgoing: Vec<Vec<ForceLanes>>,
    /// First task of the current batch.
    pub(super) batch: usize,
    /// Mean radius of a leaf at the last measurement of shapes, world units.
    pub(super) leaf_radius: f32,
    /// Mean radius of a leaf right after the tree was built; `None` until it is measured.
    built_radius: Option<f32>,
    /// Drift since the lists were built, and since the far field was evaluated.
    list_drift: Drift,
    far_drift: Drift,
    /// Evaluations that used the current far field.
    far_age: u32,
    /// Net rigid motion of the far field, an approximation error that is subtracted.
    pub(super) rigid: RigidMotion,
    pub(super) weighted: bool,
    pub(super) coincident: bool,
}

impl Field {
    /// Starts an evaluation of `law` for this number of `bodies`.
    pub fn start(&mut self, bodies: usize, law: Repulsion) {
        self.law = law;
        self.step = if self.listed_law.is_some() && self.tree.len() == bodies {
            FieldStep::UpdatePositions
        } else {
            self.listed_law = None;
            FieldStep::StartTree
        };
    }

    /// Discards tree and lists: the bodies may be others, or an edit may have moved them.
    pub fn invalidate(&mut self) {
        self.listed_law = None;
    }

    /// The name of the next step, for benchmarks.
    pub const fn stage(&self) -> &'static str {
        match self.step {
            FieldStep::Done => "done",
            FieldStep::StartTree | FieldStep::BuildTree => "tree",
            FieldStep::UpdatePositions => "place",
            FieldStep::MeasureShapes => "shapes",
            FieldStep::BuildLists => "lists",
            FieldStep::MeasureMoments => "moments",
            FieldStep::FarField => "far field",
            FieldStep::NearField => "near field",
        }
    }

    /// Returns and clears the flag that two bodies share a place.
    pub fn take_coincident(&mut self) -> bool {
        std::mem::take(&mut self.coincident)
    }

    /// Continues within `budget`; returns whether the forces are complete. Every place of a pause
    /// gives the same bits.
    ///
    /// `points` must be finite and stay the same until the end. `weights` scale how strongly
    /// bodies act and are acted on; they are positive, and all 1 if absent.
    pub fn advance(
        &mut self,
        points: &[Vec3],
        weights: Option<&[f32]>,
        workers: Workers,
        budget: &mut Budget,
    ) -> bool {
        let pass = points.len() as u64 * PASS_COST;
        while self.step != FieldStep::Done && !budget.is_spent() {
            match self.step {
                FieldStep::Done => {}
                FieldStep::StartTree => {
                    self.tree.start_build(points);
                    self.step = FieldStep::BuildTree;
                    budget.spend(pass);
                }
                FieldStep::BuildTree => {
                    if self.tree.continue_build(workers.parallel, budget) {
                        self.weighted = weights.is_some();
                        self.tree.set_weights(weights);
                        self.tree.update_positions(points, workers.parallel);
                        self.built_radius = None;
                        self.step = FieldStep::MeasureShapes;
                        budget.spend(pass);
                    }
                }
                FieldStep::UpdatePositions => {
                    self.update_positions(points, weights, workers.parallel);
                    budget.spend(pass);
                }
                FieldStep::MeasureShapes => {
                    self.measure_shapes();
                    budget.spend(pass);
                }
                FieldStep::BuildLists => self.build_lists(workers, budget),
                FieldStep::MeasureMoments => {
                    self.tree.measure_moments();
                    self.tasks.iter_mut().for_each(Task::start_far);
                    self.step = FieldStep::FarField;
                    budget.spend(pass);
                }
                FieldStep::FarField => self.evaluate_far(workers, budget),
                FieldStep::NearField => self.sum_near(workers, budget),
            }
        }
        self.step == FieldStep::Done
    }

    /// Adds the finished forces to `forces`, and to `stiffness` a bound of the force a unit of
    /// displacement.
    ///
    /// A pair's force `f(d)` changes by `f′(d)` along the pair and by `f/d` across it, at most
    /// by `q f/d` for these laws.
    pub fn add_to(&self, forces: &mut [Vec3], stiffness: &mut [f32], parallel: bool) {
        /// Bodies that one thread takes at a time.
        const CHUNK: usize = 16_384;
        let strength = self.law.strength;
        let slope = strength.abs() * self.law.exponent as f32;
        let per_task = task::leaves_per_task(self.tree.leaves());
        let chunks = forces
            .chunks_mut(CHUNK)
            .zip(stiffness.chunks_mut(CHUNK))
            .zip(self.tree.body_lanes.chunks(CHUNK));
        for_each(parallel, chunks, |((forces, stiffness), places)| {
            for ((force, stiffness), &place) in forces.iter_mut().zip(stiffness).zip(places) {
                let (leaf, lane) = (place as usize / LANES, place as usize % LANES);
                let sum = &self.tasks[leaf / per_task].sums[leaf % per_task];
                let weight = self.tree.leaf_weights(leaf).0[lane];
                *force +=
                    Vec3::new(sum.x.0[lane], sum.y.0[lane], sum.z.0[lane]) * (strength * weight);
                *stiffness += sum.stiffness.0[lane] * slope * weight;
            }
        });
    }

    /// Pairs of bodies in the near field. Each pair of near leaves counts once; pairs within a
    /// leaf count too.
    pub fn near_pairs(&self) -> u64 {
        let leaves = self.tree.leaves() as u64;
        let pairs: u64 = if self.law.is_exact() {
            leaves * leaves.saturating_sub(1) / 2
        } else {
            self.tasks
                .iter()
                .map(|task| task.partners.len() as u64)
                .sum()
        };
        (pairs + leaves) * (LANES * LANES) as u64
    }

    /// Copies the current positions into the tree and decides which parts are still valid.
    fn update_positions(&mut self, points: &[Vec3], weights: Option<&[f32]>, parallel: bool) {
        if weights.is_some() {
            self.tree.set_weights(weights);
        }
        // Accumulate the drift since the lists and since the far field.
        let moved = self.tree.update_positions(points, parallel);
        self.list_drift.add(moved);
        self.far_drift.add(moved);
        self.far_age += 1;
        let radius = self.leaf_radius;
        // Compare the drift with the limits.
        let lists_hold = self
            .list_drift
            .is_within(LIST_DRIFT.0 * radius, LIST_DRIFT.1 * radius);
        let far_holds = self.far_drift.is_within(f32::MAX, FAR_DRIFT * radius)
            && (self.far_age < MAX_FAR_AGE || self.far_drift.farthest == 0.0);
        let lists_are_current = self
            .listed_law
            .is_some_and(|law| law.criterion == self.law.criterion);
        let far_is_current = self.far_law == Some(self.law.with_unit_strength());
        // Continue with the first step whose result is no longer valid.
        self.step = if !lists_are_current || !(self.law.is_exact() || lists_hold) {
            FieldStep::MeasureShapes
        } else if self.law.is_exact() || (far_is_current && far_holds) {
            self.start_near_field();
            FieldStep::NearField
        } else {
            FieldStep::MeasureMoments
        };
    }

    /// Measures the cells' shapes. If the leaves have grown too much, restarts the tree;
    /// otherwise starts the lists.
    fn measure_shapes(&mut self) {
        self.leaf_radius = self.tree.measure_shapes();
        // `<=` and not `>`: a radius that is not a number must not fit.
        let fits = |built: f32| self.leaf_radius <= built * MAX_LEAF_GROWTH;
        match self.built_radius {
            None => {
                self.built_radius = Some(self.leaf_radius);
            }
            Some(built) if !fits(built) => {
                self.step = FieldStep::StartTree;
                return;
            }
            Some(_) => {}
        }
        let leaves = self.tree.leaves();
        let per_task = task::leaves_per_task(leaves);
        self.tasks
            .resize_with(leaves.div_ceil(per_task), Task::default);
        for (number, task) in self.tasks.iter_mut().enumerate() {
            let first = number * per_task;
            task.assign_leaves(first..leaves.min(first + per_task));
        }
        self.listed_law = None;
        self.far_law = None;
        if self.law.is_exact() {
            self.listed_law = Some(self.law);
            self.start_near_field();
            self.step = FieldStep::NearField;
        } else {
            self.step = FieldStep::BuildLists;
        }
    }

    fn build_lists(&mut self, workers: Workers, budget: &mut Budget) {
        let (tree, law) = (&self.tree, &self.law);
        if let Some(criterion) = law.criterion
            && !run_tasks(&mut self.tasks, workers.parallel, budget, |task, share| {
                (
                    task.find_partners(tree, criterion, share),
                    !task.is_listed(),
                )
            })
        {
            return;
        }
        self.listed_law = Some(self.law);
        self.list_drift = Drift::default();
        self.step = FieldStep::MeasureMoments;
    }

    fn evaluate_far(&mut self, workers: Workers, budget: &mut Budget) {
        let (tree, law) = (&self.tree, self.law);
        if let Some(criterion) = law.criterion
            && !run_tasks(&mut self.tasks, workers.parallel, budget, |task, share| {
                if task.targets.is_empty() {
                    return (0, false);
                }
                let spent = match law.exponent {
                    1 => far_task::<1>(tree, task, criterion, law.softening, workers, share),
                    2 => far_task::<2>(tree, task, criterion, law.softening, workers, share),
                    _ => far_task::<3>(tree, task, criterion, law.softening, workers, share),
                };
                if task.targets.is_empty() {
                    let far_field_at = |slot| task.far_field_at(slot, tree);
                    task.net = NetForce::from_leaves(tree, task.leaves.clone(), far_field_at);
                }
                (spent, !task.targets.is_empty())
            })
        {
            return;
        }
        // The far field is complete: measure its net rigid motion and reset its age.
        self.rigid = net::net_rigid_motion(&self.tree, self.tasks.iter().map(|task| &task.net));
        self.far_law = Some(self.law.with_unit_strength());
        self.far_drift = Drift::default();
        self.far_age = 0;
        self.start_near_field();
        self.step = FieldStep::NearField;
    }
}

fn far_task<const Q: u32>(
    tree: &Tree,
    task: &mut Task,
    criterion: AcceptanceCriterion,
    softening: f32,
    workers: Workers,
    share: u64,
) -> u64 {
    workers.instructions.run_kernel(FarKernel::<Q> {
        tree,
        task,
        criterion,
        softening,
        share,
    })
}
