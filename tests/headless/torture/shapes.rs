//! Tests that no shape of the graph, pin or strength of an edge loses it.

use bevy::math::Vec3;
use gradswarm::layout::Engine;

use super::{TICKS, case, engine, kinds, name};
use crate::common::mishaps::{self, Ward};

/// A graph whose shape is the case.
fn graph(shape: impl Fn(&mut Engine)) {
    case(shape, |_| ());
}

#[test]
fn every_vertex_has_a_loop() {
    graph(|engine| {
        for vertex in 0..engine.positions.len() {
            engine.add_edge(vertex, vertex, 1.0);
        }
    });
}

#[test]
fn a_star() {
    graph(|engine| {
        let leaves = engine.positions.len() - 1;
        *engine = self::engine(&format!("star:leaves={leaves}"), engine.settings);
    });
}

#[test]
fn two_thousand_parallel_edges() {
    graph(|engine| {
        for _ in 0..2000 {
            engine.add_edge(0, 1, 1.0);
        }
    });
    graph(|engine| {
        *engine = self::engine("path:vertices=2", engine.settings);
        for _ in 0..2000 {
            engine.add_edge(0, 1, 1.0);
        }
    });
}

#[test]
fn no_edges() {
    graph(|engine| {
        engine.edges.clear();
        engine.strengths.clear();
    });
}

#[test]
fn one_vertex() {
    graph(|engine| *engine = self::engine("path:vertices=1", engine.settings));
    graph(|engine| {
        *engine = self::engine("path:vertices=1", engine.settings);
        engine.add_edge(0, 0, 1.0);
    });
}

#[test]
fn no_vertex() {
    graph(|engine| *engine = Engine::new(engine.settings));
}

#[test]
fn everything_is_pinned() {
    for settings in kinds() {
        let mut ward = Ward::new(engine("path:vertices=120", settings));
        ward.engine.pinned.fill(true);
        // Two in one place stay there: nothing moves what is pinned.
        ward.engine.positions[7] = ward.engine.positions[8];
        let before = ward.engine.positions.clone();
        ward.ticks(TICKS).unwrap();
        assert_eq!(ward.engine.positions, before, "{}", name(&settings));
    }
}

#[test]
fn a_pin_holds_a_vertex_that_is_not_a_number() {
    case(
        |engine| engine.pinned[60] = true,
        |engine| {
            engine.positions[60] = Vec3::NAN;
            engine.pinned[60] = false;
        },
    );
    for settings in kinds() {
        let mut ward = Ward::new(engine("path:vertices=50", settings));
        ward.engine.pinned.fill(true);
        ward.engine.positions[25] = Vec3::NAN;
        ward.ticks(5).unwrap();
    }
}

#[test]
fn strengths_that_nobody_would_choose() {
    // Short: a long path that was drawn out by the notebook's law takes an hour to come back.
    for strength in [0.0, -1.0, 1e-38, 1e30, -1e30, f32::MAX] {
        for settings in kinds() {
            let mut ward = Ward::new(engine("path:vertices=16", settings));
            ward.engine.strengths[8] = strength;
            let run = ward.ticks(TICKS).and_then(|()| {
                ward.engine.strengths[8] = 1.0;
                ward.recover(mishaps::RECOVERY)
            });
            assert!(run.is_ok(), "{strength:e}, {}: {run:?}", name(&settings));
        }
    }
}
