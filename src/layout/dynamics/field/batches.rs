//! The near field, batch by batch: what tasks sum for later ones is delivered in order.

use std::ops::Range;

use super::{
    evaluation::{Field, Phase},
    near::{Near, Pair},
    net::Rigid,
    repulsion::Repulsion,
    simd::Effect,
    task::{self, Task},
    tree::Tree,
    workers::{Workers, run},
};
use crate::layout::budget::Budget;

/// Most tasks whose near fields are summed together: what they have for later tasks needs
/// room until it is delivered, and for all at once that would be as much as all else.
const BATCH: usize = 16;

/// Bodies that are nearer than this share of a mean leaf radius, about a tenth of how
/// far neighbours are apart, count as this stiff, lest a pair that met by chance weighs
/// so much that it sticks. Much more than that, and a crowd is hot for ever: every
/// encounter kicks what is too light for it.
const NEAREST: f32 = 0.04;

impl Field {
    pub(super) fn start_near(&mut self) {
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

    pub(super) fn near(&mut self, workers: Workers, budget: &mut Budget) {
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
