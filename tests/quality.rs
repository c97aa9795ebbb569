//! The measures of a layout: known values, invariances, and the command that prints them.

use std::process::Command;

use glam::Vec3;
use gradswarm::layout::quality::{
    EXACT_UP_TO, PIVOTS, Quality, Rows, SimpleGraph, edge_variation, mean_shift,
    neighbourhood_preservation, stress,
};
use proptest::prelude::*;
use serde_json::Value;

const LESMIS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/graphs/lesmis.mtx");

fn quality(positions: &[Vec3], edges: &[[u32; 2]]) -> Quality {
    Quality::from_layout(positions, edges).unwrap()
}

fn path(vertices: u32) -> Vec<[u32; 2]> {
    (1..vertices).map(|v| [v - 1, v]).collect()
}

/// A square grid at its lattice positions.
fn grid(side: u32) -> (Vec<Vec3>, Vec<[u32; 2]>) {
    let mut positions = Vec::new();
    let mut edges = Vec::new();
    for v in 0..side * side {
        let (x, y) = (v % side, v / side);
        positions.push(Vec3::new(x as f32, y as f32, 0.0));
        if x + 1 < side {
            edges.push([v, v + 1]);
        }
        if y + 1 < side {
            edges.push([v, v + side]);
        }
    }
    (positions, edges)
}

fn near(a: f64, b: f64, error: f64) {
    assert!((a - b).abs() <= error, "{a} is not {b} ± {error}");
}

#[test]
fn a_path_on_a_line_is_perfect() {
    let positions: Vec<Vec3> = (0..50).map(|v| Vec3::X * v as f32 * 7.0).collect();
    let result = quality(&positions, &path(50));
    near(result.stress, 0.0, 1e-12);
    assert_eq!((result.np1, result.np2), (1.0, 1.0));
    near(result.edge_cv, 0.0, 1e-12);
}

#[test]
fn a_folded_path_is_not() {
    // 0 and 3 at one end, 1 and 2 at the other: neighbours 0–3, 1–2 in the picture.
    let positions = [Vec3::ZERO, Vec3::X * 2.0, Vec3::X * 3.0, Vec3::X];
    let result = quality(&positions, &path(4));
    // Lengths 2, 1, 2; the pairs two apart 3/2, 1/2; the ends 1/3.
    let (sum, squares) = (5.0 + 2.0 + 1.0 / 3.0, 9.0 + 2.5 + 1.0 / 9.0);
    near(result.stress, 1.0 - sum * sum / (6.0 * squares), 1e-12);
    // 0 sees 3; 1 sees 2 and 3 of {0, 2}: one of three; 2 sees 1 and 3 of {1, 3}; 3 sees 0.
    near(result.np1, (1.0 / 3.0 + 1.0) / 4.0, 1e-12);
    near(result.edge_cv, (2.0f64 / 9.0).sqrt() / (5.0 / 3.0), 1e-12);
}

#[test]
fn a_square_has_its_closed_form() {
    let positions = [Vec3::ZERO, Vec3::X, Vec3::X + Vec3::Y, Vec3::Y];
    let result = quality(&positions, &[[0, 1], [1, 2], [2, 3], [3, 0]]);
    near(
        result.stress,
        1.0 - (4.0 + 2f64.sqrt()).powi(2) / 30.0,
        1e-7,
    );
    assert_eq!((result.np1, result.np2), (1.0, 1.0));
}

#[test]
fn a_grid_at_its_lattice_has_the_published_ideal() {
    let (positions, edges) = grid(17);
    let result = quality(&positions, &edges);
    near(result.stress, 0.0137, 1e-4);
    assert_eq!((result.np1, result.np2), (1.0, 1.0));
    assert_eq!(result.edge_cv, 0.0);
}

#[test]
fn equally_near_vertices_count_in_the_order_of_their_index() {
    // The middle's neighbour is one of four that are equally near: the first, or the last.
    let positions = [Vec3::ZERO, Vec3::X, Vec3::Y, -Vec3::X, -Vec3::Y];
    let middle = |neighbour: u32| {
        let graph = SimpleGraph::new(5, &[[0, neighbour]]);
        // Both ends of the edge are judged; the outer one finds the middle.
        neighbourhood_preservation(&positions, &graph, &Rows::all(5), 1)
    };
    assert_eq!(middle(1), 1.0);
    assert_eq!(middle(4), 0.5);
}

#[test]
fn what_has_nothing_to_measure_has_a_value_all_the_same() {
    let nothing = Quality {
        stress: 0.0,
        np1: 1.0,
        np2: 1.0,
        edge_cv: 0.0,
    };
    assert_eq!(quality(&[], &[]), nothing);
    assert_eq!(quality(&[Vec3::ONE], &[]), nothing);
    assert_eq!(quality(&[Vec3::ONE], &[[0, 0]]), nothing);
    assert_eq!(quality(&[Vec3::ONE, Vec3::X, Vec3::X], &[]), nothing);
    // In one point: the worst stress; neighbours by index.
    let collapsed = quality(&[Vec3::ONE; 5], &path(5));
    assert_eq!((collapsed.stress, collapsed.edge_cv), (1.0, 0.0));
    assert!((0.0..1.0).contains(&collapsed.np1), "{collapsed:?}");
    // At the ends of the numbers there are.
    for scale in [f32::MIN_POSITIVE, f32::MAX / 8.0] {
        let positions: Vec<Vec3> = (0..5).map(|v| Vec3::X * v as f32 * scale).collect();
        near(quality(&positions, &path(5)).stress, 0.0, 1e-6);
    }
    for lost in [f32::NAN, f32::INFINITY] {
        assert_eq!(
            Quality::from_layout(&[Vec3::ZERO, Vec3::splat(lost)], &path(2)),
            None
        );
    }
}

#[test]
fn parts_are_measured_each_by_itself() {
    // Two perfect paths, wherever the second lies.
    let mut edges = path(4);
    edges.extend(path(4).iter().map(|&[a, b]| [a + 4, b + 4]));
    let positions: Vec<Vec3> = (0..8)
        .map(|v| Vec3::new((v % 4) as f32, if v < 4 { 0.0 } else { 100.0 }, 0.0))
        .collect();
    let result = quality(&positions, &edges);
    near(result.stress, 0.0, 1e-12);
    assert_eq!((result.np1, result.np2), (1.0, 1.0));
}

#[test]
fn loops_and_parallel_edges_do_not_count() {
    let (positions, edges) = grid(5);
    let plain = quality(&positions, &edges);
    let mut more = edges.clone();
    more.extend([[3, 3], [0, 1], [1, 0], [24, 24]]);
    assert_eq!(quality(&positions, &more), plain);
}

#[test]
fn pivots_agree_with_all_vertices() {
    // A grid of 60 × 60 with disorder, where neither measure is trivial.
    let (mut positions, edges) = grid(60);
    for (index, position) in positions.iter_mut().enumerate() {
        let noise = |salt: usize| ((index * 7919 + salt) * 104_729 % 1000) as f32 / 1000.0;
        *position += Vec3::new(noise(1), noise(2), noise(3)) * 1.5;
        position.x *= 1.0 + position.y / 60.0;
    }
    let n = positions.len();
    assert!(n <= EXACT_UP_TO);
    let exact = quality(&positions, &edges);
    for seed in 0..10 {
        let rows = Rows::pivots(n, PIVOTS, seed);
        let estimate = Quality::from_rows(&positions, &edges, &rows).unwrap();
        near(estimate.stress / exact.stress, 1.0, 0.05);
        near(estimate.np1, exact.np1, 0.03);
        near(estimate.np2, exact.np2, 0.03);
        assert_eq!(estimate.edge_cv, exact.edge_cv);
    }
    // No more pivots than vertices, each once.
    let rows = Rows::pivots(n, n + 1, 3);
    assert_eq!(
        Quality::from_rows(&positions, &edges, &rows).unwrap(),
        exact
    );
}

#[test]
fn a_shift_is_counted_in_mean_edges() {
    let moves = [[Vec3::ZERO, Vec3::X * 3.0], [Vec3::Y, Vec3::Y]];
    assert_eq!(mean_shift(moves, 2.0), 0.75);
    assert_eq!(mean_shift([], 2.0), 0.0);
    assert_eq!(mean_shift([[Vec3::ONE; 2]], 0.0), 0.0);
}

/// Graphs with positions in general place.
fn layouts() -> impl Strategy<Value = (Vec<Vec3>, Vec<[u32; 2]>)> {
    (2usize..40).prop_flat_map(|n| {
        let position = prop::array::uniform3(-100.0f32..100.0).prop_map(Vec3::from);
        let edge = prop::array::uniform2(0..n as u32);
        (
            prop::collection::vec(position, n),
            prop::collection::vec(edge, 0..3 * n),
        )
    })
}

proptest! {
    #[test]
    fn scale_place_and_direction_do_not_matter(
        (positions, edges) in layouts(),
        scale in 0.01f64..100.0,
        shift in prop::array::uniform3(-100.0f64..100.0),
        turn in prop::array::uniform4(-1.0f64..1.0),
    ) {
        let turn = glam::DQuat::from_array(turn);
        prop_assume!(turn.length() > 0.1);
        let turn = turn.normalize();
        let moved: Vec<Vec3> = positions
            .iter()
            .map(|p| (turn * p.as_dvec3() * scale + glam::DVec3::from(shift)).as_vec3())
            .collect();
        let graph = SimpleGraph::new(positions.len(), &edges);
        let rows = Rows::all(positions.len());
        near(stress(&moved, &graph, &rows), stress(&positions, &graph, &rows), 1e-3);
        near(edge_variation(&moved, &graph), edge_variation(&positions, &graph), 1e-3);
    }

    #[test]
    fn exact_moves_change_no_neighbour((positions, edges) in layouts()) {
        // Powers of two and quarter turns lose no bit.
        let moved: Vec<Vec3> = positions
            .iter()
            .map(|p| Vec3::new(-p.y, p.x, p.z) * 4.0)
            .collect();
        let (a, b) = (quality(&positions, &edges), quality(&moved, &edges));
        prop_assert_eq!((a.np1, a.np2), (b.np1, b.np2));
    }

    #[test]
    fn every_measure_keeps_its_range((positions, edges) in layouts()) {
        let result = quality(&positions, &edges);
        for share in [result.stress, result.np1, result.np2] {
            prop_assert!((0.0..=1.0).contains(&share), "{:?}", result);
        }
        prop_assert!(result.edge_cv >= 0.0 && result.edge_cv.is_finite());
        prop_assert_eq!(quality(&positions, &edges), result);
    }
}

fn stats(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_gradswarm"))
        .args([&["layout"], arguments, &["--stats", "-"]].concat())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_command_prints_them_when_asked() {
    let plain = stats(&[LESMIS, "--ticks", "20"]);
    assert!(plain.get("quality").is_none());
    let asked = stats(&[LESMIS, "--ticks", "20", "--quality"]);
    assert_eq!(
        (asked["vertices"].as_u64(), asked["edges"].as_u64()),
        (Some(77), Some(254))
    );
    assert_eq!(asked["hash"], plain["hash"]);
    let keys: Vec<&String> = asked["quality"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["stress", "np1", "np2", "edge_cv"]);
    for key in keys {
        assert!(asked["quality"][key].as_f64().unwrap() > 0.0, "{asked}");
    }
}

#[test]
fn a_settled_grid_measures_well() {
    let asked = stats(&[
        "grid:side=6",
        "--dimensions",
        "2",
        "--quality",
        "--until-settled",
    ]);
    let at = |key: &str| asked["quality"][key].as_f64().unwrap();
    assert!(
        at("stress") < 0.05 && at("np1") > 0.8 && at("np2") > 0.7,
        "{asked}"
    );
    // No vertex, no edge: still numbers.
    let asked = stats(&["path:vertices=1", "--ticks", "1", "--quality"]);
    assert_eq!(asked["quality"]["stress"], 0.0);
}
