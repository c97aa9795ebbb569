//! The real window: when the graph has come to rest, no more frames are drawn.
//!
//! Without the usual harness, because a window wants the main thread.

use std::{
    process::exit,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

use bevy::{diagnostic::FrameCount, prelude::*};
use gradswarm::{
    app::windowed_app,
    graph::commands::{LoadScene, SceneSource},
    growth::Growth,
    physics::SimulationStatus,
};

/// For how long the scene may grow and settle, drawn in software.
const PATIENCE: Duration = Duration::from_secs(300);

fn main() {
    if std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none() {
        println!("skipped: opens a window only where GRADSWARM_REQUIRE_GPU is set");
        return;
    }
    let first = LoadScene {
        source: SceneSource::Named("expression".into()),
        seed: 1,
    };
    let (frames, rests) = (
        Arc::new(AtomicU32::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let mut app = windowed_app(first, Some(UVec2::new(640, 480)));
    app.add_systems(Last, {
        let (frames, rests) = (frames.clone(), rests.clone());
        move |count: Res<FrameCount>, growth: Res<Growth>, status: Res<SimulationStatus>| {
            frames.store(count.0, SeqCst);
            let grown = growth.total_vertices > 0 && !growth.growing();
            rests.store(grown && status.settled, SeqCst);
        }
    });
    thread::spawn(move || {
        let begun = Instant::now();
        while !rests.load(SeqCst) {
            if begun.elapsed() > PATIENCE {
                println!("FAILED: the scene did not settle in {PATIENCE:?}");
                exit(1);
            }
            thread::sleep(Duration::from_millis(50));
        }
        thread::sleep(Duration::from_secs(2));
        let then = frames.load(SeqCst);
        thread::sleep(Duration::from_secs(3));
        let now = frames.load(SeqCst);
        if now == then {
            println!("frames stopped at {now}\n1 passed, 0 failed");
            exit(0);
        }
        println!("FAILED: {} frames in three seconds of rest", now - then);
        exit(1);
    });
    app.run();
    println!("FAILED: the window closed by itself");
    exit(1);
}
