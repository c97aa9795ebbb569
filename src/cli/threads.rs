//! The threads of the computation.

use bevy_tasks::{ComputeTaskPool, TaskPoolBuilder};

/// How many threads this machine runs at once.
pub fn available_threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Starts the thread pool of the physics. The calling thread works too, so the pool gets one
/// thread less.
pub fn start_threads(threads: usize) {
    ComputeTaskPool::get_or_init(|| {
        TaskPoolBuilder::new()
            .num_threads(threads.saturating_sub(1).max(1))
            .build()
    });
}
