//! Replaying a tape and training on it allocate nothing.

#![expect(unsafe_code, reason = "an allocator that counts has to be one")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use gradswarm::nn::programs;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, counting each thread's requests.
struct Counting;

fn count() {
    // A thread that is going away has nothing to count any more.
    let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
}

// SAFETY: every call is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of this thread while `work` runs.
fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

#[test]
fn replaying_and_training_allocate_nothing() {
    assert!(allocations(|| drop(vec![1_u8])) > 0, "the count works");
    for mut program in [programs::seed(1), programs::moons(10, 1).expect("samples")] {
        let (root, leaf) = (
            program.roots[0],
            program.learner.as_ref().expect("trainable").parameters()[0],
        );
        let replay = allocations(|| {
            for _ in 0..3 {
                program.tape.set_data(leaf, 0.1).expect("a leaf");
                program.tape.forward();
                program.tape.backward(root);
            }
        });
        let training = allocations(|| {
            for _ in 0..3 {
                program.round();
            }
        });
        let reset = allocations(|| program.reset());
        assert_eq!((replay, training, reset), (0, 0, 0));
    }
}
