//! `Esc` ends a drag, and clears the selection when nothing else is open.

use bevy::prelude::*;

use super::{
    commands::{Drag, Select},
    drag::Held,
};
use crate::escape::{EscapeLayer, EscapePlugin, EscapePressed, EscapeStack};

/// Declares and closes the graph's layers.
pub(super) struct GraphEscapePlugin;

impl Plugin for GraphEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layers(app, declare_layers, close_layers);
    }
}

/// The selection is the lowest layer and always open: clearing an empty one changes nothing.
fn declare_layers(held: Res<Held>, mut stack: ResMut<EscapeStack>) {
    stack.set_open(EscapeLayer::Drag, !held.is_empty());
    stack.set_open(EscapeLayer::Selection, true);
}

fn close_layers(
    mut pressed: MessageReader<EscapePressed>,
    mut drag: MessageWriter<Drag>,
    mut select: MessageWriter<Select>,
) {
    for EscapePressed(layer) in pressed.read() {
        match layer {
            EscapeLayer::Drag => {
                drag.write(Drag::Release);
            }
            EscapeLayer::Selection => {
                select.write(Select::Clear);
            }
            _ => {}
        }
    }
}
