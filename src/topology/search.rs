//! Breadth-first search, with its memory kept between searches.

use super::adjacency::Adjacency;

/// The state of a breadth-first search: distances, and the vertices in the order of their visit.
#[derive(Clone, Debug, Default)]
pub struct BreadthFirstSearch {
    distances: Vec<u32>,
    reached: Vec<u32>,
}

impl BreadthFirstSearch {
    /// The distance of a vertex that was not reached.
    pub const UNREACHED: u32 = u32::MAX;

    /// A search over so many vertices that has reached none.
    pub fn new(vertices: usize) -> Self {
        Self {
            distances: vec![Self::UNREACHED; vertices],
            reached: Vec::new(),
        }
    }

    /// Forgets what was reached, in time proportional to its size.
    pub fn clear(&mut self) {
        for vertex in self.reached.drain(..) {
            self.distances[vertex as usize] = Self::UNREACHED;
        }
    }

    /// Visits every unreached vertex up to `most_hops` away from `start`, nearest first. Vertices
    /// of earlier visits are not passed. Returns the number of neighbours that were looked at.
    pub fn visit_from(&mut self, adjacency: &Adjacency, start: u32, most_hops: u32) -> u64 {
        if self.has_reached(start) {
            return 0;
        }
        let mut looks = 0;
        let mut next = self.reached.len();
        self.distances[start as usize] = 0;
        self.reached.push(start);
        while let Some(&vertex) = self.reached.get(next) {
            next += 1;
            let distance = self.distances[vertex as usize];
            if distance == most_hops {
                break;
            }
            let neighbours = adjacency.neighbours(vertex);
            looks += neighbours.len() as u64;
            for &other in neighbours {
                if self.distances[other as usize] == Self::UNREACHED {
                    self.distances[other as usize] = distance + 1;
                    self.reached.push(other);
                }
            }
        }
        looks
    }

    /// The reached vertices in the order of their visit, starts included.
    pub fn reached(&self) -> &[u32] {
        &self.reached
    }

    /// Whether `vertex` was reached.
    pub fn has_reached(&self, vertex: u32) -> bool {
        self.distances[vertex as usize] != Self::UNREACHED
    }

    /// The distances, without the memory of the search.
    pub fn into_distances(self) -> Vec<u32> {
        self.distances
    }

    /// The distance of each vertex from the start that reached it, or [`Self::UNREACHED`].
    pub fn distances(&self) -> &[u32] {
        &self.distances
    }
}
