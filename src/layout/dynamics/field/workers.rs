//! Work in parallel on Bevy's task pool, without allocating for each task.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
};

use bevy_tasks::ComputeTaskPool;

use super::{simd::Known, task::Task};
use crate::layout::budget::Budget;

/// Who works on a field. The result does not depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    /// Whether several threads may.
    pub parallel: bool,
    /// With which instructions.
    pub instructions: Known,
}

impl Workers {
    /// Bodies from which on all threads work: below, starting tasks costs more.
    const PARALLEL_FROM: usize = 1500;

    /// Those of them whom so many bodies are worth.
    pub const fn among(self, bodies: usize) -> Self {
        Self {
            parallel: self.parallel && bodies >= Self::PARALLEL_FROM,
            ..self
        }
    }
}

/// Does `work` on every item. In parallel, each thread takes the next item when
/// it is free; who takes which changes nothing, because items share nothing.
///
/// The calling thread takes from the front and the others from the back. So a thread mostly
/// meets, tick after tick, what it has in its cache: with 130,000 bodies on two cores, the
/// field was seen to take a fifth less time for it.
pub fn for_each<T: Send>(
    parallel: bool,
    items: impl DoubleEndedIterator<Item = T> + Send,
    work: impl Fn(T) + Send + Sync,
) {
    // A host that has started no pool works on its one thread, and to wake another for
    // nothing takes longer than many a pass.
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
            // A task that panicked poisons the lock; its panic is reported by the scope.
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

/// Has every task work on until all are finished or the budget is spent: `step`
/// works for a share of it and returns what it spent and whether more is to be done.
/// Returns whether all are finished.
pub(super) fn run(
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
