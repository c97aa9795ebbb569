//! Unfolding from a random start, coarse to fine.

use std::process::Command;

use gradswarm::{
    graph::{Graph, SceneSpec},
    layout::{Dimensions, Engine, Integrator, Law, Levels, Settings, quality::Quality},
    physics::{StartMode, engine_of},
};
use serde_json::Value;

const FLAT: Settings = Settings {
    dimensions: Dimensions::Two,
    ..Settings::from_law(Law::Even)
};

fn graph(scene: &str) -> Graph {
    let spec: SceneSpec = scene.parse().unwrap();
    spec.build(1).unwrap().graph
}

fn engine(graph: &Graph, settings: Settings, seed: u64) -> Engine {
    let mut engine = engine_of(graph, settings, StartMode::Random, seed);
    engine.parallel = false;
    assert!(engine.is_unfolding());
    engine
}

/// Ticks until the finest level is reached; every tick leaves a graph to look at.
fn unfold(engine: &mut Engine) -> u32 {
    let mut ticks = 0;
    while engine.is_unfolding() {
        engine.tick();
        ticks += 1;
        assert!(engine.positions.iter().all(|p| p.is_finite()) && ticks < 1000);
    }
    ticks
}

fn stress(engine: &Engine) -> f64 {
    Quality::from_layout(&engine.positions, &engine.edges)
        .unwrap()
        .stress
}

#[test]
fn a_grid_unfolds_that_would_stay_folded() {
    let graph = graph("grid:side=20");
    let after = |levels, seed| {
        let mut engine = engine(&graph, FLAT, seed);
        engine.unfold(levels);
        for _ in 0..60 {
            engine.tick();
        }
        stress(&engine)
    };
    for seed in 1..=4 {
        let (unfolded, folded) = (after(Levels::Auto, seed), after(Levels::ONE, seed));
        // The lattice itself has 0.0137.
        assert!(unfolded < 0.02, "{unfolded}");
        assert!(folded > 3.0 * unfolded, "{folded} without levels");
    }
}

#[test]
fn where_it_pauses_and_who_works_changes_no_bit() {
    bevy_tasks::ComputeTaskPool::get_or_init(bevy_tasks::TaskPool::default);
    let graph = graph("random:vertices=5000,degree=3");
    for integrator in Integrator::ALL {
        let settings = Settings {
            integrator,
            ..Settings::default()
        };
        let mut whole = engine(&graph, settings, 1);
        whole.parallel = true;
        let mut sliced = engine(&graph, settings, 1);
        let mut slices = 0;
        while whole.is_unfolding() {
            whole.tick();
            loop {
                slices += 1;
                if sliced.advance(40_000).is_some() {
                    break;
                }
                assert!(sliced.is_mid_tick());
            }
            assert_eq!(whole.digest(), sliced.digest());
        }
        assert!(slices > 300 && !sliced.is_unfolding(), "{slices}");
        for engine in [&mut whole, &mut sliced] {
            engine.tick();
        }
        assert_eq!(whole.digest(), sliced.digest());
    }
}

#[test]
fn a_change_ends_it_and_nothing_is_lost() {
    let graph = graph("grid:side=30");
    let changes: [(&str, fn(&mut Engine)); 6] = [
        ("a vertex more", |engine| {
            let vertex = engine.add_vertex(engine.positions[7], 900);
            engine.add_edge(7, vertex, 1.0);
        }),
        ("a vertex less", |engine| engine.remove_vertex(100)),
        ("an edge less", |engine| engine.remove_edge(5)),
        ("a move", |engine| engine.positions[3].x += 50.0),
        ("a pin", |engine| engine.pinned[3] = true),
        ("a setting", |engine| {
            engine.settings.constants.attraction *= 2.0;
        }),
    ];
    for (name, change) in changes {
        for at in [1, 12, 25] {
            let mut engine = engine(&graph, FLAT, 1);
            for _ in 0..at {
                engine.tick();
            }
            assert!(engine.is_unfolding(), "{name} at {at}");
            change(&mut engine);
            let before = engine.positions.clone();
            // From here on the bound on a tick's steps holds.
            let report = engine.tick();
            assert!(!engine.is_unfolding(), "{name} at {at}");
            let limit = engine.extent().step_limit();
            let farthest = before
                .iter()
                .zip(&engine.positions)
                .map(|(a, b)| a.distance(*b))
                .fold(0.0, f32::max);
            assert!(report.max_step <= limit * 1.01 && farthest <= limit * 1.5 + 0.1);
            assert_eq!(engine.positions.len(), before.len());
        }
    }
}

#[test]
fn pinned_vertices_never_move() {
    let graph = graph("grid:side=20");
    for pins in [vec![0], vec![0, 19, 380, 399], vec![210, 211]] {
        let mut engine = engine(&graph, FLAT, 2);
        for &pin in &pins {
            engine.pinned[pin] = true;
        }
        let places: Vec<_> = pins.iter().map(|&pin| engine.positions[pin]).collect();
        for _ in 0..200 {
            engine.tick();
            for (&pin, place) in pins.iter().zip(&places) {
                assert_eq!(engine.positions[pin], *place);
            }
        }
        assert!(!engine.is_unfolding());
        // The others find their places about a single pin; four random ones distort.
        if pins.len() == 1 {
            assert!(stress(&engine) < 0.03, "{}", stress(&engine));
        }
    }
}

#[test]
fn every_part_of_a_graph_unfolds() {
    // Ten grids, and vertices by themselves.
    let mut parts = Graph::default();
    let part = graph("grid:side=12");
    for _ in 0..10 {
        let first = parts.nodes.len() as u32;
        parts.nodes.extend(part.nodes.iter().cloned());
        parts.links.extend(part.links.iter().map(|link| {
            let mut link = link.clone();
            link.source += first;
            link.target += first;
            link
        }));
    }
    parts.nodes.extend(part.nodes.iter().take(50).cloned());
    let mut engine = engine(&parts, FLAT, 1);
    unfold(&mut engine);
    for _ in 0..300 {
        engine.tick();
    }
    // Each by itself: stress counts pairs with a distance only.
    assert!(stress(&engine) < 0.05, "{}", stress(&engine));
    assert!(engine.extent().radius < 1000.0);
}

#[test]
fn awkward_graphs_unfold_too() {
    for scene in [
        "path:vertices=1",
        "path:vertices=2",
        "star:leaves=3000",
        "path:vertices=3000",
        "expression",
    ] {
        for settings in [FLAT, Settings::default()] {
            let graph = graph(scene);
            let mut engine = engine(&graph, settings, 1);
            let ticks = unfold(&mut engine);
            assert!(ticks < 300, "{scene}: {ticks}");
            for _ in 0..5 {
                engine.tick();
            }
            let nearest = engine
                .edges
                .iter()
                .map(|&[a, b]| engine.positions[a as usize].distance(engine.positions[b as usize]))
                .fold(f32::INFINITY, f32::min);
            assert!(nearest > 0.0, "{scene}");
        }
    }
    // No edges, one place, nothing at all, a number that is none.
    let mut engine = Engine::new(FLAT);
    engine.unfold(Levels::Auto);
    engine.tick();
    for key in 0..300 {
        engine.add_vertex(bevy::math::Vec3::ZERO, key);
    }
    engine.unfold(Levels::Auto);
    engine.tick();
    assert!(!engine.is_unfolding());
    for other in 1..300 {
        engine.add_edge(other - 1, other, 1.0);
    }
    engine.positions.fill(bevy::math::Vec3::ONE);
    engine.unfold(Levels::Auto);
    unfold(&mut engine);
    assert!(stress(&engine) < 0.3);
    engine.positions[4].x = f32::NAN;
    engine.unfold(Levels::Auto);
    unfold(&mut engine);
}

#[test]
fn absurd_constants_are_borne() {
    let graph = graph("grid:side=20");
    for (attraction, repulsion) in [
        (0.0, 1.0),
        (-1e9, 1e9),
        (1e10, -1e10),
        (1e-9, 1e9),
        (1e9, 0.0),
    ] {
        let mut settings = FLAT;
        settings.constants.attraction = attraction;
        settings.constants.repulsion = repulsion;
        let mut engine = engine(&graph, settings, 1);
        unfold(&mut engine);
        assert!(engine.extent().radius.is_finite());
    }
}

#[test]
fn the_command_says_which_levels_there_were() {
    let levels = |arguments: &[&str]| -> Vec<u64> {
        let output = Command::new(env!("CARGO_BIN_EXE_gradswarm"))
            .args(["layout", "grid:side=40", "--ticks", "3", "--stats", "-"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let stats: Value = serde_json::from_slice(&output.stdout).unwrap();
        let levels = stats["levels"].as_array().unwrap();
        levels.iter().map(|size| size.as_u64().unwrap()).collect()
    };
    let all = levels(&["--start", "random"]);
    assert_eq!(all[0], 1600);
    assert!(all.len() > 3 && all.is_sorted_by(|a, b| *a >= 2 * *b) && all[all.len() - 1] <= 210);
    assert_eq!(levels(&["--start", "random", "--levels", "2"]), all[..2]);
    assert_eq!(levels(&["--start", "random", "--levels", "1"]), [1600]);
    assert_eq!(levels(&["--levels", "auto"]), [1600]);
    for bad in ["0", "many"] {
        let output = Command::new(env!("CARGO_BIN_EXE_gradswarm"))
            .args(["layout", "grid", "--levels", bad])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
    }
}
