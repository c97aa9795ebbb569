//! Stress: do distances in the picture tell distances in the graph?

use glam::Vec3;

use super::rows::Rows;
use crate::topology::{Search, SimpleGraph};

/// Scale-normalised stress: the mean of `((s·|x_i − x_j| − d_ij)/d_ij)²` over the
/// connected pairs, `d_ij` the distance in the graph, at the scale `s` that makes
/// it least. Lower is better: 0 is a perfect picture.
///
/// With `r = |x_i − x_j|/d_ij` the best scale is `Σr/Σr²`, and the least mean is
/// `1 − (Σr)²/(N·Σr²)`: never above 1, which is what coincident vertices get.
/// Without any connected pair nothing is distorted, and it is 0. The positions
/// must be finite.
pub fn stress(positions: &[Vec3], graph: &SimpleGraph, rows: &Rows) -> f64 {
    let mut search = Search::new(graph);
    let (mut pairs, mut sum, mut squares) = (0u64, 0.0f64, 0.0f64);
    for from in rows.iter() {
        let here = positions[from].as_dvec3();
        let (mut row_sum, mut row_squares) = (0.0f64, 0.0f64);
        for (other, distance) in search.run(from, u32::MAX) {
            let ratio = here.distance(positions[other].as_dvec3()) / f64::from(distance);
            row_sum += ratio;
            row_squares += ratio * ratio;
            pairs += 1;
        }
        sum += row_sum;
        squares += row_squares;
    }
    if pairs == 0 {
        return 0.0;
    }
    if squares == 0.0 {
        return 1.0;
    }
    // Squared last: what was squared first could overflow, or vanish.
    let fit = sum / (pairs as f64 * squares).sqrt();
    (1.0 - fit * fit).max(0.0)
}
