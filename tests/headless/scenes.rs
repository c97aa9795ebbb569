//! The demonstrations, played by messages without a window: they grow live, end where they
//! promise, and are the same every time.

use std::collections::BTreeSet;

use bevy::prelude::*;
use gradswarm::{
    clock::SimulationClock,
    graph::{CurrentScene, GraphIndex, Rising, START_SCENE, SceneSpec},
    growth::{Growth, RisingGraph, commands::GrowthCommand},
    layout::{Engine, Multilevel, Settings},
    physics::{
        Comparison, Physics, Simulation, StartMode, commands::ChangeSettings, engine_from_graph,
    },
};

use crate::common;

fn counts(app: &App) -> (usize, usize) {
    let index = app.world().resource::<GraphIndex>();
    (index.vertices.len(), index.ends.len())
}

fn digest(app: &App) -> u64 {
    app.world().resource::<Simulation>().engine().digest()
}

fn ticks(app: &mut App, count: usize) {
    (0..count).for_each(|_| app.update());
}

/// Plays a scene twice, and looks at its counts every half second.
fn played_twice(scene: &str) -> Vec<(usize, usize)> {
    let play = || {
        let mut app = common::app(scene, 3);
        let mut seen = vec![counts(&app)];
        for _ in 0..200 {
            ticks(&mut app, 30);
            seen.push(counts(&app));
            if !app.world().resource::<Growth>().growing() {
                break;
            }
        }
        ticks(&mut app, 30);
        (seen, digest(&app))
    };
    let (first, again) = (play(), play());
    assert_eq!(first, again, "{scene} is the same every time");
    first.0
}

/// The counts that `gradswarm scenes` promises for the scene.
fn promised(scene: &str) -> (usize, usize) {
    scene.parse::<SceneSpec>().unwrap().counts(3).unwrap()
}

#[test]
fn the_start_scene_is_small() {
    let spec: SceneSpec = START_SCENE.parse().unwrap();
    assert_eq!(spec.to_string(), START_SCENE);
    assert_eq!(promised(START_SCENE), (68, 71));
}

#[test]
fn scenes_have_short_titles_and_captions_of_one_line() {
    let titles: BTreeSet<&str> = SceneSpec::ALL.iter().map(|info| info.title).collect();
    assert_eq!(titles.len(), SceneSpec::ALL.len(), "each has its own title");
    for info in SceneSpec::ALL {
        let words = info.title.split(' ').count();
        assert!((1..=4).contains(&words), "{}", info.title);
        assert!(info.caption.ends_with('.') && !info.caption.contains('\n'));
    }
}

#[test]
fn only_computations_and_trees_have_directed_edges() {
    for (scene, directed) in [
        ("neuron", true),
        ("mlp:sizes=2x2x1", true),
        ("tree:depth=2", true),
        ("insertions:vertices=9,rate=100", true),
        ("cube:side=2", false),
        ("grid:side=2", false),
        ("random:vertices=9,degree=2", false),
        ("star:leaves=3", false),
        ("path:vertices=3", false),
        ("two-levels:side=2", false),
        ("compare:vertices=5", false),
        ("rising:vertices=9,degree=2", false),
    ] {
        let spec: SceneSpec = scene.parse().unwrap();
        let graph = spec.build(1).unwrap().graph;
        assert_eq!(graph.directed, directed, "{scene}");
    }
}

#[test]
fn leaves_are_inserted_live() {
    let scene = "insertions:vertices=500,rate=200";
    let seen = played_twice(scene);
    assert_eq!(seen.last(), Some(&promised(scene)));
    assert_eq!(promised(scene), (500, 499));
    // 100 in half a second, each with the edge that it hangs on.
    for (half, &(vertices, edges)) in seen.iter().enumerate().skip(1).take(4) {
        let due = half * 100;
        assert!((due - 8..=due + 8).contains(&vertices), "{seen:?}");
        assert_eq!(edges + 1, vertices, "{seen:?}");
    }
}

#[test]
fn edges_appear_as_their_probability_rises() {
    let scene = "rising:vertices=200,degree=4";
    let seen = played_twice(scene);
    assert_eq!(seen.last(), Some(&promised(scene)));
    let rises = seen.windows(2).filter(|pair| pair[0].1 < pair[1].1).count();
    assert!(rises > 30, "{seen:?}");
    assert!(seen.iter().skip(1).all(|seen| seen.0 == 200));

    let mut app = common::app(scene, 3);
    let state = |app: &App| app.world().resource::<RisingGraph>().clone();
    // At p = 1/2n every part is small; at 3/n nearly everything is one.
    let half = (Rising::SECONDS * SimulationClock::HERTZ / 8.0) as usize;
    ticks(&mut app, half);
    let early = state(&app);
    assert!(
        (early.chance * 199.0 - 0.5).abs() < 0.05,
        "{}",
        early.chance
    );
    assert!(early.largest < 40, "{}", early.largest);
    ticks(&mut app, half * 5);
    assert!(state(&app).largest > 150, "{}", state(&app).largest);
    let present = app.world().resource::<GraphIndex>().ends.len();
    let rising = app.world().resource::<CurrentScene>().setup.rising.clone();
    let due = rising
        .unwrap()
        .chances
        .iter()
        .filter(|&&p| p <= state(&app).chance)
        .count();
    assert_eq!(present, due, "exactly those whose chance has come");

    // Again from the start, and at once.
    app.world_mut().write_message(GrowthCommand::Restart);
    ticks(&mut app, 4);
    assert!(state(&app).chance < 1e-3 && counts(&app).1 < 10);
    app.world_mut().write_message(GrowthCommand::Skip);
    ticks(&mut app, 4);
    assert_eq!(counts(&app), promised(scene));
    assert_eq!(state(&app).chance, state(&app).most);
}

#[test]
fn scenes_of_levels_have_them_and_leave_the_physics_as_it_was() {
    let mut app = common::app("two-levels", 3);
    ticks(&mut app, 400);
    let settings = |app: &App| **app.world().resource::<Physics>();
    let levels = |app: &App| {
        let simulation = app.world().resource::<Simulation>();
        simulation.engine().level_sizes()
    };
    assert_eq!(settings(&app).multilevel, Multilevel::Projection);
    assert_eq!(levels(&app).len(), 2);
    assert_eq!(levels(&app)[0], promised("two-levels").0);
    common::load(&mut app, "three-levels", 3);
    ticks(&mut app, 400);
    assert_eq!(levels(&app).len(), 3);
    common::load(&mut app, "cube:side=5", 3);
    ticks(&mut app, 10);
    assert_eq!(settings(&app), Settings::default());
    // A choice that the user made since then stays.
    common::load(&mut app, "two-levels", 3);
    ticks(&mut app, 10);
    app.world_mut().write_message(ChangeSettings::Levels(7));
    ticks(&mut app, 2);
    common::load(&mut app, "cube:side=5", 3);
    ticks(&mut app, 2);
    assert_eq!(settings(&app).multilevel, Multilevel::Projection);
    assert_eq!(settings(&app).levels, 7);
}

/// A ring alone, begun where both of the scene begin.
fn alone(multilevel: Multilevel, count: usize, ticks: u32) -> Engine {
    let scene: SceneSpec = format!("compare:vertices={count}").parse().unwrap();
    let mut graph = scene.build(3).unwrap().graph;
    while graph.nodes.len() > count {
        graph.remove_node(count);
    }
    let first = graph.nodes[0].position.unwrap();
    for node in &mut graph.nodes {
        node.position = node.position.map(|position| position - first);
    }
    let settings = Settings {
        multilevel,
        ..Settings::default()
    };
    let mut engine = engine_from_graph(&graph, settings, StartMode::File, 3);
    (0..ticks).for_each(|_| {
        engine.tick();
    });
    engine
}

#[test]
fn two_layouts_are_compared_as_if_each_were_alone() {
    let mut app = common::app("compare:vertices=80", 3);
    ticks(&mut app, 120);
    assert_eq!(counts(&app), (160, 160));
    let engine = app.world().resource::<Simulation>().engine();
    let [single, multilevel] = engine.halves().unwrap();
    assert_eq!(single.ticks, multilevel.ticks);
    assert!(single.ticks > 60);
    for (half, multilevel) in [Multilevel::Off, Multilevel::Projection]
        .into_iter()
        .enumerate()
    {
        let known = alone(multilevel, 80, single.ticks as u32);
        assert_eq!(
            engine.half(half).unwrap().digest(),
            known.digest(),
            "bit for bit"
        );
    }
    // The two halves are shown side by side, unchanged.
    let middle = |range: std::ops::Range<usize>| {
        let count = range.len() as f32;
        engine.positions[range].iter().sum::<Vec3>() / count
    };
    let (left, right) = (middle(0..80), middle(80..160));
    for (dense, &shown) in engine.positions.iter().enumerate() {
        let (half, middle) = if dense < 80 { (0, left) } else { (1, right) };
        let half = engine.half(half).unwrap();
        let own = half.positions.iter().sum::<Vec3>() / 80.0;
        let error = (shown - middle).distance(half.positions[dense % 80] - own);
        assert!(error < 1e-2, "{dense}: {error}");
    }
    let rightmost = engine.positions[..80]
        .iter()
        .map(|p| p.x)
        .fold(f32::MIN, f32::max);
    let leftmost = engine.positions[80..]
        .iter()
        .map(|p| p.x)
        .fold(f32::MAX, f32::min);
    assert!(rightmost < leftmost, "the two do not cover each other");
    let halves = app.world().resource::<Comparison>().halves.unwrap();
    assert!(
        halves
            .iter()
            .all(|half| half.stress > 0.0 && half.stress < 1.0)
    );
    assert!(halves[0].levels == 1 && halves[1].levels > 1);

    // When the scene grows again, both halves restart; another scene compares nothing.
    let half = |app: &App, half: usize| {
        let engine = app.world().resource::<Simulation>().engine();
        let ticks = engine.halves().unwrap()[half].ticks;
        (ticks, engine.half(half).unwrap().digest())
    };
    let before = half(&app, 1);
    app.world_mut().write_message(GrowthCommand::Restart);
    ticks(&mut app, 30);
    assert!(half(&app, 1).0 < 40);
    while half(&app, 1).0 < before.0 {
        app.update();
    }
    assert_eq!(half(&app, 1), before, "as the first time");
    common::load(&mut app, "cube:side=3", 3);
    ticks(&mut app, 10);
    assert!(app.world().resource::<Comparison>().halves.is_none());
    assert!(
        app.world()
            .resource::<Simulation>()
            .engine()
            .halves()
            .is_none()
    );
}
