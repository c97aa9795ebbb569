//! Nobody loses the graph: every start, constant and edit that we could think
//! of. Each tick ends, is finite, stays in the world and moves nothing too far;
//! afterwards the graph is as good as one that nothing happened to.

mod common;

use bevy::prelude::*;
use common::mishaps::{
    self, Dice, POISON, Ward, any_settings, extremes, insanity, nearest_pair, small_graph,
    untouched,
};
use gradswarm::{
    graph::{Edge, GraphIndex, Position, SceneSpec, Velocity},
    layout::{Constant, Dimensions, Engine, Integrator, Law, Settings},
    physics::{Physics, SimulationStatus, StartMode, engine_of},
};

/// Ticks that a case runs, as those of other programs did.
const TICKS: u32 = 300;

fn engine(scene: &str, settings: Settings) -> Engine {
    let spec: SceneSpec = scene.parse().unwrap();
    let graph = spec.build(1).unwrap().graph;
    let mut engine = engine_of(&graph, settings, StartMode::Seeded, 1);
    engine.parallel = false;
    engine
}

/// Every law, in the plane and in space, by Euler; and one by Runge–Kutta. The
/// default law comes first.
fn kinds() -> Vec<Settings> {
    let mut kinds: Vec<Settings> = [Law::default()]
        .into_iter()
        .chain(Law::ALL.into_iter().filter(|&law| law != Law::default()))
        .flat_map(|law| {
            [Dimensions::Two, Dimensions::Three].map(|dimensions| Settings {
                dimensions,
                ..Settings::from_law(law)
            })
        })
        .collect();
    kinds.push(Settings {
        integrator: Integrator::RungeKutta4,
        ..Settings::default()
    });
    kinds
}

fn name(settings: &Settings) -> String {
    format!(
        "{}, {}D, {}",
        settings.law,
        settings.dimensions.count(),
        settings.integrator.title()
    )
}

/// Vertices of the path that every kind of settings is tried on; the default law
/// gets the 500 that other programs were tried on.
const SHORT: usize = 120;

/// Runs a case by every kind of settings: `spoil` makes it out of a path,
/// `later` is done to it at tick 50. Its radius must be at most twice that of a
/// run without either, and no two vertices may be in one place.
fn case(spoil: impl Fn(&mut Engine), later: impl Fn(&mut Engine)) {
    let mut broken = Vec::new();
    for (index, settings) in kinds().into_iter().enumerate() {
        let vertices = if index < 2 { 500 } else { SHORT };
        let mut ward = Ward::new(engine(&format!("path:vertices={vertices}"), settings));
        let mut run = || {
            spoil(&mut ward.engine);
            let mut control = Ward::new(untouched(&ward.engine));
            control.ticks(TICKS)?;
            ward.ticks(50)?;
            later(&mut ward.engine);
            ward.ticks(TICKS - 50)?;
            insanity(&ward.engine, &control.engine).map_or(Ok(()), Err)
        };
        if let Err(problem) = run() {
            broken.push(format!("{}: {problem}", name(&settings)));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn start(spoil: impl Fn(&mut [Vec3])) {
    case(|engine| spoil(&mut engine.positions), |_| ());
}

/// A graph whose shape is the case.
fn graph(shape: impl Fn(&mut Engine)) {
    case(shape, |_| ());
}

#[test]
fn one_coordinate_is_infinite() {
    start(|p| p[60].y = f32::INFINITY);
    start(|p| p[0].x = f32::NEG_INFINITY);
}

#[test]
fn one_vertex_is_not_a_number_at_the_start() {
    start(|p| p[60] = Vec3::NAN);
    start(|p| p[119].z = f32::NAN);
}

#[test]
fn one_vertex_becomes_not_a_number() {
    case(|_| (), |engine| engine.positions[60] = Vec3::NAN);
    case(|_| (), |engine| engine.velocities[60].x = f32::NAN);
    case(|_| (), |engine| engine.velocities[60].x = f32::MAX);
}

#[test]
fn every_vertex_becomes_not_a_number() {
    start(|p| p.fill(Vec3::NAN));
    start(|p| p.fill(Vec3::INFINITY));
}

#[test]
fn all_start_at_the_origin() {
    start(|p| p.fill(Vec3::ZERO));
}

#[test]
fn all_start_in_one_point_elsewhere() {
    start(|p| p.fill(Vec3::splat(5.0)));
}

#[test]
fn all_start_within_a_billionth() {
    start(|p| {
        let mut dice = Dice::new(1);
        p.fill_with(|| dice.vector(-9..=-9));
    });
}

#[test]
fn all_start_within_less_than_can_be_squared() {
    start(|p| {
        let mut dice = Dice::new(1);
        p.fill_with(|| dice.vector(-30..=-30));
    });
}

#[test]
fn one_vertex_is_a_million_million_away() {
    start(|p| p[60] = Vec3::new(1e12, 0.0, 0.0));
}

#[test]
fn one_vertex_is_farther_than_can_be_squared() {
    start(|p| p[60] = Vec3::new(-1e30, 1e30, 0.0));
}

/// A path in line is unfolded better than one that began in a heap: what it must
/// not be wider than is the line.
#[test]
fn all_start_in_line() {
    for axis in [Vec3::X, Vec3::ONE] {
        for settings in kinds() {
            let mut ward = Ward::new(engine("path:vertices=120", settings));
            for (index, p) in ward.engine.positions.iter_mut().enumerate() {
                *p = axis * index as f32 * 5.0;
            }
            let mut control = untouched(&ward.engine);
            control.positions.clone_from(&ward.engine.positions);
            let outcome = ward
                .ticks(TICKS)
                .and_then(|()| insanity(&ward.engine, &control).map_or(Ok(()), Err));
            assert!(outcome.is_ok(), "{}: {outcome:?}", name(&settings));
        }
    }
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

/// Sets constants for a while and puts them back.
fn extreme(settings: Settings, set: &[(Constant, f64)]) -> Result<u32, String> {
    let mut dice = Dice::new(3);
    let mut ward = Ward::new(small_graph(&mut dice, 12, settings));
    ward.ticks(20)?;
    for &(constant, value) in set {
        assert!(ward.engine.settings.constants.set(constant, value));
    }
    ward.ticks(60)?;
    ward.reset();
    ward.recover(mishaps::RECOVERY)
}

fn report(broken: &[String], runs: usize, longest: u32) {
    println!("{runs} runs; the longest way back took {longest} ticks");
    let some: Vec<_> = broken.iter().take(12).map(String::as_str).collect();
    assert!(
        broken.is_empty(),
        "{} of {runs} runs:\n{}",
        broken.len(),
        some.join("\n")
    );
}

#[test]
fn every_constant_at_its_extremes() {
    let (mut broken, mut runs, mut longest) = (Vec::new(), 0, 0);
    for law in Law::ALL {
        for dimensions in [Dimensions::Two, Dimensions::Three] {
            for integrator in Integrator::ALL {
                let settings = Settings {
                    dimensions,
                    integrator,
                    ..Settings::from_law(law)
                };
                for constant in Constant::ALL {
                    for value in extremes(constant) {
                        runs += 1;
                        match extreme(settings, &[(constant, value)]) {
                            Ok(ticks) => longest = longest.max(ticks),
                            Err(problem) => broken.push(format!(
                                "{constant:?} = {value:e}, {}: {problem}",
                                name(&settings)
                            )),
                        }
                    }
                }
            }
        }
    }
    report(&broken, runs, longest);
}

#[test]
fn every_two_constants_at_their_extremes() {
    let (mut broken, mut runs, mut longest) = (Vec::new(), 0, 0);
    let mut dice = Dice::new(2);
    for (index, &one) in Constant::ALL.iter().enumerate() {
        for &other in &Constant::ALL[..index] {
            for first in extremes(one) {
                for second in extremes(other) {
                    for _ in 0..3 {
                        runs += 1;
                        let settings = any_settings(&mut dice);
                        match extreme(settings, &[(one, first), (other, second)]) {
                            Ok(ticks) => longest = longest.max(ticks),
                            Err(problem) => broken.push(format!(
                                "{one:?} = {first:e}, {other:?} = {second:e}, {}: {problem}",
                                name(&settings)
                            )),
                        }
                    }
                }
            }
        }
    }
    report(&broken, runs, longest);
}

/// 300 runs; `GRADSWARM_RUNS` asks for more.
#[test]
fn random_edits_and_constants() {
    let runs = std::env::var("GRADSWARM_RUNS").ok();
    let runs = runs.map_or(300, |runs| runs.parse().expect("GRADSWARM_RUNS: a number"));
    let (mut broken, mut longest) = (Vec::new(), 0);
    for seed in 0..runs {
        match mishaps::random_run(seed) {
            Ok((_, ticks)) => longest = longest.max(ticks),
            Err(problem) => broken.push(problem),
        }
    }
    report(&broken, runs as usize, longest);
}

/// The tree, not the exact sum: graphs above the size that is summed exactly.
#[test]
fn large_graphs_in_awkward_places() {
    let places: [(&str, fn(usize) -> Vec3); 6] = [
        ("one point", |_| Vec3::splat(5.0)),
        ("two points", |i| Vec3::splat((i % 2) as f32)),
        ("a line", |i| Vec3::ONE * i as f32),
        ("a far line", |i| Vec3::new(9e4, i as f32 * 1e-2, 0.0)),
        ("a crowd and one far away", |i| {
            Vec3::new(if i == 0 { 9e4 } else { i as f32 * 1e-6 }, 0.0, 0.0)
        }),
        ("nothing finite", |_| Vec3::NAN),
    ];
    for (place, at) in places {
        for dimensions in [Dimensions::Two, Dimensions::Three] {
            let settings = Settings {
                dimensions,
                ..Settings::default()
            };
            let mut ward = Ward::new(engine("random:vertices=3000,degree=3", settings));
            for (index, p) in ward.engine.positions.iter_mut().enumerate() {
                *p = at(index);
            }
            let run = ward.ticks(60);
            assert!(run.is_ok(), "{place}, {dimensions:?}: {run:?}");
            assert!(
                nearest_pair(&ward.engine.positions) > 0.0,
                "{place}, {dimensions:?}: two in one place"
            );
        }
    }
}

// ---------------------------------------------------------------- a foreign hand, in the whole app

fn lost(app: &mut App) -> usize {
    let mut vertices = app.world_mut().query::<(&Position, &Velocity)>();
    vertices
        .iter(app.world())
        .filter(|(position, velocity)| !(position.is_finite() && velocity.is_finite()))
        .count()
}

fn vertices(app: &App) -> Vec<Entity> {
    app.world().resource::<GraphIndex>().vertices.clone()
}

#[test]
fn poison_in_components_is_caught() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    let before = radius_of(&mut app);
    for poison in POISON {
        for axis in 0..3 {
            let entity = vertices(&app)[axis];
            app.world_mut().get_mut::<Position>(entity).unwrap().0[axis] = poison;
            app.update();
            app.update();
            assert_eq!(lost(&mut app), 0, "position {poison}");
            app.world_mut().get_mut::<Velocity>(entity).unwrap().0[axis] = poison;
            app.update();
            app.update();
            assert_eq!(lost(&mut app), 0, "velocity {poison}");
        }
    }
    common::settle(&mut app, 6000);
    let after = radius_of(&mut app);
    assert!(after < 2.0 * before, "radius {before} → {after}");
}

#[test]
fn poison_in_every_component_at_once_is_caught() {
    for poison in POISON {
        let mut app = common::app("expression", 1);
        common::grow(&mut app);
        common::settle(&mut app, 3000);
        let before = radius_of(&mut app);
        for entity in vertices(&app) {
            app.world_mut().get_mut::<Position>(entity).unwrap().0 = Vec3::splat(poison);
            app.world_mut().get_mut::<Velocity>(entity).unwrap().0 = Vec3::splat(poison);
        }
        app.update();
        app.update();
        assert_eq!(lost(&mut app), 0, "{poison}");
        common::settle(&mut app, 6000);
        let after = radius_of(&mut app);
        assert!(after < 2.0 * before, "{poison}: radius {before} → {after}");
        assert!(nearest_pair(&common::positions(&mut app)) > 0.1, "{poison}");
    }
}

#[test]
fn poison_in_the_settings_is_caught() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    let known = app.world().resource::<Physics>().0;
    for poison in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut settings = app.world_mut().resource_mut::<Physics>();
        let constants = &mut settings.0.constants;
        for number in [
            &mut constants.attraction,
            &mut constants.repulsion,
            &mut constants.time_step,
            &mut constants.damping,
            &mut constants.epsilon,
            &mut constants.theta,
            &mut constants.inner_distance,
        ] {
            *number = poison;
        }
        settings.0.gravity = poison;
        settings.0.phi = poison;
        for _ in 0..5 {
            app.update();
        }
        assert_eq!(lost(&mut app), 0);
        assert_eq!(app.world().resource::<Physics>().0, known);
    }
    assert!(app.world().resource::<SimulationStatus>().quarantined >= 27);
}

#[test]
fn poison_in_an_edges_strength_is_caught() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    let before = radius_of(&mut app);
    let mut edges = app.world_mut().query_filtered::<Entity, With<Edge>>();
    let edge = edges.iter(app.world()).next().unwrap();
    for poison in POISON {
        app.world_mut().get_mut::<Edge>(edge).unwrap().strength = poison;
        for _ in 0..120 {
            app.update();
            assert_eq!(lost(&mut app), 0, "strength {poison}");
        }
    }
    app.world_mut().get_mut::<Edge>(edge).unwrap().strength = 1.0;
    for _ in 0..3000 {
        app.update();
    }
    let after = radius_of(&mut app);
    assert!(after < 2.0 * before, "radius {before} → {after}");
}

fn radius_of(app: &mut App) -> f32 {
    let positions = common::positions(app);
    gradswarm::layout::Extent::of(&positions, &[]).radius
}
