//! Measures of edges: variation of their lengths, and shifts in units of the mean length.

use glam::Vec3;

use crate::topology::SimpleGraph;

/// Edge-length variation: the standard deviation of the lengths divided by their mean, σ/µ.
/// Lower is more even. It is 0 without edges or if all lengths are 0. The positions must be
/// finite.
pub fn edge_variation(positions: &[Vec3], graph: &SimpleGraph) -> f64 {
    let lengths: Vec<f64> = graph
        .edges()
        .map(|[a, b]| positions[a].as_dvec3().distance(positions[b].as_dvec3()))
        .collect();
    let count = lengths.len() as f64;
    let mean = lengths.iter().sum::<f64>() / count;
    if lengths.is_empty() || mean == 0.0 {
        return 0.0;
    }
    let variance = lengths
        .iter()
        .map(|length| (length - mean) * (length - mean))
        .sum::<f64>()
        / count;
    variance.sqrt() / mean
}

/// Mean distance between the first and the second position of each pair, in units of
/// `mean_edge`. It is 0 without pairs, or if nothing moved.
pub fn mean_shift(moves: impl IntoIterator<Item = [Vec3; 2]>, mean_edge: f64) -> f64 {
    let (mut count, mut sum) = (0u64, 0.0f64);
    for [before, after] in moves {
        sum += before.as_dvec3().distance(after.as_dvec3());
        count += 1;
    }
    if sum == 0.0 {
        0.0
    } else {
        sum / count as f64 / mean_edge
    }
}
