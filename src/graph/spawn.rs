//! A whole graph at once, without growth: for pictures and tests.

use bevy::prelude::*;

use super::{
    components::{
        Edge, EdgeId, EdgeSource, EdgeTarget, Pinned, Position, Term, Velocity, Vertex, VertexId,
    },
    index::GraphIndex,
    plain::{Graph, Node},
};

/// Spawns every vertex and edge of `graph` at the positions that it has, and
/// writes [`GraphIndex`]. What was there before stays; despawn it first.
pub fn spawn_graph(world: &mut World, graph: &Graph) {
    let vertices: Vec<Entity> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(id, node)| {
            let mut vertex = world.spawn((
                Name::new(node.id.clone()),
                Vertex {
                    id: VertexId(id as u32),
                    kind: node.kind,
                },
                Position(node.position.unwrap_or_default()),
                Velocity(node.velocity.unwrap_or_default()),
            ));
            if let Some(term) = term_of(node) {
                vertex.insert(term);
            }
            if node.pinned {
                vertex.insert(Pinned);
            }
            vertex.id()
        })
        .collect();
    let edges = graph
        .links
        .iter()
        .enumerate()
        .map(|(id, link)| {
            let edge = Edge {
                id: EdgeId(id as u32),
                strength: link.strength,
            };
            let ends = (
                EdgeSource(vertices[link.source as usize]),
                EdgeTarget(vertices[link.target as usize]),
            );
            world.spawn((edge, ends)).id()
        })
        .collect();
    let version = world
        .get_resource::<GraphIndex>()
        .map_or(0, |index| index.version);
    world.insert_resource(GraphIndex {
        vertex_ids: (0..vertices.len() as u32).map(VertexId).collect(),
        dense_of: (0..vertices.len() as u32).collect(),
        edge_ids: (0..graph.links.len() as u32).map(EdgeId).collect(),
        ends: graph
            .links
            .iter()
            .map(|link| [link.source, link.target])
            .collect(),
        strengths: graph.links.iter().map(|link| link.strength).collect(),
        version: version + 1,
        vertices,
        edges,
    });
}

/// The scalar that a node shows; a plain vertex shows none.
fn term_of(node: &Node) -> Option<Term> {
    if node.data.is_none() && node.operation.is_empty() {
        return None;
    }
    Some(Term {
        value: node.value.map(|value| value.index() as u32),
        operation: node.operation.clone(),
        data: node.data.unwrap_or_default(),
        gradient: node.gradient,
    })
}
