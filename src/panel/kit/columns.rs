//! Where the sections stand: two columns beside the graph, or one sheet under it.

use bevy::prelude::{Rect as LogicalRect, Vec2 as LogicalVec2};
use bevy_egui::egui::{
    self, Align2, Area, Button, Context, Frame, Id, Margin, Order, ScrollArea, Ui, vec2,
};

use super::{controls::Controls, widgets};
use crate::{
    interface::InterfaceArea,
    panel::state::{Panels, Section},
};

/// What a section holds.
pub(in crate::panel) trait Content {
    /// A few words for its title bar.
    fn summary(&self) -> String {
        String::new()
    }

    /// Draws it. Not called while it is closed.
    fn show(&mut self, ui: &mut Ui, controls: &mut Controls);
}

/// The sections, each with what it holds.
pub(in crate::panel) type Contents<'a> = [(Section, &'a mut dyn Content)];

/// Distance of the panels from the window's edge and from each other, points.
const GAP: f32 = 8.0;
/// Width of what a column holds, points.
const WIDTH: f32 = 240.0;
/// Room that a panel's frame takes left and right of what it holds, points.
const PADDING: f32 = 10.0;
/// A window narrower than this has no room for two columns and a graph, points.
const NARROW: f32 = 880.0;
/// The least width of a tab, points: the longest title, and what is left and right of it.
const TAB: f32 = 72.0;
/// The share of a narrow window that an open sheet may cover.
const SHEET_SHARE: f32 = 0.42;

/// Whether the window has no room for columns.
pub(in crate::panel) fn narrow(context: &Context) -> bool {
    context.viewport_rect().width() < NARROW
}

/// Draws every section, and notes which part of the window they cover.
/// `bottom` is what the status line takes, points.
pub(in crate::panel) fn show(
    context: &Context,
    bottom: f32,
    panels: &mut Panels,
    controls: &mut Controls,
    area: &mut InterfaceArea,
    contents: &mut Contents,
) {
    let window = context.viewport_rect();
    let mut free = window;
    free.max.y -= bottom;
    if narrow(context) {
        free.max.y -= sheet(context, bottom, panels, controls, area, contents);
    } else {
        let height = window.height() - bottom - 2.0 * GAP;
        for (sections, side) in [
            (&Section::LEFT[..], Align2::LEFT_TOP),
            (&Section::RIGHT[..], Align2::RIGHT_TOP),
        ] {
            let rect = column(context, side, sections, height, panels, controls, contents);
            area.rects.push(controls.logical(rect));
            if side == Align2::LEFT_TOP {
                free.min.x = rect.right();
            } else {
                free.max.x = rect.left();
            }
        }
    }
    area.free = controls.logical(free);
}

/// The whole window is free.
pub(in crate::panel) fn hide(context: &Context, controls: &Controls, area: &mut InterfaceArea) {
    area.free = controls.logical(context.viewport_rect());
    area.free = LogicalRect {
        min: LogicalVec2::ZERO,
        ..area.free
    };
}

fn column(
    context: &Context,
    side: Align2,
    sections: &[Section],
    height: f32,
    panels: &mut Panels,
    controls: &mut Controls,
    contents: &mut Contents,
) -> egui::Rect {
    let offset = if side == Align2::LEFT_TOP {
        vec2(GAP, GAP)
    } else {
        vec2(-GAP, GAP)
    };
    let name = if side == Align2::LEFT_TOP {
        "left column"
    } else {
        "right column"
    };
    let response = Area::new(Id::new(name))
        .order(Order::Middle)
        .anchor(side, offset)
        .show(context, |ui| {
            card(ui).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.set_max_height(height - 2.0 * PADDING);
                ScrollArea::vertical()
                    .id_salt(name)
                    .max_height(height - 2.0 * PADDING)
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        for (place, section) in sections.iter().enumerate() {
                            let Some((_, content)) =
                                contents.iter_mut().find(|(kind, _)| kind == section)
                            else {
                                continue;
                            };
                            if place > 0 {
                                ui.add_space(1.0);
                                ui.separator();
                            }
                            let open = panels.open.contains(section);
                            let bar =
                                widgets::title_bar(ui, section.title(), &content.summary(), open);
                            if controls.note(section.control(), bar).clicked() {
                                panels.toggle(*section);
                            }
                            if open {
                                ui.push_id(section, |ui| content.show(ui, controls));
                                ui.add_space(3.0);
                            }
                        }
                    });
            });
        });
    response.response.rect
}

/// A row of tabs over the status line, and over it the one section that is
/// open. Returns the height that they take, points.
fn sheet(
    context: &Context,
    bottom: f32,
    panels: &mut Panels,
    controls: &mut Controls,
    area: &mut InterfaceArea,
    contents: &mut Contents,
) -> f32 {
    let window = context.viewport_rect();
    // The outline takes a point on each side.
    let width = window.width() - 2.0 * PADDING - 2.0;
    let response = Area::new(Id::new("sheet"))
        .order(Order::Middle)
        .anchor(Align2::LEFT_BOTTOM, vec2(0.0, -bottom))
        .show(context, |ui| {
            card(ui).corner_radius(0).show(ui, |ui| {
                ui.set_width(width);
                if let Some((section, content)) = contents
                    .iter_mut()
                    .find(|(section, _)| Some(*section) == panels.sheet)
                {
                    ui.horizontal(|ui| {
                        ui.strong(section.title());
                        widgets::hint(ui, content.summary());
                    });
                    let height = window.height() * SHEET_SHARE;
                    ScrollArea::vertical()
                        .id_salt(*section)
                        .max_height(height)
                        .min_scrolled_height(height)
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.push_id(*section, |ui| content.show(ui, controls));
                        });
                    ui.separator();
                }
                tabs(ui, width, panels, controls);
            });
        });
    area.rects.push(controls.logical(response.response.rect));
    response.response.rect.height()
}

/// Every section's tab, in as many rows as it takes, all of them full.
fn tabs(ui: &mut Ui, width: f32, panels: &mut Panels, controls: &mut Controls) {
    const SPACE: f32 = 4.0;
    let sections: Vec<_> = Section::LEFT.into_iter().chain(Section::RIGHT).collect();
    let fits = |columns: &usize| width >= TAB * *columns as f32;
    let columns = [sections.len(), sections.len().div_ceil(2)]
        .into_iter()
        .find(fits);
    let columns = columns.unwrap_or(2);
    ui.spacing_mut().item_spacing = vec2(SPACE, SPACE);
    ui.spacing_mut().button_padding.x = SPACE;
    // Fingers are wider than pointers.
    let size = vec2((width + SPACE) / columns as f32 - SPACE, 34.0);
    for row in sections.chunks(columns) {
        ui.horizontal(|ui| {
            for section in row {
                let open = panels.sheet == Some(*section);
                let tab = Button::selectable(open, section.title()).min_size(size);
                if controls.note(section.control(), ui.add(tab)).clicked() {
                    panels.sheet = (!open).then_some(*section);
                }
            }
        });
    }
}

/// The frame of a panel.
pub(in crate::panel) fn card(ui: &Ui) -> Frame {
    Frame::window(ui.style()).inner_margin(Margin::same(PADDING as i8))
}
