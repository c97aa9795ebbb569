//! Neighbourhood preservation: whether graph neighbours are near in the picture.

use glam::Vec3;

use super::rows::Rows;
use crate::topology::{Search, SimpleGraph};

/// Neighbourhood preservation, 0 … 1: the mean over the vertices of the Jaccard index `|A ∩ B|
/// / |A ∪ B|`. `A` are the vertices up to `hops` away in the graph, `B` the same number of
/// nearest vertices in the picture. Higher is better. Of two equally near vertices, the lower
/// index counts as nearer.
///
/// A vertex without neighbours is left out; if there is no other, the result is 1. The
/// positions must be finite.
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
        let count = search.visit_within(from, hops).count();
        if count == 0 {
            continue;
        }
        // Select the nearest vertices in the picture.
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
        // Jaccard index of both neighbourhoods.
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
