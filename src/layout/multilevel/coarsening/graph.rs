//! The edges of a level: a simple weighted graph, with each vertex's edges in the order of the
//! matching.

use super::{
    order::{ByVertexAndPlace, HalfEdge, Place},
    sorted::SortedMap,
};

/// The effect of a change of an edge's weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EdgeChange {
    /// The edge is new.
    Appeared,
    /// The edge is gone.
    Vanished,
    /// The edge exists, or is absent, as before.
    Stayed,
}

/// The edges of a level. One sorted map of half-edges serves all vertices: a hub with many
/// thousand edges costs the logarithm of their number, and a vertex of degree three costs no
/// allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Graph {
    halves: SortedMap<HalfEdge, u32, ByVertexAndPlace>,
}

impl Graph {
    /// Creates a graph from both half-edges of every edge, in their order.
    pub fn from_sorted(depth: u32, halves: &[(HalfEdge, u32)]) -> Self {
        Self {
            halves: SortedMap::from_sorted(ByVertexAndPlace { depth }, halves),
        }
    }

    /// Changes the weight of an edge between two different vertices.
    pub fn change_weight(&mut self, [a, b]: [u32; 2], difference: i64) -> EdgeChange {
        let mut change = EdgeChange::Stayed;
        for (vertex, other) in [(a, b), (b, a)] {
            let half = HalfEdge { vertex, other };
            let count = self.halves.get_or_insert(half, 0);
            let before = *count;
            let after = i64::from(before) + difference;
            debug_assert!(after >= 0, "an edge was taken away that was not there");
            *count = after.clamp(0, i64::from(u32::MAX)) as u32;
            change = match (before, *count) {
                (0, 1..) => EdgeChange::Appeared,
                (1.., 0) => EdgeChange::Vanished,
                _ => EdgeChange::Stayed,
            };
            if *count == 0 {
                self.halves.remove(&half);
            }
        }
        change
    }

    /// The weight of the edge between two vertices; 0 if there is none.
    pub fn edge_weight(&self, [vertex, other]: [u32; 2]) -> u32 {
        let half = HalfEdge { vertex, other };
        self.halves.get(&half).copied().unwrap_or(0)
    }

    /// The place of the edge between two vertices, whether it exists or not.
    pub fn edge_place(&self, ends: [u32; 2]) -> Place {
        Place::new(self.depth(), ends)
    }

    /// The neighbour at the other end of a vertex's earliest edge.
    pub fn earliest_neighbour(&self, vertex: u32) -> Option<u32> {
        self.neighbours(vertex).next().map(|(other, _)| other)
    }

    /// The place of a vertex's next edge after a given one, which may already be removed.
    pub fn next_place(&self, vertex: u32, after: Place) -> Option<Place> {
        let [a, b] = after.ends;
        let half = HalfEdge {
            vertex,
            other: if a == vertex { b } else { a },
        };
        self.halves
            .iter_from(half)
            .map(|(found, _)| found)
            .find(|&found| found != half)
            .filter(|found| found.vertex == vertex)
            .map(|found| self.edge_place([vertex, found.other]))
    }

    /// The neighbours of a vertex with the edge weights, the earliest edge first.
    pub fn neighbours(&self, vertex: u32) -> impl Iterator<Item = (u32, u32)> {
        self.halves
            .iter_after(move |half| half.vertex < vertex)
            .take_while(move |(half, _)| half.vertex == vertex)
            .map(|(half, count)| (half.other, count))
    }

    /// All edges with their weights, the lesser end first: sorted by the lesser end, then by
    /// place.
    pub fn edges(&self) -> impl Iterator<Item = ([u32; 2], u32)> {
        self.halves
            .iter()
            .filter(|(half, _)| half.vertex < half.other)
            .map(|(half, count)| ([half.vertex, half.other], count))
    }

    /// The number of edges.
    pub fn len(&self) -> usize {
        self.halves.len() / 2
    }

    /// The number of finer levels.
    pub fn depth(&self) -> u32 {
        self.halves.order().depth
    }
}
