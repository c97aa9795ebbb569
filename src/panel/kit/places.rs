//! The layout of the sections: a drawer and the inspector card beside the graph, or one sheet
//! with tabs under it.

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiContexts, PrimaryEguiContext,
    egui::{self, Align2, Area, Button, Context, Frame, Id, Margin, Order, ScrollArea, Ui, vec2},
};

use super::{
    controls::{Controls, Region},
    section::{RegisteredSection, Sections},
    widgets,
};
use crate::{
    interface::InterfaceArea,
    panel::{
        commands::PanelCommand,
        state::{PanelPlace, Panels},
    },
};

/// Heights of the bars at the window's upper and lower edge in this frame, points.
#[derive(Resource, Default)]
pub(in crate::panel) struct BarHeights {
    /// The top bar.
    pub top: f32,
    /// The timeline.
    pub bottom: f32,
}

/// Distance of the panels from the window's edge and from each other, points.
pub(in crate::panel) const GAP: f32 = 8.0;
/// Width of the content of a drawer and of the inspector card, points.
const WIDTH: f32 = 248.0;
/// Padding of a panel left and right of its content, points.
const PADDING: f32 = 8.0;
/// A window narrower than this has no room for a drawer, a card and a graph, points.
const NARROW: f32 = 880.0;
/// The share of a narrow window that an open sheet may cover, its tabs included.
const SHEET_SHARE: f32 = 0.42;
/// Height of a tab and of a sheet's heading, points.
const TAB_HEIGHT: f32 = 44.0;

/// Whether the window has no room for panels beside the graph.
pub(in crate::panel) fn is_narrow(context: &Context) -> bool {
    is_narrow_width(context.viewport_rect().width())
}

/// Whether a window of this width, points, has no room for panels beside the graph.
pub(in crate::panel) fn is_narrow_width(width: f32) -> bool {
    width < NARROW
}

/// Draws every open section, and records which part of the window stays free for the graph.
///
/// Sections read and write the world while they draw, so the resources of the panels are taken
/// out of the world for the time.
pub(in crate::panel) fn draw_places(world: &mut World) {
    let mut contexts = world.query_filtered::<&EguiContext, With<PrimaryEguiContext>>();
    let Ok(mut context) = contexts.single(world).cloned() else {
        return;
    };
    let context = context.get_mut();
    let BarHeights { top, bottom } = *world.resource::<BarHeights>();
    let mut panels = world.resource::<Panels>().clone();
    let mut sections = std::mem::take(&mut *world.resource_mut::<Sections>());
    let mut controls = std::mem::take(&mut *world.resource_mut::<Controls>());
    let mut area = std::mem::take(&mut *world.resource_mut::<InterfaceArea>());
    if panels.visible {
        let mut free = context.viewport_rect();
        free.min.y += top;
        free.max.y -= bottom;
        let mut drawing = Drawing {
            world: &mut *world,
            panels: &mut panels,
            controls: &mut controls,
            area: &mut area,
        };
        drawing.draw_all(context, free, &mut sections.0);
    } else {
        free_whole_window(context, &controls, &mut area);
    }
    *world.resource_mut::<Sections>() = sections;
    *world.resource_mut::<Controls>() = controls;
    *world.resource_mut::<InterfaceArea>() = area;
    // An opened section triggers no change detection: preferences compare the sections instead.
    let mut kept = world.resource_mut::<Panels>();
    let kept = kept.bypass_change_detection();
    (kept.open, kept.drawer, kept.tab) = (panels.open, panels.drawer, panels.tab);
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
        .anchor(Align2::LEFT_TOP, vec2(GAP, GAP))
        .show(context, |ui| {
            let button = Button::new("☰").min_size(vec2(TAB_HEIGHT, TAB_HEIGHT));
            let button = controls.note("panel/show", ui.add(button));
            widgets::name_button(button, "Show the panels")
                .on_hover_text("Shows the panels (H)")
                .clicked()
        });
    area.rects.push(controls.logical(shown.response.rect));
    if shown.inner {
        commands.write(PanelCommand::ToggleVisible);
    }
}

/// The sections of one frame, and everything that they read and write.
struct Drawing<'a> {
    world: &'a mut World,
    panels: &'a mut Panels,
    controls: &'a mut Controls,
    area: &'a mut InterfaceArea,
}

impl Drawing<'_> {
    /// Draws a drawer and the inspector card into `free`, the window without its bars, or one
    /// sheet in a narrow window.
    fn draw_all(
        &mut self,
        context: &Context,
        mut free: egui::Rect,
        sections: &mut [RegisteredSection],
    ) {
        if is_narrow(context) {
            free.max.y -= self.draw_sheet(context, free, sections);
        } else {
            let room = free;
            if let Some(place) = self.panels.drawer {
                self.controls.enter_region(Region::Drawer);
                free.min.x = self.draw_drawer(context, place, room, sections).right();
            }
            self.controls.enter_region(Region::Inspector);
            free.max.x = self.draw_inspector(context, room, sections).left();
        }
        self.controls.leave_region();
        self.area.free = self.controls.logical(free);
    }

    /// Draws the sections of a place in a drawer on the left; returns its rectangle, points.
    fn draw_drawer(
        &mut self,
        context: &Context,
        place: PanelPlace,
        room: egui::Rect,
        sections: &mut [RegisteredSection],
    ) -> egui::Rect {
        let corner = room.left_top() + vec2(GAP, GAP);
        let shown = self.draw_card(
            context,
            "drawer",
            Align2::LEFT_TOP,
            corner,
            |drawing, ui| {
                drawing.draw_heading(ui, place);
                let height = room.bottom() - ui.next_widget_position().y - GAP - PADDING;
                drawing.draw_scrolled(ui, place, limit_height(place, height), sections);
            },
        );
        self.area.rects.push(self.controls.logical(shown));
        shown
    }

    /// Draws the inspector card on the right; returns its rectangle, points.
    fn draw_inspector(
        &mut self,
        context: &Context,
        room: egui::Rect,
        sections: &mut [RegisteredSection],
    ) -> egui::Rect {
        let corner = room.right_top() + vec2(-GAP, GAP);
        let shown = self.draw_card(context, "card", Align2::RIGHT_TOP, corner, |drawing, ui| {
            let height = room.bottom() - ui.next_widget_position().y - GAP - PADDING;
            drawing.draw_scrolled(ui, PanelPlace::Inspector, height, sections);
        });
        self.area.rects.push(self.controls.logical(shown));
        shown
    }

    fn draw_card(
        &mut self,
        context: &Context,
        name: &str,
        pivot: Align2,
        corner: egui::Pos2,
        draw: impl FnOnce(&mut Self, &mut Ui),
    ) -> egui::Rect {
        Area::new(Id::new(name))
            .order(Order::Middle)
            .constrain(false)
            .pivot(pivot)
            .fixed_pos(corner)
            .show(context, |ui| {
                card(ui).show(ui, |ui| {
                    ui.set_width(WIDTH);
                    ui.set_max_height(f32::INFINITY);
                    draw(self, ui);
                });
            })
            .response
            .rect
    }

    /// Draws the title of a drawer, and the button that closes it.
    fn draw_heading(&mut self, ui: &mut Ui, place: PanelPlace) {
        ui.horizontal(|ui| {
            ui.strong(place.title());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let close = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
                let close = self.controls.note("drawer/close", close);
                let close = widgets::name_button(close, "Close the drawer");
                if close.on_hover_text("Closes the drawer").clicked() {
                    self.panels.drawer = None;
                }
            });
        });
    }

    /// Draws the sections of a place in a scroll area of at most `height` points.
    fn draw_scrolled(
        &mut self,
        ui: &mut Ui,
        place: PanelPlace,
        height: f32,
        sections: &mut [RegisteredSection],
    ) {
        ScrollArea::vertical()
            .id_salt(place)
            .max_height(height.max(40.0))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.draw_sections(ui, place, sections);
            });
    }

    /// Draws the sections of a place that have anything to say. Several have a title bar each.
    fn draw_sections(
        &mut self,
        ui: &mut Ui,
        place: PanelPlace,
        sections: &mut [RegisteredSection],
    ) {
        let of_place = |section: &&mut RegisteredSection| section.info.section.place() == place;
        let titled = sections
            .iter()
            .filter(|section| section.info.section.place() == place)
            .count()
            > 1;
        for section in sections.iter_mut().filter(of_place) {
            if !section.is_relevant(self.world) {
                continue;
            }
            if titled {
                self.draw_section(ui, section);
            } else {
                ui.push_id(section.info.section, |ui| {
                    section.draw_section_content(self.world, ui, self.controls);
                });
            }
        }
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
            ui.add_space(4.0);
        }
    }

    /// Draws a row of tabs over the timeline, and over it the open place. Returns the height of
    /// both, points.
    fn draw_sheet(
        &mut self,
        context: &Context,
        free: egui::Rect,
        sections: &mut [RegisteredSection],
    ) -> f32 {
        // The outline takes a point on each side.
        let width = free.width() - 2.0 * PADDING - 2.0;
        let window = context.viewport_rect().height();
        let shown = Area::new(Id::new("sheet"))
            .order(Order::Middle)
            .constrain(false)
            .pivot(Align2::LEFT_BOTTOM)
            .fixed_pos(free.left_bottom())
            .show(context, |ui| {
                let frame = card(ui)
                    .corner_radius(0)
                    .inner_margin(Margin::symmetric(PADDING as i8, 4));
                frame.show(ui, |ui| {
                    ui.set_width(width);
                    if let Some(place) = self.panels.tab {
                        let height = (window * SHEET_SHARE - TAB_HEIGHT).min(free.height() * 0.6);
                        self.controls.enter_region(Region::Drawer);
                        ScrollArea::vertical()
                            .id_salt(place)
                            .max_height(height)
                            .min_scrolled_height(height)
                            .show(ui, |ui| {
                                ui.set_width(ui.available_width());
                                self.draw_sections(ui, place, sections);
                            });
                        ui.separator();
                    }
                    self.controls.enter_region(Region::Tabs);
                    self.draw_tabs(ui, width);
                });
            });
        let rect = shown.response.rect;
        self.area.rects.push(self.controls.logical(rect));
        rect.height()
    }

    /// Draws the tab of every place in one row.
    fn draw_tabs(&mut self, ui: &mut Ui, width: f32) {
        const SPACE: f32 = 4.0;
        ui.spacing_mut().item_spacing = vec2(SPACE, SPACE);
        ui.spacing_mut().button_padding.x = 2.0;
        let count = PanelPlace::ALL.len() as f32;
        let size = vec2((width + SPACE) / count - SPACE, TAB_HEIGHT);
        ui.horizontal(|ui| {
            for place in PanelPlace::ALL {
                let open = self.panels.tab == Some(place);
                let tab = ui.add(Button::selectable(open, place.title()).min_size(size));
                let tab = self.controls.note(place.control(), tab);
                if tab.on_hover_text(place.meaning()).clicked() {
                    self.panels.toggle_place(place);
                }
            }
        });
    }
}

/// The height of a drawer's content, points, if `room` points are left. In a low window the drawer
/// of *Explore*, which is open at the start, leaves some of them to the graph.
fn limit_height(place: PanelPlace, room: f32) -> f32 {
    /// A window with less room than this is low, points.
    const LOW: f32 = 560.0;
    /// The share of a low window's room.
    const SHARE: f32 = 0.62;
    match place {
        PanelPlace::Explore if room < LOW => room * SHARE,
        _ => room,
    }
}

/// The frame of a panel.
pub(in crate::panel) fn card(ui: &Ui) -> Frame {
    Frame::window(ui.style()).inner_margin(Margin::same(PADDING as i8))
}
