//! The tape owns data and gradients; the vertices' [`Term`]s mirror them.

use bevy::prelude::*;

use super::{
    commands::SetLeaf,
    components::{Term, Vertex, VertexKind},
    scene::Network,
};
use crate::autograd::ValueId;

/// Handles [`SetLeaf`]: writes the tape and recomputes it forward and backward. Other values than
/// leaves, and numbers that are not finite, are ignored.
pub(super) fn write_leaves(
    mut requests: MessageReader<SetLeaf>,
    mut network: ResMut<Network>,
    terms: Query<&Term>,
) {
    for &SetLeaf { vertex, data } in requests.read() {
        let Some(value) = terms.get(vertex).ok().and_then(|term| term.value) else {
            continue;
        };
        set_leaf(&mut network, value, data);
    }
}

/// Writes a foreign change of a leaf's data (by an inspector, say) to the tape. Any other change
/// is overwritten by the tape's numbers.
pub(super) fn adopt_edited_terms(
    mut network: ResMut<Network>,
    edited: Query<(&Vertex, Ref<Term>), Changed<Term>>,
) {
    let mut found = Vec::new();
    for (vertex, term) in &edited {
        let Some(program) = network.bypass_change_detection().0.as_ref() else {
            return;
        };
        if let Some(value) = term
            .value
            .filter(|_| !term.is_added() && vertex.kind == VertexKind::Value)
            && (value as usize) < program.tape.len()
        {
            found.push((value, term.data));
        }
    }
    for (value, data) in found {
        if !set_leaf(&mut network, value, data) {
            network.set_changed();
        }
    }
}

/// Sets a leaf of the tape. Returns whether it did: only for a leaf and a new, finite number.
fn set_leaf(network: &mut ResMut<Network>, value: u32, data: f64) -> bool {
    let id = ValueId(value);
    let writes = |program: &crate::nn::Program| {
        data.is_finite()
            && (value as usize) < program.tape.len()
            && program.tape.op(id) == crate::autograd::Op::Leaf
            && program.tape.data(id) != data
    };
    if !network
        .bypass_change_detection()
        .0
        .as_ref()
        .is_some_and(writes)
    {
        return false;
    }
    network
        .0
        .as_mut()
        .is_some_and(|program| program.set_leaf(id, data).is_ok())
}

/// Copies data and gradients to the vertices after the tape has changed.
pub(super) fn mirror_tape(network: Res<Network>, mut terms: Query<&mut Term>) {
    if !network.is_changed() {
        return;
    }
    let Some(program) = &network.0 else { return };
    let known = program.tape.len();
    let tape = program.tape.read();
    for mut term in &mut terms {
        // An inspector may have written any number.
        let Some(value) = term
            .value
            .filter(|&value| (value as usize) < known)
            .map(ValueId)
        else {
            continue;
        };
        // Bypass change detection: a *changed* term means an edit from outside this room.
        let term = term.bypass_change_detection();
        term.data = tape.data(value);
        term.gradient = tape.grad(value);
    }
}
