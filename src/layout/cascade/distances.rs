//! True distances between the vertices of a coarse level.

use super::super::{budget::Budget, quality::SimpleGraph};

/// What looking at a neighbour costs, in pairs.
const LOOK_COST: u64 = 2;

/// Of a vertex that is no representative, or was not reached.
const NONE: u32 = u32::MAX;

/// Two vertices of a level, and how far apart their representatives are.
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
    /// The finest vertex that stands for each vertex of the level: the one of the
    /// highest degree.
    pub representatives: Vec<u32>,
    /// Which vertex each finest vertex stands for.
    slots: Vec<u32>,
    next: usize,
    hops: Vec<u32>,
    reached: Vec<u32>,
    /// What was found.
    pub pairs: Vec<Pair>,
}

impl Distances {
    /// Distances in the finest graph between the clusters that `ancestors` tells of.
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
            hops: vec![NONE; ancestors.len()],
            graph,
            representatives,
            slots,
            next: 0,
            reached: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// Searches on within `budget`; returns whether all is known.
    pub fn advance(&mut self, budget: &mut Budget) -> bool {
        while self.next < self.representatives.len() {
            if budget.is_spent() {
                return false;
            }
            budget.spend(self.search() * LOOK_COST);
            self.next += 1;
        }
        true
    }

    /// One search; returns how many neighbours it looked at.
    fn search(&mut self) -> u64 {
        let mut looks = 1;
        let from = self.representatives[self.next];
        self.hops[from as usize] = 0;
        self.reached.push(from);
        let mut at = 0;
        while let Some(&vertex) = self.reached.get(at) {
            at += 1;
            let hops = self.hops[vertex as usize];
            let slot = self.slots[vertex as usize];
            if (slot as usize) < self.next {
                self.pairs.push(Pair {
                    ends: [slot, self.next as u32],
                    hops: hops as f32,
                });
            }
            let neighbours = self.graph.neighbours(vertex as usize);
            looks += neighbours.len() as u64;
            for &other in neighbours {
                if self.hops[other as usize] == NONE {
                    self.hops[other as usize] = hops + 1;
                    self.reached.push(other);
                }
            }
        }
        for vertex in self.reached.drain(..) {
            self.hops[vertex as usize] = NONE;
        }
        looks
    }
}
