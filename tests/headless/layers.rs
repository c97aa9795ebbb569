//! Layers: every vertex finds the layer of its depth, under the same physics.

use gradswarm::{
    graph::{Graph, Link, Node, SceneSpec},
    layout::{Arrangement, Dimensions, Engine, Law, LayoutExtent, Levels, Multilevel, Settings},
    physics::{StartMode, engine_from_graph},
    topology::{depths, distances},
};
use proptest::prelude::*;

/// No vertex moves farther than that in a tick, in mean edges.
const STEP: f32 = 0.25;

const LAYERED: Settings = Settings {
    layered: true,
    ..Settings::from_law(Law::Even)
};

fn graph(scene: &str) -> Graph {
    let scene: SceneSpec = scene.parse().expect("a scene");
    scene.build(1).expect("a graph").graph
}

fn engine(scene: &str, settings: Settings) -> Engine {
    engine_from_graph(&graph(scene), settings, StartMode::Seeded, 1)
}

fn settle(engine: &mut Engine, limit: u32) -> u32 {
    for tick in 0..limit {
        if engine.is_settled() {
            return tick;
        }
        engine.tick();
    }
    panic!("not at rest after {limit} ticks");
}

/// Which layer each vertex belongs to: its depth, or where nothing leads to it the one before
/// its first use; the way from the first vertex where edges have no direction.
fn wanted(engine: &Engine) -> Vec<u32> {
    let n = engine.positions.len();
    if !engine.directed {
        return distances(n, &engine.edges);
    }
    let mut layers = depths(n, &engine.edges);
    let found = layers.clone();
    for (vertex, layer) in layers.iter_mut().enumerate() {
        let of = |end: usize| {
            let here = engine
                .edges
                .iter()
                .filter(move |ends| ends[end] == vertex as u32);
            here.map(|ends| found[ends[1] as usize])
        };
        if of(1).next().is_none() {
            *layer = of(0).min().map_or(0, |first| first - 1);
        }
    }
    layers
}

/// The share of pairs from two layers that stand in their order along the axis.
fn order(engine: &Engine) -> f64 {
    let layers = wanted(engine);
    let along = |vertex: usize| engine.positions[vertex].x;
    let (mut right, mut all) = (0u64, 0u64);
    for a in 0..layers.len() {
        for b in 0..layers.len() {
            if layers[a] < layers[b] {
                all += 1;
                right += u64::from(along(a) < along(b));
            }
        }
    }
    right as f64 / all as f64
}

/// The share of edges that lead to the right.
fn forward(engine: &Engine) -> f64 {
    let along = |vertex: u32| engine.positions[vertex as usize].x;
    let right = engine.edges.iter().filter(|[a, b]| along(*a) < along(*b));
    right.count() as f64 / engine.edges.len() as f64
}

/// How many times as long as wide, without the outermost hundredth on each side.
fn slenderness(engine: &Engine) -> f32 {
    let extent = |axis: usize| {
        let mut along: Vec<f32> = engine.positions.iter().map(|p| p[axis]).collect();
        along.sort_by(f32::total_cmp);
        let cut = along.len() / 100;
        along[along.len() - 1 - cut] - along[cut]
    };
    extent(0) / extent(1).max(extent(2))
}

fn farthest(engine: &Engine, from: &[glam::Vec3]) -> f32 {
    let ways = engine.positions.iter().zip(from);
    ways.map(|(a, b)| a.distance(*b)).fold(0.0, f32::max)
}

#[test]
fn at_rest_the_layers_are_in_order_and_edges_lead_forward() {
    for (scene, dimensions, limit) in [
        ("expression", Dimensions::Three, 2000),
        ("seed", Dimensions::Three, 2000),
        ("seed", Dimensions::Two, 2000),
        ("mlp:sizes=3x4x4x1", Dimensions::Two, 2000),
        ("tree:depth=6", Dimensions::Three, 2000),
        ("cube:side=6", Dimensions::Three, 2000),
        ("moons:samples=4", Dimensions::Three, 4000),
    ] {
        let mut engine = engine(
            scene,
            Settings {
                dimensions,
                ..LAYERED
            },
        );
        settle(&mut engine, limit);
        let what = format!("{scene}, {dimensions:?}");
        assert!(order(&engine) > 0.99, "{what}: {}", order(&engine));
        let slender = slenderness(&engine);
        assert!(slender < 4.0, "{what}: {slender} times as long as wide");
        if engine.directed {
            assert!(forward(&engine) > 0.995, "{what}: {}", forward(&engine));
        }
    }
}

#[test]
fn the_rest_is_honest_and_without_layers_the_graph_finds_back() {
    let mut engine = engine("seed", LAYERED);
    settle(&mut engine, 2000);
    let rest = engine.positions.clone();
    (0..600).for_each(|_| {
        engine.tick();
    });
    let unit = LayoutExtent::from_graph(&engine.positions, &engine.edges).mean_edge;
    let moved = farthest(&engine, &rest) / unit;
    assert!(moved < 0.02, "{moved} edges");

    engine.settings.layered = false;
    engine.wake();
    settle(&mut engine, 3000);
    assert!(engine.positions.iter().all(|p| p.is_finite()));
    let mut free = self::engine("seed", Settings::default());
    settle(&mut free, 3000);
    let size = |engine: &Engine| LayoutExtent::from_graph(&engine.positions, &engine.edges);
    let (back, free) = (size(&engine), size(&free));
    assert!((back.mean_edge / free.mean_edge - 1.0).abs() < 0.1);
    assert!((back.radius / free.radius - 1.0).abs() < 0.25);
}

/// A path has nothing beside it: it is as long as it is.
#[test]
fn a_path_is_a_path() {
    let mut engine = engine("path:vertices=60", LAYERED);
    (0..600).for_each(|_| {
        engine.tick();
    });
    let slender = slenderness(&engine);
    assert!(order(&engine) == 1.0 && slender > 1.0, "{slender}");
}

/// From every arrangement to every other, and back before it is there: nothing jumps, and what
/// has to go into the plane goes there bit by bit.
#[test]
fn nothing_jumps_when_the_arrangement_changes() {
    for (scene, levels) in [
        ("seed", Multilevel::Off),
        ("seed", Multilevel::Projection),
        ("moons:samples=2", Multilevel::Off),
    ] {
        let mut engine = engine(
            scene,
            Settings {
                multilevel: levels,
                ..Settings::default()
            },
        );
        (0..200).for_each(|_| {
            engine.tick();
        });
        for from in Arrangement::ALL {
            for to in Arrangement::ALL {
                for (arrangement, ticks) in [(from, 60), (to, 10)] {
                    engine.settings.set_arrangement(arrangement);
                    engine.wake();
                    for _ in 0..ticks {
                        let before = engine.positions.clone();
                        let unit = LayoutExtent::from_graph(&before, &engine.edges).mean_edge;
                        engine.tick();
                        let step = farthest(&engine, &before) / unit;
                        assert!(step < STEP, "{scene}: {step} edges to {arrangement:?}");
                    }
                }
            }
        }
        engine.settings.set_arrangement(Arrangement::LayersInPlane);
        engine.wake();
        (0..600).for_each(|_| {
            engine.tick();
        });
        assert!(engine.positions.iter().all(|p| p.z == 0.0));
        assert!(order(&engine) > 0.98, "{scene}: {}", order(&engine));
    }
}

#[test]
fn threads_pauses_and_instructions_change_no_bit() {
    let ends = [(false, u64::MAX), (true, u64::MAX), (true, 20_000)].map(|(parallel, budget)| {
        let mut engine = engine(
            "moons:samples=2",
            Settings {
                multilevel: Multilevel::Projection,
                ..LAYERED
            },
        );
        engine.parallel = parallel;
        for tick in 0..90 {
            if tick == 40 {
                engine.settings.set_arrangement(Arrangement::LayersInPlane);
                engine.wake();
            }
            while engine.advance(budget).is_none() {}
        }
        engine.digest()
    });
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0], ends[2]);
}

/// Coarser levels show the way and not the place.
#[test]
fn with_all_levels_the_rest_is_one_of_the_graph_alone() {
    let mut engine = engine(
        "seed",
        Settings {
            multilevel: Multilevel::Projection,
            ..LAYERED
        },
    );
    assert!(settle(&mut engine, 3000) > 0);
    assert!(order(&engine) > 0.99 && forward(&engine) == 1.0);
    let rest = engine.positions.clone();
    engine.settings.multilevel = Multilevel::Off;
    engine.wake();
    (0..600).for_each(|_| {
        engine.tick();
    });
    let unit = LayoutExtent::from_graph(&engine.positions, &engine.edges).mean_edge;
    let moved = farthest(&engine, &rest) / unit;
    assert!(moved < 0.02, "{moved} edges");
}

/// Layers float: nothing pulls the graph as a whole, and what is pinned holds them.
#[test]
fn layers_float_and_pins_hold_them() {
    let mut engine = engine("expression", LAYERED);
    let mut beside = self::engine("expression", LAYERED);
    beside.positions.iter_mut().for_each(|p| p.x += 50.0);
    settle(&mut engine, 2000);
    settle(&mut beside, 2000);
    beside.positions.iter_mut().for_each(|p| p.x -= 50.0);
    let apart = farthest(&beside, &engine.positions);
    assert!(apart < 0.05, "{apart}");
    let middle = |engine: &Engine| {
        engine.positions.iter().sum::<glam::Vec3>() / engine.positions.len() as f32
    };
    let before = middle(&engine);
    engine.positions[0].x += 100.0;
    engine.pinned[0] = true;
    engine.wake();
    settle(&mut engine, 4000);
    assert!(middle(&engine).x > before.x + 90.0, "{}", middle(&engine));
    assert_eq!(forward(&engine), 1.0);
}

/// Cycles are one layer, parts begin together, and an unfolding ends in layers too.
#[test]
fn cycles_parts_and_random_starts() {
    let mut graph = Graph {
        directed: true,
        ..Graph::default()
    };
    graph.nodes = (0..14)
        .map(|vertex| Node {
            id: vertex.to_string(),
            ..Node::default()
        })
        .collect();
    // A ring with a way in and a way out, a path, and one alone.
    let edges = [
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 1),
        (3, 4),
        (4, 5),
        (6, 7),
        (7, 8),
        (8, 9),
        (9, 10),
        (11, 12),
        (12, 11),
    ];
    graph.links = edges.map(|(a, b)| Link::new(a, b)).to_vec();
    let mut engine = engine_from_graph(&graph, LAYERED, StartMode::Seeded, 1);
    settle(&mut engine, 4000);
    assert!(order(&engine) > 0.95, "{}", order(&engine));
    assert!(engine.positions[0].x < engine.positions[4].x);

    let mut engine = engine_from_graph(&self::graph("seed"), LAYERED, StartMode::Random, 1);
    engine.unfold(Levels::Auto);
    engine.tick();
    assert!(engine.is_unfolding());
    settle(&mut engine, 3000);
    assert!(order(&engine) > 0.99 && forward(&engine) == 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the constants, whatever is done to the graph: finite, and back in order after.
    #[test]
    fn absurd_constants_lose_nothing(
        exponents in prop::array::uniform4(-10i32..11),
        signs in prop::array::uniform4(prop::bool::weighted(0.8)),
        law in prop::sample::select(&Law::ALL[..]),
        flat in any::<bool>(),
        edits in prop::collection::vec((0u32..40, 0u32..40), 0..30),
    ) {
        let mut engine = engine("mlp:sizes=2x2x1", Settings { layered: true, ..Settings::from_law(law) });
        if flat {
            engine.settings.dimensions = Dimensions::Two;
        }
        let number = |index: usize| {
            let size = (0..exponents[index].abs()).fold(1.0, |size, _| size * 10.0);
            let size = if exponents[index] < 0 { 1.0 / size } else { size };
            if signs[index] { size } else { -size }
        };
        let constants = &mut engine.settings.constants;
        (constants.attraction, constants.repulsion) = (number(0), number(1));
        constants.time_step = number(2);
        engine.settings.layer_spacing = number(3);
        for (number, (a, b)) in edits.into_iter().enumerate() {
            let n = engine.positions.len();
            match number % 3 {
                0 => engine.remove_vertex(a as usize % n),
                1 => engine.add_edge(a as usize % n, b as usize % n, 1.0),
                _ => {
                    let added = engine.add_vertex(engine.positions[a as usize % n], 1000 + b);
                    engine.add_edge(added, b as usize % n, 1.0);
                }
            }
            engine.wake();
            engine.tick();
            prop_assert!(engine.positions.iter().all(|p| p.is_finite()));
        }
        (0..60).for_each(|_| { engine.tick(); });
        prop_assert!(engine.positions.iter().all(|p| p.is_finite()));
        let flat = engine.settings.dimensions;
        engine.settings = Settings { dimensions: flat, ..LAYERED };
        engine.wake();
        (0..300).for_each(|_| { engine.tick(); });
        prop_assert!(engine.positions.iter().all(|p| p.is_finite()));
    }
}
