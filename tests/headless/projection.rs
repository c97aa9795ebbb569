//! Multilevel projection dynamics: coarser levels change the way to rest, not the rest.

use bevy::math::{DMat3, DVec3, Vec3};
use gradswarm::{
    graph::SceneSpec,
    layout::{Engine, Levels, Multilevel, Settings, Springs},
    physics::{StartMode, engine_from_graph},
};

use crate::common::start_compute_threads;

fn settings(phi: f64) -> Settings {
    Settings {
        multilevel: Multilevel::Projection,
        phi,
        ..Settings::default()
    }
}

fn engine(scene: &str, settings: Settings) -> Engine {
    let spec: SceneSpec = scene.parse().unwrap();
    let graph = spec.build(1).unwrap().graph;
    let mut engine = engine_from_graph(&graph, settings, StartMode::Random, 1);
    engine.parallel = false;
    // The dynamics are to find the way, from the tangle itself.
    engine.unfold(Levels::ONE);
    engine
}

fn settle(engine: &mut Engine, most: u32) -> Option<u32> {
    (1..=most).find(|_| {
        engine.tick();
        engine.is_settled()
    })
}

/// The largest way of a vertex from `before`, in mean edges.
fn moved(engine: &Engine, before: &[Vec3]) -> f32 {
    let ways = engine.positions.iter().zip(before);
    let farthest = ways.map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
    farthest / engine.extent().mean_edge
}

/// The net force over the sum of the springs' pulls, root mean square over the
/// vertices, repulsion summed directly.
fn residual(engine: &Engine) -> f64 {
    let n = engine.positions.len();
    let at = |i: usize| engine.positions[i].as_dvec3();
    let constants = &engine.settings.constants;
    let (mut forces, mut pulls) = (vec![DVec3::ZERO; n], vec![0.0; n]);
    for (i, force) in forces.iter_mut().enumerate() {
        for j in (0..n).filter(|&j| j != i) {
            let away = at(i) - at(j);
            let softened = away.length() + constants.epsilon;
            *force += away.normalize() * (constants.repulsion / (softened * softened));
        }
    }
    let springs = Springs::new(&engine.settings, false);
    for (&[a, b], &strength) in engine.edges.iter().zip(&engine.strengths) {
        let (a, b) = (a as usize, b as usize);
        let pull = f64::from(springs.pull(engine.positions[a], engine.positions[b], strength));
        let along = (at(b) - at(a)).normalize() * pull;
        forces[a] += along;
        forces[b] -= along;
        pulls[a] += pull;
        pulls[b] += pull;
    }
    let square: f64 = forces.iter().map(|f| f.length_squared()).sum();
    let scale: f64 = pulls.iter().map(|p| p * p).sum();
    (square / scale).sqrt()
}

#[test]
fn without_dilation_the_levels_are_as_if_alone() {
    let mut single = engine("cube:side=6", Settings::default());
    let mut levels = engine("cube:side=6", settings(1.0));
    for _ in 0..120 {
        single.tick();
        levels.tick();
    }
    assert!(levels.level_sizes().len() > 3, "{:?}", levels.level_sizes());
    let apart = moved(&levels, &single.positions);
    assert!(apart < 1e-6, "{apart} edges apart");
    // With dilation they are not.
    let mut dilated = engine("cube:side=6", settings(0.15));
    for _ in 0..60 {
        dilated.tick();
    }
    assert!(moved(&dilated, &single.positions) > 0.1);
}

#[test]
fn it_settles_where_the_single_level_is_at_rest() {
    for (scene, levels) in [
        ("seed", 4),
        ("grid:side=20", 4),
        ("tree:depth=8", 3),
        ("star:leaves=499", 2),
    ] {
        let mut engine = engine(scene, settings(0.15));
        let mut settled = false;
        for _ in 0..3000 {
            let limit = engine.extent().step_limit();
            let report = engine.tick();
            assert!(engine.positions.iter().all(|p| p.is_finite()), "{scene}");
            // The limit is that of the extent at the tick's own beginning.
            let limit = engine.extent().step_limit().max(limit);
            assert!(report.max_step <= limit * 1.01, "{scene}: {report:?}");
            settled = engine.is_settled();
            if settled {
                break;
            }
        }
        assert!(settled, "{scene} moves");
        assert!(
            engine.level_sizes().len() >= levels,
            "{:?}",
            engine.level_sizes()
        );
        let residual = residual(&engine);
        assert!(residual < 2e-3, "{scene}: residual {residual}");
        let before = engine.positions.clone();
        engine.settings.multilevel = Multilevel::Off;
        engine.wake();
        for _ in 0..600 {
            engine.tick();
        }
        let moved = moved(&engine, &before);
        assert!(moved < 0.02, "{scene}: {moved} edges without the levels");
    }
}

#[test]
fn the_frame_becomes_the_fit() {
    let mut engine = engine("cube:side=6", settings(0.15));
    assert!(settle(&mut engine, 3000).is_some());
    for _ in 0..200 {
        engine.tick();
    }
    let y = engine.coarse_positions();
    let n = y.len() as f64;
    let mean = |points: &[Vec3]| points.iter().map(|p| p.as_dvec3()).sum::<DVec3>() / n;
    let (x_mean, y_mean) = (mean(&engine.positions), mean(&y));
    let outer = |a: DVec3, b: DVec3| DMat3::from_cols(a * b.x, a * b.y, a * b.z);
    let (mut xy, mut yy) = (DMat3::ZERO, DMat3::ZERO);
    for (x, y) in engine.positions.iter().zip(&y) {
        let y = y.as_dvec3() - y_mean;
        xy += outer(x.as_dvec3() - x_mean, y);
        yy += outer(y, y);
    }
    let fit = xy * yy.inverse();
    let frame = engine.frames().next().unwrap();
    assert!(
        frame.linear.abs_diff_eq(fit, 1e-3),
        "{:?} is not {fit:?}",
        frame.linear
    );
    assert!(frame.centre.abs_diff_eq(x_mean, 1e-2));
    assert!(frame.origin.abs_diff_eq(y_mean, 1e-2));
}

#[test]
fn slices_and_threads_change_no_bit() {
    start_compute_threads();
    let scene = "random:vertices=4000,degree=3";
    let mut whole = engine(scene, settings(0.15));
    let mut sliced = engine(scene, settings(0.15));
    whole.parallel = true;
    for _ in 0..10 {
        whole.tick();
        while sliced.advance(40_000).is_none() {}
    }
    assert_eq!(whole.level_sizes(), sliced.level_sizes());
    assert_eq!(whole.digest(), sliced.digest());
}

#[test]
fn edits_change_a_settled_graph_where_they_are() {
    let mut engine = engine("grid:side=20", settings(0.15));
    assert!(settle(&mut engine, 3000).is_some());
    let before = engine.positions.clone();
    let corner = engine.positions[0];
    let added = engine.add_vertex(corner + Vec3::ONE, 400);
    engine.add_edge(0, added, 1.0);
    engine.wake();
    assert!(settle(&mut engine, 3000).is_some());
    engine.remove_vertex(added);
    engine.wake();
    assert!(settle(&mut engine, 3000).is_some());
    assert_eq!(engine.positions.len(), before.len());
    let shifts: f32 = engine
        .positions
        .iter()
        .zip(&before)
        .map(|(a, b)| a.distance(*b))
        .sum();
    let mean = shifts / before.len() as f32 / engine.extent().mean_edge;
    assert!(mean < 0.2, "mean shift {mean} edges");
}

#[test]
fn the_levels_can_be_capped_and_left_out() {
    let sizes = |settings: Settings| {
        let mut engine = engine("cube:side=6", settings);
        engine.tick();
        engine.level_sizes()
    };
    let all = sizes(settings(0.15));
    assert!(all.len() > 3 && all.is_sorted_by(|a, b| a > b), "{all:?}");
    let capped = Settings {
        levels: 2,
        ..settings(0.15)
    };
    assert_eq!(sizes(capped), all[..2]);
    assert_eq!(sizes(Settings::default()), all[..1]);
}

#[test]
fn an_unfolding_begins_the_levels_anew() {
    let mut moved_along = engine("grid:side=20", settings(0.15));
    for _ in 0..100 {
        moved_along.tick();
    }
    let mut fresh = engine("grid:side=20", settings(0.15));
    fresh.positions.clone_from(&moved_along.positions);
    for engine in [&mut moved_along, &mut fresh] {
        engine.unfold(Levels::Auto);
        for _ in 0..200 {
            engine.tick();
        }
        assert!(!engine.is_unfolding() && engine.level_sizes().len() > 3);
    }
    assert_eq!(moved_along.digest(), fresh.digest());
}
