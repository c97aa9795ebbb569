//! Tests that the simulation runs, rests, stops and recovers, and reports its state.

use bevy::prelude::*;
use gradswarm::{
    clock::{SimulationClock, commands::ClockCommand},
    graph::{GraphIndex, Position},
    growth::commands::GrowthCommand,
    layout::{Constant, Multilevel},
    physics::{
        DensePositions, Physics, Simulation, SimulationStatus,
        commands::{ChangeSettings, MeasureForceError, MoveVertex, Unfold},
    },
};

use crate::common;

#[test]
fn without_the_guard_a_blow_up_pauses_and_can_be_rewound() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    let before = common::positions(&mut app);
    app.world_mut().write_message(ChangeSettings::Guard(false));
    app.update();
    app.world_mut()
        .write_message(ChangeSettings::Set(Constant::TimeStep, 1e9));
    common::updates_until(&mut app, 2000, |app| {
        app.world().resource::<SimulationStatus>().blown_up
    });
    assert!(app.world().resource::<SimulationClock>().paused);
    assert!(common::positions(&mut app).iter().all(|p| p.is_finite()));
    app.world_mut().write_message(ClockCommand::Rewind);
    for _ in 0..3 {
        app.update();
    }
    assert_eq!(common::positions(&mut app), before);
    assert!(!app.world().resource::<SimulationStatus>().blown_up);
}

#[test]
fn a_graph_that_rests_sleeps_and_wakes_when_touched() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    let tick = app.world().resource::<SimulationClock>().tick;
    for _ in 0..30 {
        app.update();
    }
    assert_eq!(
        app.world().resource::<SimulationClock>().tick,
        tick,
        "asleep, no tick is computed"
    );
    let vertex = app.world().resource::<GraphIndex>().vertices[0];
    let to = Vec3::new(9.0, 9.0, 9.0);
    app.world_mut().write_message(MoveVertex { vertex, to });
    app.update();
    assert!(!app.world().resource::<SimulationStatus>().settled);
    assert!(app.world().resource::<SimulationClock>().tick > tick);
}

#[test]
fn a_foreign_hand_is_validated() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    let vertex = app.world().resource::<GraphIndex>().vertices[2];
    app.world_mut().get_mut::<Position>(vertex).unwrap().0 = Vec3::splat(f32::NAN);
    app.world_mut()
        .resource_mut::<Physics>()
        .0
        .constants
        .damping = f64::INFINITY;
    for _ in 0..5 {
        app.update();
    }
    assert!(common::positions(&mut app).iter().all(|p| p.is_finite()));
    assert!(
        app.world()
            .resource::<Physics>()
            .constants
            .damping
            .is_finite()
    );
    assert!(app.world().resource::<SimulationStatus>().quarantined >= 2);
}

#[test]
fn pause_stops_the_clock_and_one_step_is_one_tick() {
    let mut app = common::app("expression", 1);
    app.world_mut().write_message(ClockCommand::Pause(true));
    app.update();
    let tick = app.world().resource::<SimulationClock>().tick;
    for _ in 0..10 {
        app.update();
    }
    assert_eq!(app.world().resource::<SimulationClock>().tick, tick);
    app.world_mut().write_message(ClockCommand::StepOnce);
    for _ in 0..10 {
        app.update();
    }
    assert_eq!(app.world().resource::<SimulationClock>().tick, tick + 1);
}

#[test]
fn every_seed_settles_within_ten_seconds_of_the_last_vertex() {
    // A few of the hundred that the closing figures speak of: the whole run takes minutes.
    for seed in [1, 2, 3, 5, 8, 13] {
        let mut app = common::app("seed", seed);
        common::grow(&mut app);
        let ticks = common::settle(&mut app, 1200);
        assert!(ticks <= 600, "seed {seed} took {ticks} ticks");
    }
}

#[test]
fn the_force_error_is_measured_also_when_a_tick_takes_many_frames() {
    let mut app = common::app("random:vertices=20000", 1);
    app.world_mut().write_message(GrowthCommand::Skip);
    // All pairs: some frames' budgets a tick.
    app.world_mut()
        .write_message(ChangeSettings::Set(Constant::Theta, 0.0));
    common::updates_until(&mut app, 100, |app| {
        app.world().resource::<DensePositions>().positions.len() == 20_000
    });
    let tick = |app: &App| app.world().resource::<SimulationClock>().tick;
    let begun = tick(&app);
    let frames = common::updates_until(&mut app, 100, |app| tick(app) > begun + 1);
    assert!(frames > 6, "two ticks took {frames} frames");
    app.update();
    assert!(app.world().resource::<Simulation>().engine().is_mid_tick());
    app.world_mut().write_message(MeasureForceError);
    common::updates_until(&mut app, 50, |app| {
        let status = app.world().resource::<SimulationStatus>();
        status.force_error.is_some_and(|[rms, _]| rms < 1e-4)
    });
}

#[test]
fn the_status_knows_the_levels() {
    let status = |app: &App| app.world().resource::<SimulationStatus>().clone();
    let ask = |app: &mut App, change: ChangeSettings| {
        app.world_mut().write_message(change);
        app.update();
        app.world().resource::<Physics>().0
    };
    let mut app = common::app("grid:side=20", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    assert_eq!(status(&app).levels, [400]);

    app.world_mut().write_message(ClockCommand::Pause(true));
    app.world_mut().write_message(Unfold);
    (0..5).for_each(|_| app.update());
    let before = common::positions(&mut app);
    assert!(status(&app).unfolding, "it waits for the clock");
    app.world_mut().write_message(ClockCommand::Pause(false));
    common::updates_until(&mut app, 2000, |app| !status(app).unfolding);
    let unfolded = status(&app).levels;
    assert!(unfolded[0] == 400 && unfolded.len() > 1 && unfolded.is_sorted_by(|a, b| a > b));
    assert_ne!(common::positions(&mut app), before);
    common::settle(&mut app, 3000);

    ask(&mut app, ChangeSettings::Multilevel(Multilevel::Projection));
    let moving = status(&app).levels;
    assert!(
        moving.len() > 3 && moving.starts_with(&unfolded),
        "{moving:?}"
    );
    assert_eq!(ask(&mut app, ChangeSettings::Levels(2)).levels, 2);
    assert_eq!(status(&app).levels, moving[..2]);
    assert_eq!(ask(&mut app, ChangeSettings::Levels(0)).levels, 1);
    assert_eq!(ask(&mut app, ChangeSettings::Levels(900)).levels, 64);
    assert_eq!(ask(&mut app, ChangeSettings::Phi(7.0)).phi, 1.0);
    assert_eq!(ask(&mut app, ChangeSettings::Phi(f64::NAN)).phi, 1.0);
    assert_eq!(ask(&mut app, ChangeSettings::Phi(0.2)).phi, 0.2);
    app.world_mut().write_message(Unfold);
    app.update();
    assert!(status(&app).unfolding);
    common::updates_until(&mut app, 2000, |app| !status(app).unfolding);
    common::updates_until(&mut app, 2, |app| status(app).levels == moving);
    assert_eq!(status(&app).quarantined, 0);

    ask(&mut app, ChangeSettings::Multilevel(Multilevel::Off));
    assert_eq!(status(&app).levels, unfolded, "those of the last unfolding");
    let vertex = app.world().resource::<GraphIndex>().vertices[7];
    app.world_mut().despawn(vertex);
    (0..2).for_each(|_| app.update());
    assert_eq!(status(&app).levels, [399], "of another graph");
    app.world_mut().write_message(Unfold);
    common::load(&mut app, "expression", 1);
    common::grow(&mut app);
    let status = status(&app);
    assert!(status.levels.len() == 1 && !status.unfolding);
}
