//! The dense order of the graph: a cache of who stands where, in step with the entities.

use bevy::prelude::*;

use super::components::{EdgeId, VertexId};

/// Dense indices of the living vertices and edges, ordered by their stable
/// ids: what the layout computes on and the view draws from.
#[derive(Resource, Default, Debug)]
pub struct GraphIndex {
    /// Vertex entities by dense index.
    pub vertices: Vec<Entity>,
    /// Stable ids by dense index, ascending.
    pub vertex_ids: Vec<VertexId>,
    /// Edge entities by dense index.
    pub edges: Vec<Entity>,
    /// Stable ids of the edges, ascending.
    pub edge_ids: Vec<EdgeId>,
    /// Dense vertex indices `[source, target]` of each edge.
    pub ends: Vec<[u32; 2]>,
    /// Strength of each edge.
    pub strengths: Vec<f32>,
    /// Dense index by `VertexId`; `u32::MAX` where there is none.
    pub(super) dense_of: Vec<u32>,
    /// Grows with every change of vertices or edges.
    pub version: u64,
}

impl GraphIndex {
    /// The dense index of a living vertex.
    pub fn dense(&self, id: VertexId) -> Option<usize> {
        self.dense_of
            .get(id.0 as usize)
            .copied()
            .filter(|&d| d != u32::MAX)
            .map(|d| d as usize)
    }
}
