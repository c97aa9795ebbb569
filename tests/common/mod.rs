//! An app without a window, driven tick by tick.
#![allow(dead_code, reason = "each test binary uses a part of this")]

pub mod command;
pub mod mishaps;

use bevy::{
    prelude::*,
    tasks::{ComputeTaskPool, TaskPoolBuilder},
    time::TimeUpdateStrategy,
};
use gradswarm::{
    app::SimulationPlugins,
    graph::commands::{LoadScene, SceneSource},
    growth::Growth,
    physics::SimulationStatus,
};

/// Gives the physics two threads at least; all tests of the process share them.
pub fn start_compute_threads() {
    ComputeTaskPool::get_or_init(|| {
        let threads = std::thread::available_parallelism().map_or(2, |count| count.get().max(2));
        TaskPoolBuilder::new().num_threads(threads).build()
    });
}

/// The whole product without a window; each update is one tick of simulated time.
pub fn app(scene: &str, seed: u64) -> App {
    start_compute_threads();
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, SimulationPlugins))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    load(&mut app, scene, seed);
    app
}

/// Asks for a scene.
pub fn load(app: &mut App, scene: &str, seed: u64) {
    app.world_mut().write_message(LoadScene {
        source: SceneSource::Named(scene.into()),
        seed,
    });
    app.update();
}

/// Updates until the graph has grown; returns how many it took.
pub fn grow(app: &mut App) -> u32 {
    updates_until(app, 5_000, |app| {
        let growth = app.world().resource::<Growth>();
        growth.total_vertices > 0 && !growth.growing()
    })
}

/// Updates until the graph has settled; returns how many it took.
pub fn settle(app: &mut App, limit: u32) -> u32 {
    updates_until(app, limit, |app| {
        app.world().resource::<SimulationStatus>().settled
    })
}

/// Updates until something holds.
pub fn updates_until(app: &mut App, limit: u32, holds: impl Fn(&App) -> bool) -> u32 {
    for update in 0..limit {
        if holds(app) {
            return update;
        }
        app.update();
    }
    panic!("still not so after {limit} updates");
}

/// Positions of all vertices, in the order of their ids.
pub fn positions(app: &mut App) -> Vec<Vec3> {
    app.world()
        .resource::<gradswarm::physics::DensePositions>()
        .positions
        .clone()
}
