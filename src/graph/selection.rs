//! What a person has picked out: hovered and selected entities.

use bevy::prelude::*;

/// The selected vertices, in the order in which they were selected.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Selection {
    /// Vertex entities; the last one is what the inspector shows.
    pub vertices: Vec<Entity>,
    /// A selected edge entity, if an edge is what was picked last.
    pub edge: Option<Entity>,
}

impl Selection {
    /// The vertex that the inspector shows.
    pub fn primary(&self) -> Option<Entity> {
        self.vertices.last().copied()
    }
}

/// The vertex under the pointer.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Hovered(pub Option<Entity>);
