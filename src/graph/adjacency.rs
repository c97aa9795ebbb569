//! The edges by vertex. Rebuilt on demand, once for each change of the topology.

use bevy::prelude::*;

use super::index::GraphIndex;
use crate::topology;

/// Inputs and outputs of every vertex by dense index. A cache of [`GraphIndex::ends`].
#[derive(Resource, Debug, Default)]
pub struct Adjacency {
    version: Option<u64>,
    inputs: topology::Adjacency,
    outputs: topology::Adjacency,
}

impl Adjacency {
    /// The adjacency of the present graph. Rebuilds it, linear in its size, after a change only.
    pub fn updated(&mut self, index: &GraphIndex) -> &Self {
        if self.version != Some(index.version) {
            self.version = Some(index.version);
            let vertices = index.vertices.len();
            let reversed = index.ends.iter().map(|&[source, target]| [target, source]);
            self.inputs.refill(vertices, reversed);
            self.outputs.refill(vertices, index.ends.iter().copied());
        }
        self
    }

    /// The number of vertices.
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    /// Whether it has no vertices.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sources of the edges that enter a vertex, in the order of the edges.
    pub fn inputs(&self, vertex: u32) -> &[u32] {
        self.inputs.neighbours(vertex)
    }

    /// The targets of the edges that leave a vertex, in the order of the edges.
    pub fn outputs(&self, vertex: u32) -> &[u32] {
        self.outputs.neighbours(vertex)
    }
}
