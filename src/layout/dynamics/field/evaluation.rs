//! One evaluation of the field, spread over calls as its budget wants.

use glam::Vec3;

use super::{
    far::Far,
    lists::Rule,
    net::{self, Net, Rigid},
    repulsion::Repulsion,
    simd::{Effect, LANES},
    task::{self, Task},
    tree::{Drift, Tree},
    workers::{Workers, for_each, run},
};
use crate::layout::budget::Budget;

/// How far bodies may move before shapes and lists are made anew, in mean leaf radii:
/// any one of them, and typically. A few vertices on their way through a crowd
/// must not cost everyone new lists.
const LIST_DRIFT: (f32, f32) = (1.5, 0.3);
/// How far bodies may typically move before the far field is evaluated anew.
const FAR_DRIFT: f32 = 0.05;
/// For how many evaluations the far field may stand. At eight, its lag behind the
/// breathing of a large graph was seen to feed it.
const FAR_AGE: u32 = 4;
/// By how much leaves may grow before bodies are sorted into new ones.
const GROWTH: f32 = 1.08;

/// What a pass over all bodies costs, in pairs a body.
const PASS_COST: u64 = 16;

/// Where an evaluation stands between two calls of [`Field::advance`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
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
    pub(super) tree: Tree,
    pub(super) tasks: Vec<Task>,
    pub(super) phase: Phase,
    pub(super) law: Repulsion,
    /// The law that the lists were made for, and the one that the far field was.
    listed: Option<Repulsion>,
    seen_from_afar: Option<Repulsion>,
    /// Room for what the tasks of a batch have for later ones.
    pub(super) behind: Vec<Vec<Effect>>,
    /// First task of the batch whose near field is being summed.
    pub(super) batch: usize,
    /// Mean radius of a leaf when the shapes were measured last.
    pub(super) leaf_radius: f32,
    /// The same right after the tree was built; `None` until it is measured.
    built_radius: Option<f32>,
    /// How far a body may have moved since the lists were made, and since the far field was.
    list_drift: Drift,
    far_drift: Drift,
    /// Evaluations that the far field has served.
    far_age: u32,
    /// What approximation leaves of the far field's net force and torque.
    pub(super) rigid: Rigid,
    pub(super) weighted: bool,
    pub(super) coincident: bool,
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
                if task.targets.is_empty() {
                    return (0, false);
                }
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
