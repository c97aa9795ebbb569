//! What a person has picked out: hovered and selected entities, and pins.

use bevy::prelude::*;

use super::{
    commands::{Select, SetPinned},
    components::{Edge, Pinned, Vertex},
};

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

/// Handles [`Select`].
pub(super) fn select(mut requests: MessageReader<Select>, mut selection: ResMut<Selection>) {
    for request in requests.read() {
        match *request {
            Select::Only(vertex) => {
                *selection = Selection {
                    vertices: vec![vertex],
                    edge: None,
                }
            }
            Select::Toggle(vertex) => {
                selection.edge = None;
                match selection
                    .vertices
                    .iter()
                    .position(|&selected| selected == vertex)
                {
                    Some(place) => {
                        selection.vertices.remove(place);
                    }
                    None => selection.vertices.push(vertex),
                }
            }
            Select::Edge(edge) => {
                *selection = Selection {
                    vertices: Vec::new(),
                    edge: Some(edge),
                }
            }
            Select::Clear => *selection = Selection::default(),
        }
    }
}

/// Handles [`SetPinned`].
pub(super) fn pin(
    mut requests: MessageReader<SetPinned>,
    mut commands: Commands,
    vertices: Query<(), With<Vertex>>,
) {
    for &SetPinned { vertex, pinned } in requests.read() {
        if !vertices.contains(vertex) {
            continue;
        }
        if pinned {
            commands.entity(vertex).insert(Pinned);
        } else {
            commands.entity(vertex).remove::<Pinned>();
        }
    }
}

/// Drops entities that are gone from hover and selection.
pub(super) fn forget_the_gone(
    mut selection: ResMut<Selection>,
    mut hovered: ResMut<Hovered>,
    vertices: Query<(), With<Vertex>>,
    edges: Query<(), With<Edge>>,
) {
    if selection
        .vertices
        .iter()
        .any(|&vertex| !vertices.contains(vertex))
    {
        selection
            .vertices
            .retain(|&vertex| vertices.contains(vertex));
    }
    if selection.edge.is_some_and(|edge| !edges.contains(edge)) {
        selection.edge = None;
    }
    if hovered.0.is_some_and(|vertex| !vertices.contains(vertex)) {
        hovered.0 = None;
    }
}
