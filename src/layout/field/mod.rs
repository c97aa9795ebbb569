//! Repulsion in O(n log n): a balanced tree of full leaves, pairs of near leaves
//! summed once for both, multipoles from afar, refreshed as far as bodies moved.
//!
//! What a node may stand for is decided when the shapes of the tree are measured,
//! and stays decided until bodies have moved by a share of a leaf: near rest, the
//! field is one smooth function of the positions, and nothing makes it tremble.

mod far;
mod lists;
mod local;
mod near;
mod net;
mod repulsion;
mod simd;
mod task;
mod tree;
mod workers;

use std::{
    ops::Range,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use glam::Vec3;

pub use repulsion::Repulsion;
pub use simd::Instructions;
pub use workers::for_each;

use super::budget::Budget;
use far::Far;
use lists::Rule;
use near::{Near, Pair};
use net::{Net, Rigid};
use simd::{Effect, Known, LANES};
use task::Task;
use tree::{Drift, Tree};

/// Nearer than this, two bodies count as this far apart: keeps forces finite.
const FLOOR: f32 = 1e-6;

/// How far bodies may move before shapes and lists are made anew, in mean leaf radii:
/// any one of them, and typically. A few vertices on their way through a crowd
/// must not cost everyone new lists.
const LIST_DRIFT: (f32, f32) = (1.5, 0.3);
/// How far bodies may typically move before the far field is evaluated anew.
const FAR_DRIFT: f32 = 0.05;
/// For how many evaluations the far field may stand. At eight, its lag behind the
/// breathing of a large graph was seen to feed it.
const FAR_AGE: u32 = 4;
/// Bodies that are nearer than this share of a mean leaf radius, about a tenth of how
/// far neighbours are apart, count as this stiff, lest a pair that met by chance weighs
/// so much that it sticks. Much more than that, and a crowd is hot for ever: every
/// encounter kicks what is too light for it.
const NEAREST: f32 = 0.04;
/// By how much leaves may grow before bodies are sorted into new ones.
const GROWTH: f32 = 1.08;

/// Most tasks whose near fields are summed together: what they have for later tasks needs
/// room until it is delivered, and for all at once that would be as much as all else.
const BATCH: usize = 16;

/// What a pass over all bodies costs, in pairs a body.
const PASS_COST: u64 = 16;

/// Where an evaluation stands between two calls of [`Field::advance`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// Nothing is to be done.
    #[default]
    Done,
    /// Bodies are to be sorted into leaves.
    Sort,
    /// Bodies are being sorted into leaves.
    Build,
    /// The present positions are to be taken over.
    Place,
    /// Shapes are to be measured.
    Shape,
    /// Near leaves are being listed.
    List,
    /// Moments are to be measured.
    Moments,
    /// The far field is being evaluated.
    Far,
    /// The near field is being summed.
    Near,
}

/// The field of a repulsion law, evaluated again and again for bodies in motion.
#[derive(Debug, Default)]
pub struct Field {
    tree: Tree,
    tasks: Vec<Task>,
    phase: Phase,
    law: Repulsion,
    /// The law that the lists were made for, and the one that the far field was.
    listed: Option<Repulsion>,
    seen_from_afar: Option<Repulsion>,
    /// Room for what the tasks of a batch have for later ones.
    behind: Vec<Vec<Effect>>,
    /// First task of the batch whose near field is being summed.
    batch: usize,
    /// Mean radius of a leaf when the shapes were measured last.
    leaf_radius: f32,
    /// The same right after the tree was built; `None` until it is measured.
    built_radius: Option<f32>,
    /// How far a body may have moved since the lists were made, and since the far field was.
    list_drift: Drift,
    far_drift: Drift,
    /// Evaluations that the far field has served.
    far_age: u32,
    /// What approximation leaves of the far field's net force and torque.
    rigid: Rigid,
    weighted: bool,
    coincident: bool,
}

impl Field {
    /// Starts to evaluate the forces of `law` on so many `bodies`.
    pub fn start(&mut self, bodies: usize, law: Repulsion) {
        self.law = law;
        self.phase = if self.listed.is_some() && self.tree.len() == bodies {
            Phase::Place
        } else {
            self.listed = None;
            Phase::Sort
        };
    }

    /// Forgets what is known about the bodies: they may be others, or elsewhere.
    pub fn invalidate(&mut self) {
        self.listed = None;
    }

    /// What is to be done next, for those who measure it.
    pub const fn stage(&self) -> &'static str {
        match self.phase {
            Phase::Done => "done",
            Phase::Sort | Phase::Build => "tree",
            Phase::Place => "place",
            Phase::Shape => "shapes",
            Phase::List => "lists",
            Phase::Moments => "moments",
            Phase::Far => "far field",
            Phase::Near => "near field",
        }
    }

    /// Whether bodies share a place, as far as was seen since this was asked last.
    pub fn take_coincident(&mut self) -> bool {
        std::mem::take(&mut self.coincident)
    }

    /// Goes on within `budget`; returns whether the forces are complete. Where it
    /// pauses changes no bit. `points` (finite) must stay the same until the end;
    /// `weights` are how strongly bodies act and are acted on, positive, all 1 without.
    pub fn advance(
        &mut self,
        points: &[Vec3],
        weights: Option<&[f32]>,
        workers: Workers,
        budget: &mut Budget,
    ) -> bool {
        let pass = points.len() as u64 * PASS_COST;
        while self.phase != Phase::Done && !budget.is_spent() {
            match self.phase {
                Phase::Done => {}
                Phase::Sort => {
                    self.tree.start_build(points);
                    self.phase = Phase::Build;
                    budget.spend(pass);
                }
                Phase::Build => {
                    if self.tree.build(workers.parallel, budget) {
                        self.weighted = weights.is_some();
                        self.tree.weigh(weights);
                        self.tree.place(points, workers.parallel);
                        self.built_radius = None;
                        self.phase = Phase::Shape;
                        budget.spend(pass);
                    }
                }
                Phase::Place => {
                    self.place(points, weights, workers.parallel);
                    budget.spend(pass);
                }
                Phase::Shape => {
                    self.shape();
                    budget.spend(pass);
                }
                Phase::List => self.list(workers, budget),
                Phase::Moments => {
                    self.tree.measure_moments();
                    self.tasks.iter_mut().for_each(Task::start_far);
                    self.phase = Phase::Far;
                    budget.spend(pass);
                }
                Phase::Far => self.far(workers, budget),
                Phase::Near => self.near(workers, budget),
            }
        }
        self.phase == Phase::Done
    }

    /// Adds the finished forces to `forces`, and to `stiffness` a bound of the force
    /// that a unit of displacement costs: a pair's force `f(d)` changes by `f′(d)` along
    /// it and by `f/d` across, at most by `q f/d` for these laws.
    pub fn add_to(&self, forces: &mut [Vec3], stiffness: &mut [f32], parallel: bool) {
        /// Bodies that one thread takes at a time.
        const CHUNK: usize = 16_384;
        let strength = self.law.strength;
        let slope = strength.abs() * self.law.exponent as f32;
        let each = task::leaves_a_task(self.tree.leaves());
        let chunks = forces
            .chunks_mut(CHUNK)
            .zip(stiffness.chunks_mut(CHUNK))
            .zip(self.tree.places.chunks(CHUNK));
        for_each(parallel, chunks, |((forces, stiffness), places)| {
            for ((force, stiffness), &place) in forces.iter_mut().zip(stiffness).zip(places) {
                let (leaf, lane) = (place as usize / LANES, place as usize % LANES);
                let sum = &self.tasks[leaf / each].sums[leaf % each];
                let weight = self.tree.leaf_weights(leaf).0[lane];
                *force +=
                    Vec3::new(sum.x.0[lane], sum.y.0[lane], sum.z.0[lane]) * (strength * weight);
                *stiffness += sum.stiffness.0[lane] * slope * weight;
            }
        });
    }

    /// Pairs of bodies in the near field, each counted once, and pairs of leaves
    /// that were listed for it.
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

    /// Takes the present positions over and decides what has to be made anew.
    fn place(&mut self, points: &[Vec3], weights: Option<&[f32]>, parallel: bool) {
        if weights.is_some() {
            self.tree.weigh(weights);
        }
        let moved = self.tree.place(points, parallel);
        self.list_drift.add(moved);
        self.far_drift.add(moved);
        self.far_age += 1;
        let radius = self.leaf_radius;
        let lists_hold = self
            .list_drift
            .within(LIST_DRIFT.0 * radius, LIST_DRIFT.1 * radius);
        let far_holds = self.far_drift.within(f32::MAX, FAR_DRIFT * radius)
            && (self.far_age < FAR_AGE || self.far_drift.farthest == 0.0);
        let listed = self
            .listed
            .is_some_and(|listed| listed.rule == self.law.rule);
        let seen = self.seen_from_afar == Some(self.law.unit());
        self.phase = if !listed || !(self.law.is_exact() || lists_hold) {
            Phase::Shape
        } else if self.law.is_exact() || (seen && far_holds) {
            self.start_near();
            Phase::Near
        } else {
            Phase::Moments
        };
    }

    /// Measures shapes; if leaves have grown too much, sorts bodies into new ones,
    /// else starts to list what is near.
    fn shape(&mut self) {
        self.leaf_radius = self.tree.measure_shapes();
        // Not `>`: a radius that is not a number fits nothing.
        let fits = |built: f32| self.leaf_radius <= built * GROWTH;
        match self.built_radius {
            None => {
                self.built_radius = Some(self.leaf_radius);
            }
            Some(built) if !fits(built) => {
                self.phase = Phase::Sort;
                return;
            }
            Some(_) => {}
        }
        let leaves = self.tree.leaves();
        let each = task::leaves_a_task(leaves);
        self.tasks.resize_with(leaves.div_ceil(each), Task::default);
        for (number, task) in self.tasks.iter_mut().enumerate() {
            let first = number * each;
            task.assign(first..leaves.min(first + each));
        }
        self.listed = None;
        self.seen_from_afar = None;
        if self.law.is_exact() {
            self.listed = Some(self.law);
            self.start_near();
            self.phase = Phase::Near;
        } else {
            self.phase = Phase::List;
        }
    }

    fn list(&mut self, workers: Workers, budget: &mut Budget) {
        let (tree, law) = (&self.tree, &self.law);
        if let Some(rule) = law.rule
            && !run(&mut self.tasks, workers.parallel, budget, |task, share| {
                (task.list(tree, rule, share), !task.is_listed())
            })
        {
            return;
        }
        self.listed = Some(self.law);
        self.list_drift = Drift::default();
        self.phase = Phase::Moments;
    }

    fn far(&mut self, workers: Workers, budget: &mut Budget) {
        let (tree, law) = (&self.tree, self.law);
        if let Some(rule) = law.rule
            && !run(&mut self.tasks, workers.parallel, budget, |task, share| {
                let spent = match law.exponent {
                    1 => far::<1>(tree, task, rule, law.softening, workers, share),
                    2 => far::<2>(tree, task, rule, law.softening, workers, share),
                    _ => far::<3>(tree, task, rule, law.softening, workers, share),
                };
                if task.targets.is_empty() {
                    task.net = Net::of(tree, task);
                }
                (spent, !task.targets.is_empty())
            })
        {
            return;
        }
        self.rigid = net::net_motion(&self.tree, &self.tasks);
        self.seen_from_afar = Some(self.law.unit());
        self.far_drift = Drift::default();
        self.far_age = 0;
        self.start_near();
        self.phase = Phase::Near;
    }

    fn start_near(&mut self) {
        self.tasks.iter_mut().for_each(Task::start_near);
        self.batch = 0;
        self.start_batch();
    }

    /// Tasks a batch: as many in each, so that all threads have work to the end.
    fn batch_size(&self) -> usize {
        let batches = self.tasks.len().div_ceil(BATCH).max(1);
        self.tasks.len().div_ceil(batches)
    }

    /// The tasks of the present batch.
    fn batch(&self) -> Range<usize> {
        self.batch..self.tasks.len().min(self.batch + self.batch_size())
    }

    /// Gives the tasks of the present batch room for what comes to later ones.
    fn start_batch(&mut self) {
        let leaves = self.tree.leaves();
        let exact = self.law.is_exact();
        self.behind.resize_with(self.batch_size(), Vec::new);
        let batch = self.batch();
        for (task, behind) in self.tasks[batch].iter_mut().zip(&mut self.behind) {
            let later = if exact {
                leaves - task.leaves.end
            } else {
                task.foreign.len()
            };
            behind.clear();
            behind.reserve_exact(later);
            behind.resize(later, Effect::default());
            task.behind = std::mem::take(behind);
        }
    }

    fn near(&mut self, workers: Workers, budget: &mut Budget) {
        let (tree, law, weighted) = (&self.tree, self.law, self.weighted);
        let pair = Pair {
            softening: law.softening,
            stiffest: law.factor(self.leaf_radius * NEAREST),
        };
        let far = (&law, self.rigid);
        let batch = self.batch();
        let tasks = &mut self.tasks[batch];
        let complete = run(tasks, workers.parallel, budget, |task, share| {
            let spent = match (law.exponent, weighted) {
                (1, false) => near::<1, false>(tree, task, pair, far, workers, share),
                (1, true) => near::<1, true>(tree, task, pair, far, workers, share),
                (2, false) => near::<2, false>(tree, task, pair, far, workers, share),
                (2, true) => near::<2, true>(tree, task, pair, far, workers, share),
                (_, false) => near::<3, false>(tree, task, pair, far, workers, share),
                (_, true) => near::<3, true>(tree, task, pair, far, workers, share),
            };
            (spent, task.near_next < task.leaves.len())
        });
        if !complete {
            return;
        }
        self.deliver();
        self.batch += self.batch_size();
        if self.batch < self.tasks.len() {
            self.start_batch();
            return;
        }
        self.coincident |= self.tasks.iter().any(|task| task.closest.0.contains(&0.0));
        self.phase = Phase::Done;
    }

    /// Brings to later tasks what those of the present batch have summed for them, in order.
    fn deliver(&mut self) {
        let each = task::leaves_a_task(self.tree.leaves());
        for (giver, room) in self.batch().zip(&mut self.behind) {
            let (givers, takers) = self.tasks.split_at_mut(giver + 1);
            let task = &mut givers[giver];
            for (slot, sum) in task.behind.iter().enumerate() {
                let leaf = if self.law.is_exact() {
                    task.leaves.end + slot
                } else {
                    task.foreign[slot] as usize
                };
                takers[leaf / each - giver - 1].sums[leaf % each].add(sum);
            }
            *room = std::mem::take(&mut task.behind);
        }
    }
}

/// Who works on a field. The result does not depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    /// Whether several threads may.
    pub parallel: bool,
    /// With which instructions.
    pub instructions: Known,
}

fn far<const Q: u32>(
    tree: &Tree,
    task: &mut Task,
    rule: Rule,
    softening: f32,
    workers: Workers,
    share: u64,
) -> u64 {
    workers.instructions.run(Far::<Q> {
        tree,
        task,
        rule,
        softening,
        share,
    })
}

fn near<const Q: u32, const WEIGHTED: bool>(
    tree: &Tree,
    task: &mut Task,
    pair: Pair,
    (law, rigid): (&Repulsion, Rigid),
    workers: Workers,
    share: u64,
) -> u64 {
    workers.instructions.run(Near::<Q, WEIGHTED> {
        tree,
        task,
        pair,
        rigid: (!law.is_exact()).then_some(rigid),
        share,
    })
}

/// Has every task work on until all are finished or the budget is spent: `step`
/// works for a share of it and returns what it spent and whether more is to be done.
/// Returns whether all are finished.
fn run(
    tasks: &mut [Task],
    parallel: bool,
    budget: &mut Budget,
    step: impl Fn(&mut Task, u64) -> (u64, bool) + Sync + Send,
) -> bool {
    loop {
        let share = (budget.left() / tasks.len().max(1) as u64).max(1);
        let spent = AtomicU64::new(0);
        let unfinished = AtomicBool::new(false);
        for_each(parallel, tasks.iter_mut(), |task| {
            let (cost, more) = step(task, share);
            spent.fetch_add(cost, Ordering::Relaxed);
            unfinished.fetch_or(more, Ordering::Relaxed);
        });
        budget.spend(spent.into_inner());
        if !unfinished.into_inner() {
            return true;
        }
        if budget.is_spent() {
            return false;
        }
    }
}
