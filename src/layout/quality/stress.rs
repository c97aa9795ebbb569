//! Stress: how well distances in the picture match distances in the graph.

use glam::Vec3;

use super::rows::Rows;
use crate::topology::{Search, SimpleGraph};

/// Scale-normalised stress: the mean of `((s·|x_i − x_j| − d_ij)/d_ij)²` over the connected
/// pairs, with `d_ij` the graph distance in hops and `s` the scale that minimises it. Lower is
/// better: 0 is a perfect picture.
///
/// With `r = |x_i − x_j|/d_ij` the best scale is `Σr/Σr²`, and the least mean is `1 −
/// (Σr)²/(N·Σr²)`: at most 1, the value of coincident vertices. Without a connected pair it is
/// 0. The positions must be finite.
pub fn stress(positions: &[Vec3], graph: &SimpleGraph, rows: &Rows) -> f64 {
    let mut search = Search::new(graph);
    let (mut pairs, mut sum, mut squares) = (0u64, 0.0f64, 0.0f64);
    for from in rows.iter() {
        let here = positions[from].as_dvec3();
        let (mut row_sum, mut row_squares) = (0.0f64, 0.0f64);
        for (other, distance) in search.visit_within(from, u32::MAX) {
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
    // Square last: squares could overflow or vanish earlier.
    let fit = sum / (pairs as f64 * squares).sqrt();
    (1.0 - fit * fit).max(0.0)
}
