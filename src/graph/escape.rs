//! `Esc` ends a drag, and clears the selection when nothing else is open.

use bevy::prelude::*;

use super::{
    commands::{Drag, Select},
    drag::Held,
};
use crate::escape::{EscapeLayer, EscapePlugin};

/// Adds the graph's layers.
pub(super) struct GraphEscapePlugin;

impl Plugin for GraphEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layer(app, EscapeLayer::Drag, drags, || Drag::Release);
        // The lowest layer is always open: clearing an empty selection changes nothing.
        EscapePlugin::add_layer(app, EscapeLayer::Selection, || true, || Select::Clear);
    }
}

fn drags(held: Res<Held>) -> bool {
    !held.is_empty()
}
