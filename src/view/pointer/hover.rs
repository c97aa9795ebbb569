//! Finds the vertex under the pointer.

use bevy::{input::touch::Touches, prelude::*, window::PrimaryWindow};

use super::{
    press::Pointer,
    sight::{HoverInputs, Sight},
};
use crate::{
    graph::{Hovered, SceneLoaded},
    view::{
        camera::grip::{self, Grip},
        marks::levels::HoveredPart,
    },
};

/// Updates the hovered vertex after the pointer, the graph or the camera moved.
pub(super) fn update_hovered(
    sight: Sight,
    touches: Res<Touches>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    grip: Res<Grip>,
    mut state: ResMut<Pointer>,
    mut loaded: MessageReader<SceneLoaded>,
    (mut hovered, mut part): (ResMut<Hovered>, ResMut<HoveredPart>),
) {
    // A graph that begins anew waits for the pointer to move again.
    let vertices = sight.index.vertices.len();
    let shrunk = 2 * vertices < std::mem::replace(&mut state.vertices, vertices);
    if loaded.read().last().is_some() || shrunk {
        (state.first, state.moved) = (None, false);
    }
    // A dragged vertex stays the hovered one.
    if *grip == Grip::Vertex {
        return;
    }
    let finger = touches.iter().next().is_some();
    let pointer = grip::pointer_position(window.as_deref().copied(), &touches);
    let pointer = pointer.filter(|&pointer| has_moved(&mut state, pointer, finger));
    let Some(pointer) = pointer.filter(|_| grip.on_graph()) else {
        state.seen = None;
        hovered.set_if_neq(Hovered(None));
        part.set_if_neq(HoveredPart(None));
        return;
    };
    // While the camera turns, the hovered vertex stays as it is.
    if grip.is_held() && !state.is_still() {
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
        // While a level is shown, the pointer picks its vertices instead of the graph's.
        let of_level = sight.level.merged().is_some();
        let vertex = (!of_level).then(|| sight.vertex_at(pointer, finger));
        let of_level = of_level.then(|| sight.part_at(pointer, finger));
        hovered.set_if_neq(Hovered(vertex.flatten()));
        part.set_if_neq(HoveredPart(of_level.flatten()));
    }
}

/// Whether the pointer has moved since the scene was loaded, over the graph or over a panel: a graph
/// that grows under a resting pointer shows no numbers. A finger always points.
fn has_moved(state: &mut Pointer, pointer: Vec2, finger: bool) -> bool {
    /// A shorter way is no move, logical pixels.
    const WAY: f32 = 2.0;
    let first = *state.first.get_or_insert(pointer);
    state.moved |= finger || first.distance(pointer) > WAY;
    state.moved
}
