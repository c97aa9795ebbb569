//! Tests that a held vertex follows the hand, that pins hold, and that no drag loses the graph.

use bevy::prelude::*;
use gradswarm::{
    clock::commands::ClockCommand,
    graph::{
        Held, Pinned, Pins, Position,
        commands::{Drag, PinCommand},
    },
    layout::Law,
    physics::{DensePositions, SimulationStatus, commands::ChangeSettings},
};
use proptest::prelude::*;

use super::{grown, send, vertices};
use crate::common::{self, settle};

fn place(app: &App, vertex: Entity) -> Vec3 {
    app.world().get::<Position>(vertex).expect("it is there").0
}

#[test]
fn a_held_vertex_is_where_the_hand_is_and_the_rest_follows() {
    let mut app = grown("path:vertices=5");
    settle(&mut app, 5000);
    let ends = [vertices(&app)[0], vertices(&app)[1]];
    let before = ends.map(|end| place(&app, end));
    let by = Vec3::new(0.0, 12.0, 5.0);
    send(&mut app, Drag::Grab(vec![ends[0]]));
    send(&mut app, Drag::By(by));
    for _ in 0..200 {
        app.update();
        assert_eq!(place(&app, ends[0]), before[0] + by);
        let shown = app.world().resource::<DensePositions>();
        assert!(shown.positions[0].distance(before[0] + by) < 1e-4);
    }
    assert!(
        (place(&app, ends[1]) - before[1]).dot(by) > 1.0,
        "its neighbour follows"
    );
    // A drag to a place that is not finite is ignored.
    send(&mut app, Drag::By(Vec3::NAN));
    send(&mut app, Drag::By(Vec3::splat(1e30)));
    app.update();
    assert!(place(&app, ends[0]).length() < 1e5);
    send(&mut app, Drag::By(by));
    send(&mut app, Drag::Release);
    assert!(app.world().resource::<Held>().is_empty());
    assert!(
        !app.world().resource::<SimulationStatus>().settled,
        "it springs back"
    );
    settle(&mut app, 5000);
    let length = |app: &App| place(app, ends[0]).distance(place(app, ends[1]));
    assert!((length(&app) / before[0].distance(before[1]) - 1.0).abs() < 0.05);

    // Pinned while held, it stays.
    let from = place(&app, ends[0]);
    send(&mut app, Drag::Grab(vec![ends[0]]));
    send(&mut app, Drag::By(by));
    send(&mut app, PinCommand::Toggle);
    send(&mut app, Drag::Release);
    settle(&mut app, 5000);
    assert_eq!(place(&app, ends[0]), from + by);
    assert!(app.world().get::<Pinned>(ends[0]).is_some());
    send(&mut app, PinCommand::ReleaseAll);
    app.update();
    assert!(app.world().resource::<Pins>().is_empty());
    settle(&mut app, 5000);
    assert_ne!(place(&app, ends[0]), from + by);

    // A vertex that goes while it is held is let go.
    send(&mut app, Drag::Grab(ends.to_vec()));
    app.world_mut().despawn(ends[0]);
    app.update();
    assert_eq!(
        app.world()
            .resource::<Held>()
            .vertices()
            .collect::<Vec<_>>(),
        [ends[1]]
    );
}

/// A hand moves while the clock stands: only what it holds moves.
#[test]
fn a_hand_moves_through_a_paused_graph() {
    let mut app = grown("path:vertices=5");
    settle(&mut app, 5000);
    send(&mut app, ClockCommand::Pause(true));
    let before = common::positions(&mut app);
    let vertex = vertices(&app)[2];
    send(&mut app, Drag::Grab(vec![vertex]));
    send(&mut app, Drag::By(Vec3::Y));
    (0..5).for_each(|_| app.update());
    for (dense, (was, now)) in before.iter().zip(common::positions(&mut app)).enumerate() {
        let wanted = if dense == 2 { *was + Vec3::Y } else { *was };
        assert!(now.distance(wanted) < 1e-4, "{dense}: {wanted} → {now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    /// However wildly one drags, by every law, guarded or not, nothing is lost.
    #[test]
    fn wild_drags_lose_nothing(
        moves in prop::collection::vec((0_usize..60, -6_i32..9, prop::array::uniform3(-1.0_f32..1.0)), 1..9),
        guard in any::<bool>(), law in 0..Law::ALL.len(),
    ) {
        let mut app = grown("random:vertices=60,degree=3");
        send(&mut app, ChangeSettings::Law(Law::ALL[law]));
        send(&mut app, ChangeSettings::Guard(guard));
        let all = vertices(&app);
        for (vertex, power, direction) in moves {
            send(&mut app, Drag::Grab(vec![all[vertex], all[(vertex + 7) % 60]]));
            for sign in [1.0, -1.0, f32::NAN, 1.0] {
                send(&mut app, Drag::By(Vec3::from(direction) * sign * 10_f32.powi(power)));
                for &vertex in &all {
                    prop_assert!(place(&app, vertex).is_finite());
                }
            }
        }
        send(&mut app, Drag::Release);
        (0..60).for_each(|_| app.update());
        // Without the guard there is no end of the world.
        let radius = if guard { 2e5 } else { f32::INFINITY };
        let positions = &app.world().resource::<DensePositions>().positions;
        for place in positions {
            prop_assert!(place.is_finite() && place.length() <= radius, "{place}");
        }
    }
}

#[test]
fn a_graph_that_was_torn_about_is_as_good_as_before() {
    let mut app = grown("grid:side=7");
    settle(&mut app, 10_000);
    let mean_edge = |app: &App| app.world().resource::<SimulationStatus>().mean_edge;
    let before = mean_edge(&app);
    let corners = [0, 6, 42, 48].map(|corner| vertices(&app)[corner]);
    for (step, corner) in corners.into_iter().cycle().take(12).enumerate() {
        send(&mut app, Drag::Grab(vec![corner]));
        for way in [1.0, -1.0] {
            send(
                &mut app,
                Drag::By(Vec3::new(way, 0.3, -way) * 10_f32.powi(step as i32 % 4)),
            );
            (0..5).for_each(|_| app.update());
        }
    }
    send(&mut app, Drag::Release);
    settle(&mut app, 20_000);
    assert!(
        (mean_edge(&app) / before - 1.0).abs() < 0.1,
        "{before} → {}",
        mean_edge(&app)
    );
}
