//! What a hand holds is where the hand is, for the ticks and on the screen.

use bevy::prelude::*;

use super::motion::Motion;
use crate::graph::{GraphIndex, Held, Vertex};

/// Dense indices of what a hand holds, and where the hand is.
pub(super) fn places<'a>(
    held: &'a Held,
    index: &'a GraphIndex,
    ids: &'a Query<&Vertex>,
) -> impl Iterator<Item = (usize, Vec3)> {
    held.places()
        .filter_map(|(vertex, place)| Some((index.dense(ids.get(vertex).ok()?.id)?, place)))
}

/// Shows what is held where the hand is at once, even while a tick is under way.
pub(super) fn follow_the_hand(
    held: Res<Held>,
    index: Res<GraphIndex>,
    ids: Query<&Vertex>,
    mut motion: ResMut<Motion>,
) {
    for (dense, place) in places(&held, &index, &ids) {
        motion.put(dense, place);
    }
}
