//! Dragging: held vertices stay at the pointer, and the rest follows through its springs.

use bevy::prelude::*;

use super::{
    commands::Drag,
    components::{Position, Velocity, Vertex},
};

/// The largest distance from the origin that vertices can be dragged to, world units: well inside
/// the layout's world.
const REACH: f32 = 5e4;

/// The vertices that are being dragged. The physics does not move them.
#[derive(Resource, Debug, Default)]
pub struct Held {
    /// Each held vertex with its position when it was grabbed.
    grabbed: Vec<(Entity, Vec3)>,
    /// Offset of the pointer since then, world units.
    offset: Vec3,
    /// Grows with every grab and release.
    version: u64,
}

impl Held {
    /// Grows whenever the set of held vertices changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether no vertex is held.
    pub fn is_empty(&self) -> bool {
        self.grabbed.is_empty()
    }

    /// The held vertices.
    pub fn vertices(&self) -> impl Iterator<Item = Entity> {
        self.grabbed.iter().map(|&(vertex, _)| vertex)
    }

    /// The held vertices and their positions at the pointer, world units.
    pub fn places(&self) -> impl Iterator<Item = (Entity, Vec3)> {
        let offset = self.offset;
        self.grabbed.iter().map(move |&(vertex, from)| {
            let to = from + offset;
            (vertex, to.clamp_length_max(REACH.max(from.length())))
        })
    }
}

/// Handles [`Drag`], and moves the held vertices to the pointer.
pub(super) fn drag_vertices(
    mut requests: MessageReader<Drag>,
    mut held: ResMut<Held>,
    mut vertices: Query<(&mut Position, &mut Velocity), With<Vertex>>,
) {
    if requests.is_empty() {
        return;
    }
    for request in requests.read() {
        match request {
            Drag::Grab(wanted) => {
                held.version += 1;
                held.offset = Vec3::ZERO;
                held.grabbed = wanted
                    .iter()
                    .filter_map(|&vertex| Some((vertex, vertices.get(vertex).ok()?.0.0)))
                    .filter(|(_, place)| place.is_finite())
                    .collect();
            }
            Drag::By(offset) if offset.is_finite() => held.offset = *offset,
            Drag::By(_) => {}
            Drag::Release => {
                held.version += 1;
                held.grabbed.clear();
            }
        }
    }
    for (vertex, to) in held.places() {
        let Ok((mut position, mut velocity)) = vertices.get_mut(vertex) else {
            continue;
        };
        position.set_if_neq(Position(to));
        velocity.set_if_neq(Velocity(Vec3::ZERO));
    }
}

/// Releases despawned vertices.
pub(super) fn release_despawned(
    mut held: ResMut<Held>,
    mut lost: RemovedComponents<Vertex>,
    vertices: Query<(), With<Vertex>>,
) {
    if lost.read().count() > 0 && !held.is_empty() {
        held.version += 1;
        held.grabbed
            .retain(|&(vertex, _)| vertices.contains(vertex));
    }
}
