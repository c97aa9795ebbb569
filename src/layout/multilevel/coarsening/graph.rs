//! A level's edges: a simple graph with counts, ordered at each vertex.

use super::{
    order::{ByPlace, Half, Place},
    sorted::SortedMap,
};

/// What became of an edge whose count changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was not there before.
    Appeared,
    /// It is gone.
    Vanished,
    /// It is as present, or absent, as it was.
    Stayed,
}

/// The edges of a level. One sorted map of halves for all vertices, so that a hub of
/// many thousand edges costs the logarithm of their number, and a vertex of three
/// costs no allocation of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Graph {
    halves: SortedMap<Half, u32, ByPlace>,
}

impl Graph {
    /// A graph from halves in their order; both halves of every edge.
    pub fn from_sorted(depth: u32, halves: &[(Half, u32)]) -> Self {
        Self {
            halves: SortedMap::from_sorted(ByPlace { depth }, halves),
        }
    }

    /// Changes the count of an edge between two different vertices.
    pub fn change(&mut self, [a, b]: [u32; 2], difference: i64) -> Fate {
        let mut fate = Fate::Stayed;
        for (vertex, other) in [(a, b), (b, a)] {
            let half = Half { vertex, other };
            let count = self.halves.get_or_insert(half, 0);
            let before = *count;
            let after = i64::from(before) + difference;
            debug_assert!(after >= 0, "an edge was taken away that was not there");
            *count = after.clamp(0, i64::from(u32::MAX)) as u32;
            fate = match (before, *count) {
                (0, 1..) => Fate::Appeared,
                (1.., 0) => Fate::Vanished,
                _ => Fate::Stayed,
            };
            if *count == 0 {
                self.halves.remove(&half);
            }
        }
        fate
    }

    /// The count of the edge between two vertices; 0 if there is none.
    pub fn count(&self, [vertex, other]: [u32; 2]) -> u32 {
        let half = Half { vertex, other };
        self.halves.get(&half).copied().unwrap_or(0)
    }

    /// The place of the edge between two vertices, whether there or not.
    pub fn place(&self, ends: [u32; 2]) -> Place {
        Place::new(self.depth(), ends)
    }

    /// The vertex at the other end of a vertex's earliest edge.
    pub fn earliest(&self, vertex: u32) -> Option<u32> {
        self.neighbours(vertex).next().map(|(other, _)| other)
    }

    /// The place of a vertex's next edge after one that it has, or had.
    pub fn next(&self, vertex: u32, after: Place) -> Option<Place> {
        let [a, b] = after.ends;
        let half = Half {
            vertex,
            other: if a == vertex { b } else { a },
        };
        self.halves
            .from(half)
            .map(|(found, _)| found)
            .find(|&found| found != half)
            .filter(|found| found.vertex == vertex)
            .map(|found| self.place([vertex, found.other]))
    }

    /// The neighbours of a vertex and the counts of the edges there, earliest first.
    pub fn neighbours(&self, vertex: u32) -> impl Iterator<Item = (u32, u32)> {
        self.halves
            .after(move |half| half.vertex < vertex)
            .take_while(move |(half, _)| half.vertex == vertex)
            .map(|(half, count)| (half.other, count))
    }

    /// All edges with their counts, the lesser end first: by the lesser end, then in
    /// the order of the edges.
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

    /// How many levels are below.
    pub fn depth(&self) -> u32 {
        self.halves.order().depth
    }
}
