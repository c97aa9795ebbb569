//! Comparison of a layout with that of an untouched control.

use std::collections::BTreeSet;

use glam::Vec3;
use gradswarm::layout::{Dimensions, Engine, LayoutExtent, Start};

/// The same graph and settings from a start of its own.
pub fn untouched(engine: &Engine) -> Engine {
    let flat = engine.settings.dimensions == Dimensions::Two;
    let start = Start::new(1, flat);
    let mut control = Engine::new(engine.settings);
    control.parallel = false;
    control.directed = engine.directed;
    let mut neighbours = vec![None; engine.positions.len()];
    for &[a, b] in &engine.edges {
        let (early, late) = (a.min(b), a.max(b));
        if early < late {
            neighbours[late as usize].get_or_insert(early as usize);
        }
    }
    for (vertex, &key) in engine.keys.iter().enumerate() {
        let near = neighbours[vertex].map(|near: usize| control.positions[near]);
        control.add_vertex(start.place(key, near), key);
    }
    for (&[a, b], &strength) in engine.edges.iter().zip(&engine.strengths) {
        control.add_edge(a as usize, b as usize, strength);
    }
    control
}

/// Describes the faults of a layout, compared with that of an untouched control:
/// vertices in one place, or a component more than twice as wide. Each is
/// measured by itself: one that was blown far away may still be on its way back.
pub fn insanity(engine: &Engine, control: &Engine) -> Option<String> {
    let nearest = nearest_pair(&engine.positions);
    let unit = f64::from(LayoutExtent::from_graph(&control.positions, &control.edges).unit());
    if nearest < unit * 1e-3 {
        return Some(format!("two vertices are {nearest:e} apart"));
    }
    for members in components(engine) {
        let (ours, theirs) = (
            radius(&engine.positions, &members),
            radius(&control.positions, &members),
        );
        if ours > 2.0 * theirs + 1e-3 {
            return Some(format!(
                "{} vertices have radius {ours:e}, the control's have {theirs:e}",
                members.len()
            ));
        }
    }
    None
}

/// The distance of the two nearest vertices.
pub fn nearest_pair(positions: &[Vec3]) -> f64 {
    let mut nearest = f64::INFINITY;
    for (index, &p) in positions.iter().enumerate() {
        for &q in &positions[..index] {
            nearest = nearest.min(distance(p, q));
        }
    }
    nearest
}

/// Root mean square distance of some vertices from their centroid.
fn radius(positions: &[Vec3], members: &BTreeSet<usize>) -> f64 {
    let points: Vec<_> = members.iter().map(|&m| positions[m].as_dvec3()).collect();
    let n = points.len() as f64;
    let centroid = points.iter().sum::<glam::DVec3>() / n;
    let squares = points.iter().map(|p| p.distance_squared(centroid));
    (squares.sum::<f64>() / n).sqrt()
}

/// The connected components of a graph.
fn components(engine: &Engine) -> Vec<BTreeSet<usize>> {
    let mut of: Vec<usize> = (0..engine.positions.len()).collect();
    loop {
        let mut changed = false;
        for &[a, b] in &engine.edges {
            let least = of[a as usize].min(of[b as usize]);
            for end in [a, b] {
                changed |= std::mem::replace(&mut of[end as usize], least) != least;
            }
        }
        if !changed {
            break;
        }
    }
    let mut sets = vec![BTreeSet::new(); of.len()];
    for (vertex, &name) in of.iter().enumerate() {
        sets[name].insert(vertex);
    }
    sets.retain(|set| !set.is_empty());
    sets
}

/// In `f64`: the square of a large `f32` overflows.
pub(super) fn distance(a: Vec3, b: Vec3) -> f64 {
    a.as_dvec3().distance(b.as_dvec3())
}
