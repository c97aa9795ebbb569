//! Frames are asked for while something moves, and not while the graph rests.

use bevy::{
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};
use gradswarm::{clock::SimulationClock, growth::Growth, physics::SimulationStatus};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    a_resting_graph_asks_for_no_frames,
}

/// The browser tests see the same as a frame counter that stands still.
fn a_resting_graph_asks_for_no_frames(rig: &mut Rig) {
    rig.settle_seed();
    let continuous =
        |rig: &Rig| rig.resource::<WinitSettings>().focused_mode == UpdateMode::Continuous;
    rig.move_to(Vec2::new(640.0, 1990.0));
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
    (0..120).for_each(|_| rig.step());
    assert!(!continuous(rig), "a resting graph asks for frames");
    rig.press("clock/step");
    rig.press("clock/pause");
    rig.press("growth/restart");
    assert!(continuous(rig), "a growing graph asks for none");
    // A skip spawns the rest over several frames, also while time stands still.
    rig.load("cube:side=30");
    if !rig.resource::<SimulationClock>().paused {
        rig.press("clock/pause");
    }
    rig.press("growth/skip");
    (0..14).for_each(|_| rig.step());
    assert!(
        rig.resource::<Growth>().growing(),
        "it is not all there yet"
    );
    assert!(continuous(rig), "and nobody has to move the pointer for it");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.load("seed");
    rig.press("clock/pause");
    rig.press("growth/skip");
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
}
