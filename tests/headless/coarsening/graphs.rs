//! Graphs that chains are built of, as plain sets of vertices and edges.

use std::collections::{BTreeMap, BTreeSet};

use gradswarm::layout::coarsening::{Chain, Edit, EditError};

/// Edges by id, with the vertices 0 to n − 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    pub(super) vertices: BTreeSet<u32>,
    pub(super) edges: BTreeMap<u32, [u32; 2]>,
}

impl Graph {
    pub(super) fn new(n: u32, edges: impl IntoIterator<Item = [u32; 2]>) -> Self {
        Self {
            vertices: (0..n).collect(),
            edges: (0..).zip(edges).collect(),
        }
    }

    pub(super) fn chain(&self) -> Chain {
        let edges = self.edges.values().copied();
        Chain::build(self.vertices.iter().copied(), edges).unwrap()
    }

    /// Applies an edit to the plain graph that the chain is compared with.
    pub(super) fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddVertex(id) => self
                .vertices
                .insert(id)
                .then_some(())
                .ok_or(EditError::VertexExists(id)),
            Edit::RemoveVertex(id) => {
                self.edges.retain(|_, ends| !ends.contains(&id));
                self.vertices
                    .remove(&id)
                    .then_some(())
                    .ok_or(EditError::UnknownVertex(id))
            }
            Edit::AddEdge(ends) => {
                if let Some(&end) = ends.iter().find(|end| !self.vertices.contains(end)) {
                    return Err(EditError::UnknownVertex(end));
                }
                let free = self.edges.last_key_value().map_or(0, |(&last, _)| last + 1);
                self.edges.insert(free, ends);
                Ok(())
            }
            // Any of those between the two; there are no edges inside one vertex.
            Edit::RemoveEdge([a, b]) => {
                let same = |ends: &[u32; 2]| a != b && (*ends == [a, b] || *ends == [b, a]);
                let found = self.edges.iter().find(|(_, ends)| same(ends));
                let edge = found.map(|(&edge, _)| edge);
                edge.and_then(|edge| self.edges.remove(&edge))
                    .map(|_| ())
                    .ok_or(EditError::UnknownEdge([a, b]))
            }
        }
    }
}

pub(super) fn path(n: u32) -> Graph {
    Graph::new(n, (1..n).map(|i| [i - 1, i]))
}

pub(super) fn tree(n: u32) -> Graph {
    Graph::new(n, (1..n).map(|i| [(i - 1) / 2, i]))
}

pub(super) fn star(leaves: u32) -> Graph {
    Graph::new(leaves + 1, (1..=leaves).map(|i| [0, i]))
}

pub(super) fn grid(side: u32) -> Graph {
    let right = (0..side * side).filter(move |i| i % side + 1 < side);
    let down = 0..side * (side - 1);
    Graph::new(
        side * side,
        right.map(|i| [i, i + 1]).chain(down.map(|i| [i, i + side])),
    )
}

/// Small numbers from a hash, for shuffles and choices.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        ((self.0 >> 33) % bound as u64) as usize
    }
}

/// A random graph of degree 3, loops and parallel edges included.
pub(super) fn cubic(n: u32) -> Graph {
    let mut dice = Dice(3);
    let mut ends: Vec<u32> = (0..3 * n).map(|i| i / 3).collect();
    for i in (1..ends.len()).rev() {
        ends.swap(i, dice.below(i + 1));
    }
    let (pairs, _) = ends.as_chunks::<2>();
    Graph::new(n, pairs.iter().copied())
}

/// A layer of neurons applied to many samples: the weights are hubs.
pub(super) fn perceptron(samples: u32, inputs: u32, neurons: u32) -> Graph {
    let weights = inputs * neurons;
    let mut n = weights;
    let mut edges = Vec::new();
    for _ in 0..samples {
        let first = n;
        n += inputs;
        for neuron in 0..neurons {
            let mut sum = None;
            for input in 0..inputs {
                let product = n;
                edges.push([neuron * inputs + input, product]);
                edges.push([first + input, product]);
                n += 1;
                if let Some(sum) = sum {
                    edges.extend([[sum, n], [product, n]]);
                    n += 1;
                }
                sum = Some(n - 1);
            }
        }
    }
    Graph::new(n, edges)
}

pub(super) fn families() -> Vec<(&'static str, Graph)> {
    let mut apart = grid(12);
    apart.vertices.extend(1_000..1_040);
    apart
        .edges
        .extend([(9_000, [1_000, 1_001]), (9_001, [5, 5])]);
    vec![
        ("grid", grid(40)),
        ("tree", tree(8191)),
        ("path", path(1600)),
        ("star", star(499)),
        ("cubic", cubic(1000)),
        ("perceptron", perceptron(40, 6, 6)),
        ("components", apart),
    ]
}
