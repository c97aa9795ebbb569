//! Names of vertices and edges.

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::graph::{CurrentScene, EdgeSource, EdgeTarget, Node, Vertex, VertexId};

/// Looks up names of vertices and edges.
#[derive(SystemParam)]
pub(in crate::panel) struct Names<'w, 's> {
    scene: Res<'w, CurrentScene>,
    vertices: Query<'w, 's, &'static Vertex>,
    edges: Query<'w, 's, (&'static EdgeSource, &'static EdgeTarget)>,
}

impl Names<'_, '_> {
    /// The node that a vertex was spawned from.
    pub(in crate::panel) fn node(&self, id: VertexId) -> Option<&Node> {
        self.scene.graph.nodes.get(id.0 as usize)
    }

    /// Whether edges have a direction.
    pub(in crate::panel) fn is_directed(&self) -> bool {
        self.scene.graph.directed
    }

    /// The name of a vertex, or an edge's ends with an arrow or a dash between them.
    pub(in crate::panel) fn display_name(&self, entity: Entity) -> String {
        if let Ok((source, target)) = self.edges.get(entity) {
            let sign = if self.is_directed() { "→" } else { "–" };
            return format!("{} {sign} {}", self.vertex(source.0), self.vertex(target.0));
        }
        self.vertex(entity).to_owned()
    }

    /// The label of a vertex, or its name if it has none.
    pub(in crate::panel) fn label(&self, entity: Entity) -> &str {
        let vertex = self.vertices.get(entity).ok();
        let label = vertex
            .and_then(|vertex| self.node(vertex.id))
            .map_or("", |node| node.label.as_str());
        if label.is_empty() {
            self.vertex(entity)
        } else {
            label
        }
    }

    /// The name of a vertex.
    pub(in crate::panel) fn vertex(&self, entity: Entity) -> &str {
        self.vertices
            .get(entity)
            .ok()
            .and_then(|vertex| self.node(vertex.id))
            .map_or("?", |node| node.id.as_str())
    }
}
