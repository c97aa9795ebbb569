//! Spawns a whole graph at once, without growth: for pictures and tests.

use bevy::prelude::*;

use super::{components::Pinned, index, plain::Graph};

/// Spawns every vertex and edge of `graph` at its positions, and updates [`super::GraphIndex`].
/// Despawn the vertices of another graph first.
pub fn spawn_graph(world: &mut World, graph: &Graph) {
    let vertices: Vec<Entity> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(id, node)| {
            let position = node.position.unwrap_or_default();
            let mut vertex = world.spawn(node.vertex_bundle(id as u32, position));
            if let Some(term) = node.vertex_term(None) {
                vertex.insert(term);
            }
            if node.pinned {
                vertex.insert(Pinned);
            }
            vertex.id()
        })
        .collect();
    for (id, link) in graph.links.iter().enumerate() {
        let ends = (
            vertices[link.source as usize],
            vertices[link.target as usize],
        );
        world.spawn(link.edge_bundle(id as u32, graph.link_name(link), ends.0, ends.1));
    }
    index::rebuild_world_index(world);
}
