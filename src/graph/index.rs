//! The dense order of the graph: a cache from dense indices to entities and back.

use bevy::prelude::*;

use super::components::{Edge, EdgeId, EdgeSource, EdgeTarget, Vertex, VertexId};

/// Marks a vertex without a dense index.
const ABSENT: u32 = u32::MAX;

/// Dense indices of the living vertices and edges, ordered by their stable ids. The layout
/// computes on them, and the view draws from them.
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
    /// Dense index by `VertexId`; [`ABSENT`] where there is none.
    dense_of: Vec<u32>,
    /// Grows with every change of vertices or edges.
    pub version: u64,
    /// Grows when the dense indices of surviving vertices change: data kept by dense index must be
    /// rebuilt.
    pub reorders: u64,
    /// Whether a vertex or an edge was removed, so that the order must be rebuilt.
    stale: bool,
}

impl GraphIndex {
    /// The dense index of a living vertex.
    pub fn dense(&self, id: VertexId) -> Option<usize> {
        self.dense_of
            .get(id.0 as usize)
            .copied()
            .filter(|&dense| dense != ABSENT)
            .map(|dense| dense as usize)
    }

    /// Appends vertices whose ids are larger than all before, in their order.
    fn append_vertices(&mut self, added: &[(VertexId, Entity)]) {
        for &(id, entity) in added {
            let place = id.0 as usize;
            if self.dense_of.len() <= place {
                self.dense_of.resize(place + 1, ABSENT);
            }
            self.dense_of[place] = self.vertices.len() as u32;
            self.vertices.push(entity);
            self.vertex_ids.push(id);
        }
    }

    fn append_edge(&mut self, edge: &IndexedEdge) {
        self.edges.push(edge.entity);
        self.edge_ids.push(edge.id);
        self.ends.push(edge.ends);
        self.strengths.push(edge.strength);
    }

    /// Empties the index; its versions go on.
    fn clear_entries(&mut self) {
        let (version, reorders) = (self.version, self.reorders);
        *self = Self {
            version: version + 1,
            reorders: reorders + 1,
            ..Self::default()
        };
    }
}

/// Notes that a vertex was removed.
pub(super) fn note_removed_vertex(_: On<Remove, Vertex>, mut index: ResMut<GraphIndex>) {
    index.stale = true;
}

/// Notes that an edge was removed.
pub(super) fn note_removed_edge(_: On<Remove, Edge>, mut index: ResMut<GraphIndex>) {
    index.stale = true;
}

/// An edge with the dense indices of its ends.
struct IndexedEdge {
    id: EdgeId,
    entity: Entity,
    ends: [u32; 2],
    strength: f32,
}

type EdgeData<'w> = (Entity, &'w Edge, &'w EdgeSource, &'w EdgeTarget);

/// Updates [`GraphIndex`]: appends new vertices and edges, and rebuilds the order after a removal.
/// The order is that of stable ids, never that of a query.
pub(super) fn update_index(
    mut index: ResMut<GraphIndex>,
    all_vertices: Query<(Entity, &Vertex)>,
    new_vertices: Query<(Entity, &Vertex), Added<Vertex>>,
    all_edges: Query<EdgeData>,
    new_edges: Query<EdgeData, Added<Edge>>,
    changed_edges: Query<&Edge, Changed<Edge>>,
) {
    // Can the new vertices be appended?
    let removed = index.stale;
    let mut vertices: Vec<_> = new_vertices
        .iter()
        .map(|(entity, vertex)| (vertex.id, entity))
        .collect();
    vertices.sort_unstable();
    let foreign_order = matches!((index.vertex_ids.last(), vertices.first()), (Some(last), Some((first, _))) if first <= last);
    let edges_added = new_edges.iter().count();
    let edges_changed = changed_edges.iter().count() > edges_added;
    if !removed && !foreign_order && !edges_changed {
        if vertices.is_empty() && edges_added == 0 {
            return;
        }
        index.append_vertices(&vertices);
        let edges = collect_edges(&index, &all_vertices, new_edges.iter());
        if matches!((index.edge_ids.last(), edges.first()), (Some(last), Some(first)) if first.id <= *last)
        {
            rebuild_index(&mut index, &all_vertices, &all_edges);
        } else {
            edges.iter().for_each(|edge| index.append_edge(edge));
            index.version += 1;
        }
        return;
    }
    rebuild_index(&mut index, &all_vertices, &all_edges);
}

/// Rebuilds the index at once, for worlds without the schedule.
pub(super) fn rebuild_world_index(world: &mut World) {
    world.init_resource::<GraphIndex>();
    let rebuilt = world.run_system_cached(
        |mut index: ResMut<GraphIndex>,
         vertices: Query<(Entity, &Vertex)>,
         edges: Query<EdgeData>| {
            rebuild_index(&mut index, &vertices, &edges);
        },
    );
    debug_assert!(
        rebuilt.is_ok(),
        "the system has no condition that could skip it"
    );
}

/// Rebuilds the index from all vertices and edges.
fn rebuild_index(
    index: &mut GraphIndex,
    vertices: &Query<(Entity, &Vertex)>,
    edges: &Query<EdgeData>,
) {
    index.clear_entries();
    let mut order: Vec<_> = vertices
        .iter()
        .map(|(entity, vertex)| (vertex.id, entity))
        .collect();
    order.sort_unstable();
    index.append_vertices(&order);
    for edge in collect_edges(index, vertices, edges.iter()) {
        index.append_edge(&edge);
    }
}

/// Edges with the dense indices of their ends, in the order of their ids. An edge without both
/// ends is left out.
fn collect_edges<'w>(
    index: &GraphIndex,
    vertices: &Query<(Entity, &Vertex)>,
    edges: impl Iterator<Item = EdgeData<'w>>,
) -> Vec<IndexedEdge> {
    let dense = |entity| {
        index
            .dense(vertices.get(entity).ok()?.1.id)
            .map(|dense| dense as u32)
    };
    let mut indexed: Vec<_> = edges
        .filter_map(|(entity, edge, source, target)| {
            Some(IndexedEdge {
                id: edge.id,
                entity,
                ends: [dense(source.0)?, dense(target.0)?],
                // An inspector may have written NaN or an infinity.
                strength: if edge.strength.is_finite() {
                    edge.strength
                } else {
                    1.0
                },
            })
        })
        .collect();
    indexed.sort_unstable_by_key(|edge| edge.id);
    indexed
}
