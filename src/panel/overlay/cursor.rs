//! The cursor over the graph: a hand over what a drag would move.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui::CursorIcon};

use crate::{
    graph::{Held, Hovered, Selection},
    interface::InterfaceArea,
};

/// Shows an open hand over a selected vertex, and a closed one while vertices are held.
pub(in crate::panel) fn show_hand(
    mut contexts: EguiContexts,
    (held, hovered, selection): (Res<Held>, Res<Hovered>, Res<Selection>),
    area: Res<InterfaceArea>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    if !held.is_empty() {
        context.set_cursor_icon(CursorIcon::Grabbing);
    } else if !area.has_pointer && hovered.0.is_some_and(|vertex| selection.contains(vertex)) {
        context.set_cursor_icon(CursorIcon::Grab);
    }
}
