//! The layout of the sections: two columns beside the graph, or one sheet under it.

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiContexts, PrimaryEguiContext,
    egui::{self, Align2, Area, Button, Context, Frame, Id, Margin, Order, ScrollArea, Ui, vec2},
};

use super::{
    controls::Controls,
    section::{Column, RegisteredSection, Sections},
    widgets,
};
use crate::{
    interface::InterfaceArea,
    panel::{commands::PanelCommand, state::Panels},
};

/// Height of the status line in this frame, points.
#[derive(Resource, Default)]
pub(in crate::panel) struct StatusLineHeight(pub f32);

/// Distance of the panels from the window's edge and from each other, points.
const GAP: f32 = 8.0;
/// Width of the content of a column, points.
const WIDTH: f32 = 240.0;
/// Padding of a panel left and right of its content, points.
const PADDING: f32 = 10.0;
/// A window narrower than this has no room for two columns and a graph, points.
const NARROW: f32 = 880.0;
/// Least width of a tab, points: the longest title and its padding.
const TAB: f32 = 72.0;
/// The share of a narrow window that an open sheet may cover.
const SHEET_SHARE: f32 = 0.42;

/// Whether the window has no room for columns.
pub(in crate::panel) fn is_narrow(context: &Context) -> bool {
    context.viewport_rect().width() < NARROW
}

/// Draws every section, and records which part of the window stays free for the graph.
///
/// Sections read and write the world while they draw, so the resources of the panels are taken
/// out of the world for the time.
pub(in crate::panel) fn draw_columns(world: &mut World) {
    let mut contexts = world.query_filtered::<&EguiContext, With<PrimaryEguiContext>>();
    let Ok(mut context) = contexts.single(world).cloned() else {
        return;
    };
    let context = context.get_mut();
    let bottom = world.resource::<StatusLineHeight>().0;
    let mut panels = world.resource::<Panels>().clone();
    let mut sections = std::mem::take(&mut *world.resource_mut::<Sections>());
    let mut controls = std::mem::take(&mut *world.resource_mut::<Controls>());
    let mut area = std::mem::take(&mut *world.resource_mut::<InterfaceArea>());
    if panels.visible {
        let mut columns = Columns {
            world: &mut *world,
            panels: &mut panels,
            controls: &mut controls,
            area: &mut area,
        };
        columns.draw_all(context, bottom, &mut sections.0);
    } else {
        free_whole_window(context, &controls, &mut area);
    }
    *world.resource_mut::<Sections>() = sections;
    *world.resource_mut::<Controls>() = controls;
    *world.resource_mut::<InterfaceArea>() = area;
    // An opened section triggers no change detection: preferences compare the sections instead.
    let mut kept = world.resource_mut::<Panels>();
    let kept = kept.bypass_change_detection();
    (kept.open, kept.sheet) = (panels.open, panels.sheet);
}

/// Hidden panels leave the whole window to the graph.
fn free_whole_window(context: &Context, controls: &Controls, area: &mut InterfaceArea) {
    let window = controls.logical(context.viewport_rect());
    area.free = Rect {
        min: Vec2::ZERO,
        ..window
    };
}

/// Draws the button that shows hidden panels, for users without a keyboard.
pub(in crate::panel) fn draw_show_button(
    mut contexts: EguiContexts,
    panels: Res<Panels>,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
    mut commands: MessageWriter<PanelCommand>,
) {
    let (false, Ok(context)) = (panels.visible, contexts.ctx_mut()) else {
        return;
    };
    let shown = Area::new(Id::new("show panels"))
        .order(Order::Middle)
        .anchor(Align2::LEFT_TOP, vec2(8.0, 8.0))
        .show(context, |ui| {
            controls
                .note("panel/show", ui.button("☰"))
                .on_hover_text("Shows the panels (H)")
                .clicked()
        });
    area.rects.push(controls.logical(shown.response.rect));
    if shown.inner {
        commands.write(PanelCommand::ToggleVisible);
    }
}

/// The columns of one frame, and everything that they read and write.
struct Columns<'a> {
    world: &'a mut World,
    panels: &'a mut Panels,
    controls: &'a mut Controls,
    area: &'a mut InterfaceArea,
}

impl Columns<'_> {
    /// Draws two columns, or one sheet in a narrow window. `bottom` is the height of the status
    /// line, points.
    fn draw_all(&mut self, context: &Context, bottom: f32, sections: &mut [RegisteredSection]) {
        let window = context.viewport_rect();
        let mut free = window;
        free.max.y -= bottom;
        if is_narrow(context) {
            free.max.y -= self.draw_sheet(context, bottom, sections);
        } else {
            let height = window.height() - bottom - 2.0 * GAP;
            let left = self.draw_column(context, Column::Left, height, sections);
            free.min.x = left.right();
            let right = self.draw_column(context, Column::Right, height, sections);
            free.max.x = right.left();
        }
        self.area.free = self.controls.logical(free);
    }

    /// Draws the sections of one column; returns its rectangle, points.
    fn draw_column(
        &mut self,
        context: &Context,
        column: Column,
        height: f32,
        sections: &mut [RegisteredSection],
    ) -> egui::Rect {
        let (name, side, offset) = match column {
            Column::Left => ("left column", Align2::LEFT_TOP, vec2(GAP, GAP)),
            Column::Right => ("right column", Align2::RIGHT_TOP, vec2(-GAP, GAP)),
        };
        let height = height - 2.0 * PADDING;
        let sections = sections
            .iter_mut()
            .filter(|section| section.info.column == column);
        let shown = Area::new(Id::new(name))
            .order(Order::Middle)
            .anchor(side, offset)
            .show(context, |ui| {
                card(ui).show(ui, |ui| {
                    ui.set_width(WIDTH);
                    ui.set_max_height(height);
                    ScrollArea::vertical()
                        .id_salt(name)
                        .max_height(height)
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            for (place, section) in sections.enumerate() {
                                if place > 0 {
                                    ui.add_space(1.0);
                                    ui.separator();
                                }
                                self.draw_section(ui, section);
                            }
                        });
                });
            });
        let rect = shown.response.rect;
        self.area.rects.push(self.controls.logical(rect));
        rect
    }

    /// Draws a title bar and, if the section is open, its content.
    fn draw_section(&mut self, ui: &mut Ui, section: &mut RegisteredSection) {
        let info = section.info;
        let open = self.panels.open.contains(&info.section);
        let summary = section.write_summary(self.world);
        let bar = widgets::title_bar(ui, info.title, &summary, open);
        if self.controls.note(info.section.control(), bar).clicked() {
            self.panels.toggle(info.section);
        }
        if open {
            ui.push_id(info.section, |ui| {
                section.draw_section_content(self.world, ui, self.controls);
            });
            ui.add_space(3.0);
        }
    }

    /// Draws a row of tabs over the status line, and over it the one open section. Returns the
    /// height of both, points.
    fn draw_sheet(
        &mut self,
        context: &Context,
        bottom: f32,
        sections: &mut [RegisteredSection],
    ) -> f32 {
        let window = context.viewport_rect();
        // The outline takes a point on each side.
        let width = window.width() - 2.0 * PADDING - 2.0;
        let shown = Area::new(Id::new("sheet"))
            .order(Order::Middle)
            .anchor(Align2::LEFT_BOTTOM, vec2(0.0, -bottom))
            .show(context, |ui| {
                card(ui).corner_radius(0).show(ui, |ui| {
                    ui.set_width(width);
                    let sheet = self.panels.sheet;
                    let mut all = sections.iter_mut();
                    let open = all.find(|section| Some(section.info.section) == sheet);
                    if let Some(open) = open {
                        self.draw_open_sheet(ui, window.height() * SHEET_SHARE, open);
                    }
                    self.draw_tabs(ui, width, sections);
                });
            });
        let rect = shown.response.rect;
        self.area.rects.push(self.controls.logical(rect));
        rect.height()
    }

    fn draw_open_sheet(&mut self, ui: &mut Ui, height: f32, section: &mut RegisteredSection) {
        let info = section.info;
        let summary = section.write_summary(self.world);
        ui.horizontal(|ui| {
            ui.strong(info.title);
            widgets::hint(ui, summary);
        });
        ScrollArea::vertical()
            .id_salt(info.section)
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.push_id(info.section, |ui| {
                    section.draw_section_content(self.world, ui, self.controls);
                });
            });
        ui.separator();
    }

    /// Draws the tab of every section, in one full row or in two.
    fn draw_tabs(&mut self, ui: &mut Ui, width: f32, sections: &[RegisteredSection]) {
        const SPACE: f32 = 4.0;
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
                for RegisteredSection { info, .. } in row {
                    let open = self.panels.sheet == Some(info.section);
                    let tab = ui.add(Button::selectable(open, info.title).min_size(size));
                    if self.controls.note(info.section.control(), tab).clicked() {
                        self.panels.sheet = (!open).then_some(info.section);
                    }
                }
            });
        }
    }
}

/// The frame of a panel.
pub(in crate::panel) fn card(ui: &Ui) -> Frame {
    Frame::window(ui.style()).inner_margin(Margin::same(PADDING as i8))
}
