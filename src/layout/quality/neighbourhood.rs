//! Neighbourhood preservation: is what is near in the graph near in the picture?

use glam::Vec3;

use super::rows::Rows;
use crate::topology::{Search, SimpleGraph};

/// Neighbourhood preservation: for each vertex the share (Jaccard) that the
/// vertices up to `hops` away in the graph have in common with the same number of
/// nearest vertices in the picture; the mean over the vertices. Higher is better,
/// 1 is perfect. Of two that are equally near, the one with the lower index counts
/// as nearer.
///
/// A vertex without neighbours has nothing to preserve and is left out; if all
/// are, the result is 1. The positions must be finite.
pub fn neighbourhood_preservation(
    positions: &[Vec3],
    graph: &SimpleGraph,
    rows: &Rows,
    hops: u32,
) -> f64 {
    let mut search = Search::new(graph);
    let mut nearest = Vec::with_capacity(positions.len());
    let (mut judged, mut sum) = (0u64, 0.0f64);
    for from in rows.iter() {
        let count = search.run(from, hops).count();
        if count == 0 {
            continue;
        }
        let here = positions[from].as_dvec3();
        nearest.clear();
        nearest.extend(
            positions
                .iter()
                .enumerate()
                .filter(|&(other, _)| other != from)
                .map(|(other, p)| (here.distance_squared(p.as_dvec3()), other as u32)),
        );
        if count < nearest.len() {
            nearest
                .select_nth_unstable_by(count - 1, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        }
        let shared = nearest[..count]
            .iter()
            .filter(|&&(_, other)| search.has_reached(other as usize))
            .count();
        sum += shared as f64 / (2 * count - shared) as f64;
        judged += 1;
    }
    if judged == 0 {
        1.0
    } else {
        sum / judged as f64
    }
}
