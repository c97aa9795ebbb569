//! Work in parallel on Bevy's task pool, without allocating for each task.

use std::sync::{Mutex, PoisonError};

use bevy_tasks::ComputeTaskPool;

/// Does `work` on every item. In parallel, each thread takes the next item when
/// it is free; who takes which changes nothing, because items share nothing.
pub fn for_each<T: Send>(
    parallel: bool,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) + Send + Sync,
) {
    // A host that has started no pool works on its one thread.
    let Some(pool) = ComputeTaskPool::try_get().filter(|_| parallel) else {
        items.for_each(work);
        return;
    };
    let items = Mutex::new(items);
    let (items, work) = (&items, &work);
    let worker = || async move {
        loop {
            // A task that panicked poisons the lock; its panic is reported by the scope.
            let next = items.lock().unwrap_or_else(PoisonError::into_inner).next();
            match next {
                Some(item) => work(item),
                None => break,
            }
        }
    };
    pool.scope(|scope| {
        // The thread that waits for the scope works too.
        for _ in 0..=pool.thread_num() {
            scope.spawn(worker());
        }
    });
}
