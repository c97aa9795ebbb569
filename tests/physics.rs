//! The physics: the origin's recurrence, and that nobody loses the graph.

use bevy::math::{DVec3, Vec3};
use gradswarm::{
    graph::SceneSpec,
    layout::{Constant, Constants, Dimensions, Engine, Integrator, Law, Levels, Settings},
    physics::{StartMode, engine_of},
};
use proptest::prelude::*;

fn engine(scene: &str, settings: Settings, mode: StartMode) -> Engine {
    let spec: SceneSpec = scene.parse().unwrap();
    let graph = spec.build(1).unwrap().graph;
    let mut engine = engine_of(&graph, settings, mode, 1);
    engine.parallel = false;
    engine
}

/// The notebook's site's recurrence, written down as a double loop in `f64`.
fn origin_tick(x: &mut [DVec3], v: &mut [DVec3], edges: &[[u32; 2]]) {
    let (k, f0, dt, damping) = (0.02, 100.0, 0.02, 0.75);
    let mut force = vec![DVec3::ZERO; x.len()];
    for i in 0..x.len() {
        for j in 0..x.len() {
            let difference = x[i] - x[j];
            let square = difference.length_squared();
            if i != j && square > 0.0 {
                force[i] += difference * (f0 / (square * square));
            }
        }
    }
    for &[a, b] in edges {
        let (a, b) = (a as usize, b as usize);
        let difference = x[b] - x[a];
        let pull = difference * (k * difference.length_squared());
        force[a] += pull;
        force[b] -= pull;
    }
    for i in 0..x.len() {
        v[i] = (v[i] + force[i] * dt) * damping;
        x[i] += v[i] * dt;
    }
}

#[test]
fn the_origin_law_follows_the_notebooks_recurrence() {
    let mut settings = Settings::from_law(Law::Origin);
    settings.guard = false;
    settings.constants = Constants::NOTEBOOK;
    settings.constants.theta = 0.0;
    let mut engine = engine("seed", settings, StartMode::Random);
    engine.unfold(Levels::ONE);
    // Uniform in a cube of side 25, whatever room the random start gives.
    let widest = engine
        .positions
        .iter()
        .fold(0.0f32, |w, p| w.max(p.abs().max_element()));
    for p in &mut engine.positions {
        *p *= 12.5 / widest;
    }
    let mut x: Vec<DVec3> = engine.positions.iter().map(|p| p.as_dvec3()).collect();
    let mut v = vec![DVec3::ZERO; x.len()];
    assert_eq!(x.len(), 741);
    for _ in 0..30 {
        engine.tick();
        origin_tick(&mut x, &mut v, &engine.edges);
    }
    let (mut error, mut size) = (0.0, 0.0);
    for (ours, theirs) in engine.positions.iter().zip(&x) {
        error += (ours.as_dvec3() - *theirs).length_squared();
        size += theirs.length_squared();
    }
    let relative = (error / size).sqrt();
    assert!(relative < 1e-4, "relative difference {relative:e}");
}

/// Runge–Kutta against the closed form: two vertices on a spring, without
/// repulsion and without drag, swing as a cosine.
#[test]
fn runge_kutta_swings_as_a_cosine() {
    let mut settings = Settings::from_law(Law::Veldhuizen);
    settings.integrator = Integrator::RungeKutta4;
    settings.guard = false;
    settings.constants.attraction = 1.0;
    settings.constants.repulsion = 0.0;
    settings.constants.damping = 1.0;
    let mut engine = Engine::new(settings);
    engine.add_vertex(Vec3::X, 0);
    engine.add_vertex(Vec3::NEG_X, 1);
    engine.add_edge(0, 1, 1.0);
    for tick in 1..=500 {
        engine.tick();
        // Reduced mass 1/2: ω² = 2K.
        let expected = (2f64.sqrt() * 0.02 * f64::from(tick)).cos();
        let x = f64::from(engine.positions[0].x);
        assert!(
            (x - expected).abs() < 1e-4,
            "tick {tick}: {x}, not {expected}"
        );
    }
}

#[test]
fn gravity_pulls_along_directed_edges_only() {
    let after = |scene: &str, gravity: f64| {
        let settings = Settings {
            gravity,
            ..Settings::default()
        };
        let mut engine = engine(scene, settings, StartMode::Seeded);
        for _ in 0..400 {
            engine.tick();
        }
        engine
    };
    let undirected = "path:vertices=8";
    assert_eq!(
        after(undirected, 0.0).digest(),
        after(undirected, 2e4).digest()
    );
    let fallen = after("expression", 2e4);
    for &[source, target] in &fallen.edges {
        let fall = fallen.positions[source as usize].y - fallen.positions[target as usize].y;
        assert!(fall > 0.0, "{source} → {target} falls {fall}");
    }
}

#[test]
fn where_a_tick_pauses_changes_no_bit() {
    for integrator in Integrator::ALL {
        let settings = Settings {
            integrator,
            ..Settings::default()
        };
        let mut whole = engine("random:vertices=3000,degree=3", settings, StartMode::Seeded);
        let mut sliced = engine("random:vertices=3000,degree=3", settings, StartMode::Seeded);
        sliced.parallel = false;
        bevy_tasks::ComputeTaskPool::get_or_init(bevy_tasks::TaskPool::default);
        whole.parallel = true;
        for _ in 0..10 {
            whole.tick();
            let mut slices = 1;
            while sliced.advance(50_000).is_none() {
                slices += 1;
            }
            assert!(slices > 3);
        }
        assert_eq!(whole.digest(), sliced.digest());
    }
}

#[test]
fn one_update_of_the_largest_scene_stays_within_its_budget() {
    const BUDGET: u64 = 2_000_000;
    bevy_tasks::ComputeTaskPool::get_or_init(bevy_tasks::TaskPool::default);
    let mut engine = engine("moons", Settings::default(), StartMode::Seeded);
    // What cannot be divided: a pass over all vertices, or what one thread does of
    // each of the parts that share the work.
    let undivided = engine.positions.len() as u64 * 20;
    let mut most = 0;
    let mut updates = 0;
    for _ in 0..2 {
        loop {
            let before = engine.work();
            let done = engine.advance(BUDGET).is_some();
            most = most.max(engine.work() - before);
            updates += 1;
            if done {
                break;
            }
        }
    }
    assert!(updates > 10, "{updates} updates");
    assert!(most <= BUDGET + undivided, "{most}");
}

#[test]
fn parts_rest_beside_each_other_also_where_one_is_pinned() {
    for pinned in [false, true] {
        let mut engine = engine("grid:side=12", Settings::default(), StartMode::Seeded);
        let alone = engine.add_vertex(Vec3::new(3.0, 0.0, 0.0), 10_000);
        engine.pinned[alone] = pinned;
        let ticks = (0..5000).find(|_| {
            engine.tick();
            engine.is_settled()
        });
        assert!(ticks.is_some(), "pinned: {pinned}");
        let grid = &engine.positions[..alone];
        let middle = grid.iter().sum::<Vec3>() / grid.len() as f32;
        let radius = grid.iter().map(|p| p.distance(middle)).fold(0.0, f32::max);
        let apart = engine.positions[alone].distance(middle);
        assert!(apart < 2.0 * radius, "pinned: {pinned}: {apart}, {radius}");
    }
}

#[test]
fn the_trees_force_is_within_its_promise() {
    bevy_tasks::ComputeTaskPool::get_or_init(bevy_tasks::TaskPool::default);
    for scene in ["random:vertices=4000,degree=3", "moons:samples=4"] {
        let mut engine = engine(scene, Settings::default(), StartMode::Seeded);
        for _ in 0..300 {
            engine.tick();
        }
        let (rms, _) = engine.force_error(300).unwrap();
        assert!(rms < 0.01, "{scene}: {rms}");
        assert!(rms > 0.0, "{scene}: nothing was approximated");
    }
}

#[test]
fn the_sleep_is_honest() {
    for scene in ["seed", "cube:side=6", "star:leaves=60", "moons:samples=8"] {
        let mut engine = engine(scene, Settings::default(), StartMode::Seeded);
        let mut ticks = 0;
        while !engine.is_settled() && ticks < 4000 {
            engine.tick();
            ticks += 1;
        }
        assert!(engine.is_settled(), "{scene} moves after {ticks} ticks");
        let before = engine.positions.clone();
        let unit = engine.extent().mean_edge;
        for _ in 0..600 {
            engine.tick();
        }
        let moved = engine
            .positions
            .iter()
            .zip(&before)
            .map(|(a, b)| a.distance(*b))
            .fold(0.0, f32::max);
        assert!(moved < 0.02 * unit, "{scene}: {} of an edge", moved / unit);
    }
}

#[test]
fn awkward_starts_come_apart() {
    let starts: [(&str, fn(usize) -> Vec3); 5] = [
        ("one point", |_| Vec3::splat(5.0)),
        ("a line", |i| Vec3::X * i as f32),
        ("far out", |_| Vec3::splat(1e12)),
        ("nearly one point", |i| Vec3::X * (i as f32 * 1e-30)),
        ("not a number", |i| {
            if i == 3 { Vec3::NAN } else { Vec3::INFINITY }
        }),
    ];
    for (name, start) in starts {
        let mut engine = engine("path:vertices=60", Settings::default(), StartMode::Seeded);
        for (i, p) in engine.positions.iter_mut().enumerate() {
            *p = start(i);
        }
        for _ in 0..600 {
            engine.tick();
        }
        let finite = engine.positions.iter().all(|p| p.is_finite());
        let nearest = (0..60)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| engine.positions[i].distance(engine.positions[j]))
            .fold(f32::INFINITY, f32::min);
        assert!(finite && nearest > 0.1, "{name}: nearest pair {nearest}");
    }
}

fn constants() -> impl Strategy<Value = (usize, f64)> {
    (0..7usize, 0.0..=1.0f64, -10..=10i32).prop_map(|(which, share, exponent)| {
        let (low, high) = Constant::ALL[which].info().base;
        (which, (low + share * (high - low)) * 10f64.powi(exponent))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any constants over the sliders' full range, changed at any time: every
    /// position stays finite and in the world, no step is too long, and there is
    /// always an extent that a camera can frame.
    #[test]
    fn nobody_loses_the_graph(
        changes in prop::collection::vec((0..60u32, constants()), 1..12),
        law in prop::sample::select(Law::ALL.to_vec()),
        runge_kutta in any::<bool>(),
        flat in any::<bool>(),
        scene in prop::sample::select(vec!["layer", "path:vertices=40", "star:leaves=30", "expression"]),
    ) {
        let mut settings = Settings::from_law(law);
        settings.integrator = if runge_kutta { Integrator::RungeKutta4 } else { Integrator::SemiImplicitEuler };
        settings.dimensions = if flat { Dimensions::Two } else { Dimensions::Three };
        let mut engine = engine(scene, settings, StartMode::Seeded);
        for tick in 0..80 {
            for &(_, (which, value)) in changes.iter().filter(|(at, _)| *at == tick) {
                engine.settings.constants.set(Constant::ALL[which], value);
            }
            let limit = engine.extent().step_limit().max(1e-3);
            let report = engine.tick();
            prop_assert!(engine.positions.iter().all(|p| p.is_finite()), "not finite at tick {tick}");
            prop_assert!(engine.extent().radius.is_finite() && engine.extent().radius > 0.0);
            prop_assert!(engine.positions.iter().all(|p| p.length() <= gradswarm::layout::WORLD_RADIUS * 1.001));
            // A tick's own extent is measured at its start; allow for what it changed.
            let now = engine.extent().step_limit().max(limit);
            prop_assert!(report.max_step <= now * 1.01 + 0.1, "step {} of {now} at tick {tick}", report.max_step);
        }
        // Back to the defaults, the graph comes back.
        engine.settings = Settings { dimensions: settings.dimensions, ..Settings::from_law(law) };
        for _ in 0..900 {
            engine.tick();
        }
        let radius = engine.extent().radius;
        prop_assert!((0.1..1000.0).contains(&radius), "radius {radius} after reset");
    }
}
