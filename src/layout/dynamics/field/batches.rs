//! Sums the near field (P2P), one batch of tasks at a time.
//!
//! A task also sums forces on leaves of later tasks. After each batch, these are added to their
//! tasks in a fixed order, so threads change no bit.

use std::ops::Range;

use super::{
    evaluation::{Field, FieldStep},
    near::{NearKernel, PairLaw},
    net::RigidMotion,
    repulsion::Repulsion,
    simd::ForceLanes,
    task::{self, Task},
    tree::Tree,
    workers::{Workers, run_tasks},
};
use crate::layout::budget::Budget;

/// Most tasks in a batch. A task's forces on later tasks need memory until they are delivered;
/// all tasks at once would need as much as the rest of the field.
const MAX_BATCH: usize = 16;

/// Smallest separation that counts for stiffness, as a share of the mean leaf radius: about a
/// tenth of the distance of neighbours.
///
/// Lower: two bodies that meet by chance become so heavy that they stick together. Much higher:
/// dense clusters never cool down, because every encounter kicks bodies that are too light.
const MIN_SEPARATION: f32 = 0.04;

impl Field {
    pub(super) fn start_near_field(&mut self) {
        self.tasks.iter_mut().for_each(Task::start_near);
        self.batch = 0;
        self.start_batch();
    }

    /// Tasks in a batch. Batches are of equal size, so that all threads have work to the end.
    fn batch_size(&self) -> usize {
        let batches = self.tasks.len().div_ceil(MAX_BATCH).max(1);
        self.tasks.len().div_ceil(batches)
    }

    /// The indices of the tasks in the current batch.
    fn batch_range(&self) -> Range<usize> {
        self.batch..self.tasks.len().min(self.batch + self.batch_size())
    }

    /// Gives each task of the current batch a zeroed buffer for its forces on later tasks.
    fn start_batch(&mut self) {
        let leaves = self.tree.leaves();
        let exact = self.law.is_exact();
        self.outgoing.resize_with(self.batch_size(), Vec::new);
        let batch = self.batch_range();
        for (task, outgoing) in self.tasks[batch].iter_mut().zip(&mut self.outgoing) {
            let receivers = if exact {
                leaves - task.leaves.end
            } else {
                task.foreign.len()
            };
            outgoing.clear();
            outgoing.reserve_exact(receivers);
            outgoing.resize(receivers, ForceLanes::default());
            task.outgoing = std::mem::take(outgoing);
        }
    }

    pub(super) fn sum_near(&mut self, workers: Workers, budget: &mut Budget) {
        let (tree, law, weighted) = (&self.tree, self.law, self.weighted);
        // All pairs share the softening and the cap on stiffness.
        let pair = PairLaw {
            softening: law.softening,
            stiffest: law.force_over_distance(self.leaf_radius * MIN_SEPARATION),
        };
        let far = (&law, self.rigid);
        let batch = self.batch_range();
        let tasks = &mut self.tasks[batch];
        // Choose the kernel that is compiled for this exponent and for weights.
        let complete = run_tasks(tasks, workers.parallel, budget, |task, share| {
            let spent = match (law.exponent, weighted) {
                (1, false) => sum_task_near::<1, false>(tree, task, pair, far, workers, share),
                (1, true) => sum_task_near::<1, true>(tree, task, pair, far, workers, share),
                (2, false) => sum_task_near::<2, false>(tree, task, pair, far, workers, share),
                (2, true) => sum_task_near::<2, true>(tree, task, pair, far, workers, share),
                (_, false) => sum_task_near::<3, false>(tree, task, pair, far, workers, share),
                (_, true) => sum_task_near::<3, true>(tree, task, pair, far, workers, share),
            };
            (spent, task.near_next < task.leaves.len())
        });
        if !complete {
            return;
        }
        // The batch is complete: deliver its forces and start the next one.
        self.deliver_outgoing();
        self.batch += self.batch_size();
        if self.batch < self.tasks.len() {
            self.start_batch();
            return;
        }
        // All batches are complete: note whether two bodies share a place.
        self.coincident |= self.tasks.iter().any(|task| task.closest.0.contains(&0.0));
        self.step = FieldStep::Done;
    }

    /// Adds the forces that the current batch summed for later tasks, in task order.
    fn deliver_outgoing(&mut self) {
        let per_task = task::leaves_per_task(self.tree.leaves());
        for (giver, buffer) in self.batch_range().zip(&mut self.outgoing) {
            let (givers, receivers) = self.tasks.split_at_mut(giver + 1);
            let task = &mut givers[giver];
            for (slot, sum) in task.outgoing.iter().enumerate() {
                // An exact law has a slot for every later leaf; otherwise slots follow
                // `foreign`.
                let leaf = if self.law.is_exact() {
                    task.leaves.end + slot
                } else {
                    task.foreign[slot] as usize
                };
                receivers[leaf / per_task - giver - 1].sums[leaf % per_task].add(sum);
            }
            *buffer = std::mem::take(&mut task.outgoing);
        }
    }
}

fn sum_task_near<const Q: u32, const WEIGHTED: bool>(
    tree: &Tree,
    task: &mut Task,
    pair: PairLaw,
    (law, rigid): (&Repulsion, RigidMotion),
    workers: Workers,
    share: u64,
) -> u64 {
    workers.instructions.run_kernel(NearKernel::<Q, WEIGHTED> {
        tree,
        task,
        pair,
        rigid: (!law.is_exact()).then_some(rigid),
        share,
    })
}
