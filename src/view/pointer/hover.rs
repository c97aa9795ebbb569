//! Finds what is under the pointer.

use bevy::{input::touch::Touches, prelude::*, window::PrimaryWindow};

use super::{press::Pointer, sight::Sight};
use crate::{
    graph::Hovered,
    view::{
        camera::CameraSummary,
        grip::{self, Grip},
    },
};

/// All that what is under the pointer depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    pointer: Vec2,
    positions: u64,
    topology: u64,
    camera: CameraSummary,
}

/// Finds the vertex under the pointer when one of them moved.
pub(super) fn hover(
    sight: Sight,
    touches: Res<Touches>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    grip: Res<Grip>,
    mut state: ResMut<Pointer>,
    mut hovered: ResMut<Hovered>,
) {
    // What is in the hand is what the hand is on.
    if *grip == Grip::Vertex {
        return;
    }
    let pointer = grip::pointer(window.as_deref().copied(), &touches);
    let Some(pointer) = pointer.filter(|_| grip.on_graph()) else {
        state.seen = None;
        hovered.set_if_neq(Hovered(None));
        return;
    };
    // Whoever turns the graph is not pointing at anything.
    if grip.held() && !state.is_still() {
        return;
    }
    let seen = Seen {
        pointer,
        positions: sight.positions.version,
        topology: sight.index.version,
        camera: sight.summary.clone(),
    };
    if state.seen.as_ref() != Some(&seen) || sight.filtered.is_changed() {
        state.seen = Some(seen);
        let finger = touches.iter().next().is_some();
        hovered.set_if_neq(Hovered(sight.vertex(pointer, finger)));
    }
}
