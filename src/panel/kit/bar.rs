//! A bar under the graph: a card at the middle of the free area's lower edge.

use bevy::math::Rect;
use bevy_egui::egui::{Align2, Area, Context, Id, Order, Response, Ui, pos2, vec2};

use super::columns::card;
use crate::interface::InterfaceArea;

/// Distance from what is around, points.
const GAP: f32 = 8.0;
/// The least width, points.
const NARROWEST: f32 = 200.0;
/// A window lower than this keeps the graph where it is, points.
const ROOM: f32 = 420.0;

/// Where a bar is, and how it behaves.
pub(in crate::panel) struct Bar {
    /// What egui knows it by.
    pub name: &'static str,
    /// Width, at most, points.
    pub width: f32,
    /// What it stands on, logical pixels from the window's top.
    pub bottom: f32,
    /// Whether the pointer is for it, or passes through.
    pub interactable: bool,
}

impl Bar {
    /// Shows the bar, as wide as the free area lets it be.
    pub fn show(
        &self,
        context: &Context,
        area: &InterfaceArea,
        add: impl FnOnce(&mut Ui),
    ) -> Response {
        let zoom = context.zoom_factor();
        let at = pos2(area.free.center().x, self.bottom) / zoom;
        let width = (area.free.width() / zoom - 4.0 * GAP).clamp(NARROWEST, self.width);
        Area::new(Id::new(self.name))
            .order(Order::Middle)
            .interactable(self.interactable)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(at - vec2(0.0, GAP))
            .show(context, |ui| {
                card(ui).show(ui, |ui| {
                    ui.set_width(width);
                    add(ui);
                });
            })
            .response
    }
}

/// The graph makes room for a bar at `rect`, logical pixels, where there is any.
pub(in crate::panel) fn make_room(context: &Context, area: &mut InterfaceArea, rect: Rect) {
    if area.free.height() / context.zoom_factor() > ROOM {
        area.free.max.y = area.free.max.y.min(rect.min.y);
    }
}
