//! What stands out: hovered, selected, joined to those, and the rest.

use bevy::ecs::entity::EntityHashSet;

use super::instance::{EdgeInstance, State, VertexInstance};
use crate::graph::{GraphIndex, Hovered, Selection};

/// Writes every state anew: what is hovered, selected, joined to those, and the rest.
pub(super) fn highlight_states(
    index: &GraphIndex,
    selection: &Selection,
    hovered: &Hovered,
    vertices: &mut [VertexInstance],
    edges: &mut [EdgeInstance],
) {
    let selected: EntityHashSet = selection.vertices.iter().copied().collect();
    let rest = if selected.is_empty() && selection.edge.is_none() {
        State::default()
    } else {
        State::DIMMED
    };
    for (&entity, instance) in index.vertices.iter().zip(vertices.iter_mut()) {
        let mut state = State::default();
        if selected.contains(&entity) {
            state = state | State::SELECTED;
        }
        if hovered.0 == Some(entity) {
            state = state | State::HOVERED;
        }
        instance.0[5] = if state == State::default() {
            rest.0
        } else {
            state.0
        };
    }
    for ((&ends, &entity), edge) in index.ends.iter().zip(&index.edges).zip(edges) {
        let [a, b] = ends.map(|end| vertices[end as usize].state());
        let own = selection.edge == Some(entity);
        let lit = own || (a | b).any(State::SELECTED | State::HOVERED);
        edge.0[12] = match (own, lit) {
            (true, _) => State::SELECTED.0,
            (false, true) => State::NEIGHBOUR.0,
            (false, false) => rest.0,
        };
        if lit {
            for end in ends {
                let state = &mut vertices[end as usize].0[5];
                // A selected or hovered end stays that; a neighbour is no longer dimmed.
                if *state & (State::SELECTED.0 | State::HOVERED.0) == 0 {
                    *state = State::NEIGHBOUR.0;
                }
            }
        }
    }
}
