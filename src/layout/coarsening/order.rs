//! The fixed random order of a level's edges.

use super::super::hash::mix;

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

/// One half of an edge, sorted by vertex and then as its edge is: among the edges of
/// one vertex, places that tie in rank follow the id at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Half {
    /// The vertex that sees the edge.
    pub vertex: u32,
    /// The edge's rank.
    pub rank: u32,
    /// The vertex at the other end.
    pub other: u32,
}

impl Half {
    /// Before every half of a vertex.
    pub const fn first(vertex: u32) -> Self {
        Self {
            vertex,
            rank: 0,
            other: 0,
        }
    }
}
