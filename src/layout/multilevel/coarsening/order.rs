//! The fixed random order of a level's edges.

use std::cmp::Ordering;

use super::sorted::Order;
use crate::layout::hash::mix;

/// The rank of the edge between two vertices on the level of this depth. Equal
/// ranks are rare, and ordered by the ends.
pub(super) const fn rank(depth: u32, [a, b]: [u32; 2]) -> u32 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    // Another order on every level: ids recur there, and must not meet in a pattern.
    let salt = mix(depth ^ 0x9e37_79b9);
    mix(mix(salt ^ low).wrapping_add(high))
}

/// An edge's place in its level's order: total, and free of ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// See [`rank`].
    pub rank: u32,
    /// The ends, ascending.
    pub ends: [u32; 2],
}

impl Place {
    /// The place of the edge between two vertices.
    pub fn new(depth: u32, [a, b]: [u32; 2]) -> Self {
        Self {
            rank: rank(depth, [a, b]),
            ends: [a.min(b), a.max(b)],
        }
    }
}

/// One half of an edge. There are more of them than of anything else in a chain, so that
/// they do without the edge's rank: it is cheaper to compute than to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Half {
    /// The vertex that sees the edge.
    pub vertex: u32,
    /// The vertex at the other end.
    pub other: u32,
}

/// Halves by vertex, and then as the edges of this depth are: among the edges of one
/// vertex, places that tie in rank follow the id at the other end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ByPlace {
    /// How many levels are below.
    pub depth: u32,
}

impl Order<Half> for ByPlace {
    fn compare(&self, a: &Half, b: &Half) -> Ordering {
        let rank = |half: &Half| rank(self.depth, [half.vertex, half.other]);
        a.vertex
            .cmp(&b.vertex)
            .then_with(|| rank(a).cmp(&rank(b)))
            .then_with(|| a.other.cmp(&b.other))
    }
}
