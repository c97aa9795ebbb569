//! `Esc` ends a drag, and clears the selection when nothing else is open.

use bevy::prelude::*;

use super::{
    commands::{Drag, Select},
    drag::Held,
};
use crate::escape::{EscapeLayer, EscapePlugin, EscapePressed, EscapeStack, EscapeSystems};

/// Declares and closes the graph's layers.
pub(super) struct GraphEscapePlugin;

impl Plugin for GraphEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_once(app);
        app.add_systems(
            PreUpdate,
            (
                declare_layers
                    .in_set(EscapeSystems::Declare)
                    // Each room opens and closes its own layers: any order gives the same stack.
                    .ambiguous_with(EscapeSystems::Declare),
                close_layers.in_set(EscapeSystems::Close),
            ),
        );
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
