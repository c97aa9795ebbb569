//! Held vertices follow the pointer, in the ticks and on the screen.

use bevy::prelude::*;

use super::motion::Motion;
use crate::graph::{GraphIndex, Held, Vertex};

/// Dense indices of the held vertices, and their positions in world units.
pub(super) fn held_positions<'a>(
    held: &'a Held,
    index: &'a GraphIndex,
    ids: &'a Query<&Vertex>,
) -> impl Iterator<Item = (usize, Vec3)> {
    held.places()
        .filter_map(|(vertex, place)| Some((index.dense(ids.get(vertex).ok()?.id)?, place)))
}

/// Shows held vertices at the pointer at once, even while a tick is under way.
pub(super) fn show_held_vertices(
    held: Res<Held>,
    index: Res<GraphIndex>,
    ids: Query<&Vertex>,
    mut motion: ResMut<Motion>,
) {
    for (dense, place) in held_positions(&held, &index, &ids) {
        motion.place_vertex(dense, place);
    }
}
