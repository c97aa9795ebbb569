//! What must not allocate does not: replaying a tape, training on it, a steady tick.

#![expect(unsafe_code, reason = "an allocator that counts has to be one")]

#[path = "common/counting.rs"]
mod counting;

use std::sync::{Mutex, MutexGuard, PoisonError};

use counting::{allocations, bytes};
use gradswarm::{
    graph::SceneSpec,
    layout::{Multilevel, Settings},
    nn::programs,
    physics::{StartMode, engine_of},
};

/// Bytes are counted for the whole process, so the tests take turns: one that
/// frees its program would take from what another holds.
fn my_turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn replaying_and_training_allocate_nothing() {
    let _turn = my_turn();
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
                program.train_round();
            }
        });
        let reset = allocations(|| program.reset());
        assert_eq!((replay, training, reset), (0, 0, 0));
    }
}

#[test]
fn a_steady_tick_allocates_nothing_and_its_state_is_small() {
    let _turn = my_turn();
    let scene: SceneSpec = "grid:side=60".parse().expect("a scene");
    let built = scene.build(1).expect("a graph");
    let graph = bytes();
    let mut engine = engine_of(&built.graph, Settings::default(), StartMode::Seeded, 1);
    // Starting tasks on other threads allocates; the work itself does not.
    engine.parallel = false;
    for _ in 0..1500 {
        engine.tick();
    }
    let state = (bytes() - graph) as f64 / engine.positions.len() as f64;
    assert!((50.0..200.0).contains(&state), "{state} bytes a vertex");
    let ticks = allocations(|| {
        for _ in 0..40 {
            engine.tick();
        }
    });
    assert_eq!(ticks, 0);
}

/// Nothing has more to keep than a random graph: the coarser, the more edges a vertex.
#[test]
fn the_state_of_all_levels_is_small() {
    let _turn = my_turn();
    let scene: SceneSpec = "random:vertices=3000".parse().expect("a scene");
    let built = scene.build(1).expect("a graph");
    let graph = bytes();
    let settings = Settings {
        multilevel: Multilevel::Projection,
        ..Settings::default()
    };
    let mut engine = engine_of(&built.graph, settings, StartMode::Seeded, 1);
    engine.parallel = false;
    for _ in 0..40 {
        engine.tick();
    }
    let state = (bytes() - graph) as f64 / engine.positions.len() as f64;
    assert!((300.0..540.0).contains(&state), "{state} bytes a vertex");
}
