//! Graph distances between the vertices of a coarse level, by breadth-first search in the graph.

use crate::{
    layout::model::Budget,
    topology::{BreadthFirstSearch, SimpleGraph},
};

/// The cost of looking at a neighbour, in pairs.
const LOOK_COST: u64 = 2;

/// Marks a vertex that is no representative.
const NONE: u32 = u32::MAX;

/// Two vertices of a level and the distance of their representatives.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The vertices.
    pub ends: [u32; 2],
    /// Edges on the shortest path between their representatives.
    pub hops: f32,
}

/// Breadth-first searches from representatives, one after the other.
#[derive(Debug)]
pub struct Distances {
    graph: SimpleGraph,
    /// The representative of each vertex of the level: its finest vertex of the highest degree.
    pub representatives: Vec<u32>,
    /// The vertex of the level that each finest vertex represents.
    slots: Vec<u32>,
    next: usize,
    search: BreadthFirstSearch,
    /// The pairs found so far.
    pub pairs: Vec<Pair>,
}

impl Distances {
    /// A search for distances in the finest graph between the clusters of `ancestors`.
    pub fn new(edges: &[[u32; 2]], ancestors: &[u32], vertices: usize) -> Self {
        let graph = SimpleGraph::new(ancestors.len(), edges);
        let mut representatives = vec![NONE; vertices];
        for (vertex, &ancestor) in ancestors.iter().enumerate() {
            let known = &mut representatives[ancestor as usize];
            let degree = |vertex: u32| graph.neighbours(vertex as usize).len();
            if *known == NONE || degree(vertex as u32) > degree(*known) {
                *known = vertex as u32;
            }
        }
        let mut slots = vec![NONE; ancestors.len()];
        for (slot, &vertex) in representatives.iter().enumerate() {
            slots[vertex as usize] = slot as u32;
        }
        Self {
            search: BreadthFirstSearch::new(ancestors.len()),
            graph,
            representatives,
            slots,
            next: 0,
            pairs: Vec::new(),
        }
    }

    /// Continues the searches within `budget`; returns whether all are done.
    pub fn advance(&mut self, budget: &mut Budget) -> bool {
        while self.next < self.representatives.len() {
            if budget.is_spent() {
                return false;
            }
            budget.spend(self.search_next() * LOOK_COST);
            self.next += 1;
        }
        true
    }

    /// Searches from the next representative. Returns how many neighbours were looked at.
    fn search_next(&mut self) -> u64 {
        let start = self.representatives[self.next];
        let looks = self
            .search
            .visit_from(self.graph.adjacency(), start, u32::MAX);
        let distances = self.search.distances();
        for &vertex in self.search.reached() {
            let slot = self.slots[vertex as usize];
            if (slot as usize) < self.next {
                self.pairs.push(Pair {
                    ends: [slot, self.next as u32],
                    hops: distances[vertex as usize] as f32,
                });
            }
        }
        self.search.clear();
        looks + 1
    }
}
