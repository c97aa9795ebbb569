//! A whole graph at once, without growth: for pictures and tests.

use bevy::{ecs::system::RunSystemOnce, prelude::*};

use super::{
    components::{
        Edge, EdgeId, EdgeSource, EdgeTarget, Pinned, Position, Term, Velocity, Vertex, VertexId,
    },
    index::{GraphIndex, keep_index},
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
    for (id, link) in graph.links.iter().enumerate() {
        let edge = Edge {
            id: EdgeId(id as u32),
            strength: link.strength,
        };
        let ends = (
            EdgeSource(vertices[link.source as usize]),
            EdgeTarget(vertices[link.target as usize]),
        );
        world.spawn((edge, ends));
    }
    world.init_resource::<GraphIndex>();
    if let Err(error) = world.run_system_once(keep_index) {
        error!("the graph has no order: {error}");
    }
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
