//! A bar under the graph: a card in the middle of the lower edge of the free area.

use bevy_egui::egui::{Align2, Area, Context, Id, Order, Response, Ui, pos2, vec2};

use super::{
    controls::{Controls, Region},
    places::card,
};
use crate::interface::InterfaceArea;

/// Distance from the neighbours, points.
const GAP: f32 = 8.0;
/// The least width, points.
const NARROWEST: f32 = 200.0;
/// A lower free area is not reduced by a bar, points.
const ROOM: f32 = 420.0;

/// The place and the behaviour of a bar.
pub(in crate::panel) struct Bar {
    /// Its id in egui.
    pub name: &'static str,
    /// Largest width, points.
    pub width: f32,
    /// Its lower end, logical pixels from the top of the window.
    pub bottom: f32,
    /// Whether it takes the pointer; otherwise the pointer passes through.
    pub interactable: bool,
}

impl Bar {
    /// Shows the bar, as wide as the free area allows.
    pub fn show_bar(
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

    /// Shows the bar and reduces the free area by it, unless the area is too low. Its controls
    /// belong to the region of the overlays.
    pub fn show_under_graph(
        &self,
        context: &Context,
        area: &mut InterfaceArea,
        controls: &mut Controls,
        add: impl FnOnce(&mut Ui, &mut Controls),
    ) -> Response {
        controls.enter_region(Region::Overlay);
        let shown = self.show_bar(context, area, |ui| add(ui, controls));
        controls.leave_region();
        let rect = controls.logical(shown.rect);
        if self.interactable {
            area.rects.push(rect);
        }
        if area.free.height() / context.zoom_factor() > ROOM {
            area.free.max.y = area.free.max.y.min(rect.min.y);
        }
        shown
    }
}
