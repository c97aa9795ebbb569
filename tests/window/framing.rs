//! Framing: how much of the free area a graph at rest fills.

use bevy::prelude::*;
use gradswarm::{
    graph::{GraphIndex, SceneSpec},
    growth::{Growth, commands::GrowthCommand},
    panel::{PanelCommand, PanelPlace},
    physics::SimulationStatus,
    third_party::InterfaceArea,
    view::{Appearance, GraphExtent},
};

use crate::{on_screen::same, rig::Rig, scenario::scenarios};

/// Vertical field of view, radians.
const FIELD_OF_VIEW: f32 = 0.7;

scenarios! {
    a_graph_at_rest_fills_the_free_area,
    every_scene_fills_the_free_area,
}

/// The drawn vertices span most of the free area's width or height, and are in its middle.
#[track_caller]
fn expect_filled(rig: &mut Rig, height: f32, what: &str) {
    let focal = 0.5 * height / (0.5 * FIELD_OF_VIEW).tan();
    let free = rig.resource::<InterfaceArea>().free;
    let vertices = rig.resource::<GraphIndex>().vertices.clone();
    let looks = rig.resource::<Appearance>().vertices().to_vec();
    let radius = rig.resource::<GraphExtent>().vertex_radius;
    let (mut low, mut high) = (Vec2::MAX, Vec2::MIN);
    for (vertex, look) in vertices.into_iter().zip(looks) {
        let (at, distance) = rig.project(vertex).expect("in front of the camera");
        let rim = radius * look.scale() * focal / distance;
        (low, high) = (low.min(at - rim), high.max(at + rim));
    }
    let shares = (high - low) / free.size();
    let widest = shares.max_element();
    assert!(
        (0.84..0.90).contains(&widest),
        "{what} spans {shares} of {free:?}"
    );
    let aside = ((low + high) * 0.5 - free.center()) / free.size();
    assert!(aside.abs().max_element() < 0.02, "{what}: {aside} aside");
}

/// With panels and without, in a window of any shape, also after a turn by hand.
fn a_graph_at_rest_fills_the_free_area(rig: &mut Rig) {
    rig.close_first_steps();
    for (width, height) in [(1280.0, 800.0), (700.0, 900.0)] {
        rig.resize(width, height);
        for scene in ["star:leaves=12", "mlp:sizes=2x3x1", "seed"] {
            let what = format!("{scene} in {width} × {height}");
            rig.load(scene);
            rig.send(GrowthCommand::Skip);
            rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
            rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
            for _ in 0..2 {
                rig.camera();
                expect_filled(rig, height, &what);
                rig.send(PanelCommand::ToggleVisible);
            }
        }
    }
    rig.resize(1280.0, 800.0);
    rig.letter("f");
    let whole = rig.camera();
    let from = rig.empty();
    rig.drag(&[from, from + Vec2::X * 90.0]);
    let turned = rig.camera();
    assert!((turned[3] - whole[3]).abs() > 0.2, "{whole:?} {turned:?}");
    assert!(
        (turned[5] / whole[5] - 1.0).abs() < 1e-3,
        "a turn keeps the distance: {whole:?} {turned:?}"
    );
    rig.send(PanelCommand::ToggleVisible);
    let wider = rig.camera();
    expect_filled(rig, 800.0, "a turned graph without panels");
    assert!(same(&wider[3..5], &turned[3..5]), "the direction stays");
    // A drawer that closes and opens makes room and takes it.
    rig.send(PanelCommand::ToggleVisible);
    rig.letter("f");
    for _ in 0..2 {
        rig.camera();
        expect_filled(rig, 800.0, "beside a drawer");
        rig.send(PanelCommand::TogglePlace(PanelPlace::Explore));
    }
}

/// Every scene of the catalogue, the large ones with less of everything, with panels and without.
fn every_scene_fills_the_free_area(rig: &mut Rig) {
    const SMALL: [(&str, &str); 11] = [
        ("mlp", "mlp:sizes=2x3x1"),
        ("moons", "moons:samples=1"),
        ("cube", "cube:side=4"),
        ("grid", "grid:side=9"),
        ("tree", "tree:depth=5"),
        ("random", "random:vertices=60"),
        ("star", "star:leaves=40"),
        ("path", "path:vertices=40"),
        ("compare", "compare:vertices=60"),
        ("rising", "rising:vertices=40"),
        ("insertions", "insertions:vertices=60"),
    ];
    rig.close_first_steps();
    rig.resize(1280.0, 800.0);
    for info in SceneSpec::ALL {
        let small = SMALL.iter().find(|(name, _)| *name == info.name);
        let scene = small.map_or(info.name, |(_, small)| small);
        rig.load(scene);
        rig.send(GrowthCommand::Skip);
        rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
        rig.until(&format!("rest of {scene}"), |rig| {
            rig.resource::<SimulationStatus>().settled
        });
        for panels in ["with panels", "without panels"] {
            rig.camera();
            expect_filled(rig, 800.0, &format!("{scene} {panels}"));
            rig.send(PanelCommand::ToggleVisible);
        }
    }
}
