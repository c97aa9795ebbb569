//! Finds what is under the pointer.

use bevy::{input::touch::Touches, prelude::*, window::PrimaryWindow};

use super::{
    press::Pointer,
    sight::{HoverInputs, Sight},
};
use crate::{
    graph::Hovered,
    view::{
        camera::grip::{self, Grip},
        marks::levels::HoveredPart,
    },
};

/// Finds the vertex under the pointer when one of them moved.
pub(super) fn hover(
    sight: Sight,
    touches: Res<Touches>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    grip: Res<Grip>,
    mut state: ResMut<Pointer>,
    (mut hovered, mut part): (ResMut<Hovered>, ResMut<HoveredPart>),
) {
    // What is in the hand is what the hand is on.
    if *grip == Grip::Vertex {
        return;
    }
    let pointer = grip::pointer(window.as_deref().copied(), &touches);
    let Some(pointer) = pointer.filter(|_| grip.on_graph()) else {
        state.seen = None;
        hovered.set_if_neq(Hovered(None));
        part.set_if_neq(HoveredPart(None));
        return;
    };
    // Whoever turns the graph is not pointing at anything.
    if grip.held() && !state.is_still() {
        return;
    }
    let seen = HoverInputs {
        pointer,
        positions: sight.positions.version,
        topology: sight.index.version,
        level: sight.level.drawn_versions(),
        camera: sight.summary.clone(),
    };
    if state.seen.as_ref() != Some(&seen) || sight.excluded.is_changed() {
        state.seen = Some(seen);
        let finger = touches.iter().next().is_some();
        // Where a level is looked at, its vertices are what one points at.
        let of_level = sight.level.merged().is_some();
        let vertex = (!of_level).then(|| sight.vertex(pointer, finger));
        let of_level = of_level.then(|| sight.part(pointer, finger));
        hovered.set_if_neq(Hovered(vertex.flatten()));
        part.set_if_neq(HoveredPart(of_level.flatten()));
    }
}
