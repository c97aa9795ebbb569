//! What is written over the graph itself: the tooltip of the hovered vertex.

use bevy::{prelude::*, window::PrimaryWindow};
use bevy_egui::{
    EguiContexts,
    egui::{Area, Context, Frame, Id, Order, RichText, TextWrapMode, Ui, pos2, vec2},
};

use super::{names::Names, numbers};
use crate::{
    graph::{Hovered, Term, Vertex, VertexKind},
    third_party::InterfaceArea,
};

/// Distance of the tooltip from the pointer, points.
const DISTANCE: f32 = 16.0;

/// Draws the tooltip near the pointer.
pub(super) fn show_tooltip(
    mut contexts: EguiContexts,
    hovered: Res<Hovered>,
    area: Res<InterfaceArea>,
    window: Query<&Window, With<PrimaryWindow>>,
    vertices: Query<(&Vertex, Option<&Term>)>,
    names: Names,
) {
    let (Some(entity), false) = (hovered.0, area.has_pointer) else {
        return;
    };
    let (Ok((vertex, term)), Ok(context)) = (vertices.get(entity), contexts.ctx_mut()) else {
        return;
    };
    let Some(pointer) = window.single().ok().and_then(Window::cursor_position) else {
        return;
    };
    tooltip(context, pointer / context.zoom_factor(), |ui| {
        let node = names.node(vertex.id);
        ui.horizontal(|ui| {
            ui.label(RichText::new(node.map_or("", |node| node.id.as_str())).strong());
            if let Some(node) = node.filter(|node| !node.label.is_empty()) {
                ui.label(&node.label);
            }
        });
        let Some(term) = term else { return };
        if vertex.kind == VertexKind::Operation {
            ui.label(format!("operation {}", term.operation));
        }
        let gradient = term
            .gradient
            .map_or("not computed".to_owned(), numbers::short);
        ui.label(format!(
            "data {}   gradient {gradient}",
            numbers::short(term.data)
        ));
    });
}

/// A box beside `pointer` that never takes the pointer itself and stays in the window.
fn tooltip(context: &Context, pointer: Vec2, content: impl FnOnce(&mut Ui)) {
    Area::new(Id::new("hovered vertex"))
        .order(Order::Tooltip)
        .interactable(false)
        .constrain(true)
        .fixed_pos(pos2(pointer.x, pointer.y) + vec2(DISTANCE, DISTANCE))
        .show(context, |ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            ui.spacing_mut().item_spacing.y = 2.0;
            Frame::popup(ui.style()).show(ui, content);
        });
}
