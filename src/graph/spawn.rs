//! A whole graph at once, without growth: for pictures and tests.

use bevy::prelude::*;

use super::{components::Pinned, index, plain::Graph};

/// Spawns every vertex and edge of `graph` at the positions that it has, and
/// brings [`super::GraphIndex`] up to date. What was there before stays;
/// despawn it first.
pub fn spawn_graph(world: &mut World, graph: &Graph) {
    let vertices: Vec<Entity> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(id, node)| {
            let position = node.position.unwrap_or_default();
            let mut vertex = world.spawn(node.vertex(id as u32, position));
            if let Some(term) = node.term(None) {
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
        world.spawn(link.edge(id as u32, graph.link_name(link), ends.0, ends.1));
    }
    index::rebuild_in(world);
}
