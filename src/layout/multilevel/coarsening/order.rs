//! The fixed random order of a level's edges. The matching is the lexicographically first maximal
//! one in this order.

use std::cmp::Ordering;

use super::sorted::Order;
use crate::layout::hash::mix;

/// The rank of the edge between two vertices on the level of this depth. Equal ranks are rare
/// and ordered by the ends.
pub(super) const fn edge_rank(depth: u32, [a, b]: [u32; 2]) -> u32 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    // Each level needs another order: ids recur there, and a common order would form patterns.
    let salt = mix(depth ^ 0x9e37_79b9);
    mix(mix(salt ^ low).wrapping_add(high))
}

/// An edge's place in the order of its level: total, without ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// See [`edge_rank`].
    pub rank: u32,
    /// The ends, the lesser first.
    pub ends: [u32; 2],
}

impl Place {
    /// The place of the edge between two vertices.
    pub fn new(depth: u32, [a, b]: [u32; 2]) -> Self {
        Self {
            rank: edge_rank(depth, [a, b]),
            ends: [a.min(b), a.max(b)],
        }
    }
}

/// A half-edge. A chain has more of them than of anything else, so they do not store the edge's
/// rank: it is cheaper to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HalfEdge {
    /// The vertex that the half-edge belongs to.
    pub vertex: u32,
    /// The vertex at the other end.
    pub other: u32,
}

/// Orders half-edges by vertex, then by the edges' places at this depth. Among the edges of one
/// vertex, equal ranks are ordered by the other end's id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ByVertexAndPlace {
    /// The number of finer levels.
    pub depth: u32,
}

impl Order<HalfEdge> for ByVertexAndPlace {
    fn compare(&self, a: &HalfEdge, b: &HalfEdge) -> Ordering {
        let rank_of = |half: &HalfEdge| edge_rank(self.depth, [half.vertex, half.other]);
        a.vertex
            .cmp(&b.vertex)
            .then_with(|| rank_of(a).cmp(&rank_of(b)))
            .then_with(|| a.other.cmp(&b.other))
    }
}
