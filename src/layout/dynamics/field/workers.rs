//! Parallel work on Bevy's task pool, without an allocation for each task.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
};

use bevy_tasks::ComputeTaskPool;

use super::simd::InstructionSet;
use crate::layout::budget::Budget;

/// The threads and instructions that work on a field. Results do not depend on them.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    /// Whether several threads are allowed.
    pub parallel: bool,
    /// The instruction set of the kernels.
    pub instructions: InstructionSet,
}

impl Workers {
    /// Fewest bodies that all threads work on: below, starting tasks costs more than it saves.
    const PARALLEL_FROM: usize = 1500;

    /// The workers for this number of `bodies`: one thread if there are few.
    pub const fn among(self, bodies: usize) -> Self {
        Self {
            parallel: self.parallel && bodies >= Self::PARALLEL_FROM,
            ..self
        }
    }
}

/// Runs `work` on every item. In parallel, each free thread takes the next item. The
/// distribution changes nothing, because items share nothing.
///
/// The calling thread takes items from the front, the others from the back. From tick to tick,
/// a thread thus mostly meets items that are in its cache: with 130,000 bodies on two cores,
/// the field took a fifth less time.
pub fn for_each<T: Send>(
    parallel: bool,
    items: impl DoubleEndedIterator<Item = T> + Send,
    work: impl Fn(T) + Send + Sync,
) {
    // Without a pool there is one thread. For a single item, waking another thread takes longer
    // than most passes.
    let several = items.size_hint().1.is_none_or(|most| most > 1);
    let Some(pool) = ComputeTaskPool::try_get().filter(|_| parallel && several) else {
        items.for_each(work);
        return;
    };
    let items = Mutex::new(items);
    let (items, work) = (&items, &work);
    let caller = thread::current().id();
    let worker = || async move {
        let from_front = thread::current().id() == caller;
        let next = || {
            // A task that panicked poisons the lock; the scope reports its panic.
            let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
            if from_front {
                items.next()
            } else {
                items.next_back()
            }
        };
        while let Some(item) = next() {
            work(item);
        }
    };
    pool.scope(|scope| {
        // The thread that waits for the scope works too.
        for _ in 0..=pool.thread_num() {
            scope.spawn(worker());
        }
    });
}

/// Runs `step` on every task until all are finished or the budget is spent. `step` works for
/// about the given share and returns the cost and whether the task has more to do. Returns
/// whether all are finished.
pub(super) fn run_tasks<T: Send>(
    tasks: &mut [T],
    parallel: bool,
    budget: &mut Budget,
    step: impl Fn(&mut T, u64) -> (u64, bool) + Sync + Send,
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
