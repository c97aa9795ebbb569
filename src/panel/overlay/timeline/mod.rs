//! The timeline under the graph: transport, training, progress, and the state in words.
//!
//! While a wave runs, its controls take the place of the progress. The developer's figures are a
//! second line on request.

mod figures;
mod strip;
mod transport;
mod wave;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts,
    egui::{self, Align2, Area, Context, Id, Order, Ui, vec2},
};

use self::{strip::Strip, transport::Transport, wave::WaveControls};
use crate::{
    interface::InterfaceArea,
    panel::{
        kit::{
            controls::{Controls, Region},
            places::{self, BarHeights},
        },
        state::Panels,
    },
    status::StatusReader,
};

/// A narrower timeline has two rows, points.
const TWO_ROWS: f32 = 600.0;
/// Least height of a row, points.
const ROW: f32 = 36.0;

/// Data and commands of the timeline.
#[derive(SystemParam)]
pub(in crate::panel) struct Timeline<'w> {
    panels: Res<'w, Panels>,
    status: StatusReader<'w>,
    transport: Transport<'w>,
    strip: Strip<'w>,
    wave: WaveControls<'w>,
}

/// Draws the timeline while the panels are visible. Hidden panels leave the controls of a wave.
pub(in crate::panel) fn draw_timeline(
    mut contexts: EguiContexts,
    mut timeline: Timeline,
    mut heights: ResMut<BarHeights>,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    if !timeline.panels.visible {
        heights.bottom = 0.0;
        return;
    }
    let window = context.viewport_rect();
    let narrow = window.width() < TWO_ROWS;
    let shown = Area::new(Id::new("timeline"))
        .order(Order::Middle)
        .constrain(false)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(window.left_bottom())
        .show(context, |ui| {
            places::card(ui)
                .corner_radius(0)
                .inner_margin(egui::Margin::symmetric(8, 3))
                .shadow(egui::Shadow::NONE)
                .show(ui, |ui| {
                    ui.set_width(window.width() - 18.0);
                    controls.enter_region(Region::Timeline);
                    timeline.draw_rows(ui, &mut controls, narrow);
                    controls.leave_region();
                });
        });
    let rect = shown.response.rect;
    area.rects.push(controls.logical(rect));
    heights.bottom = rect.height();
}

/// Draws the controls of a wave in a bar of their own while the panels are hidden.
pub(in crate::panel) fn draw_lone_wave(
    mut contexts: EguiContexts,
    mut timeline: Timeline,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
) {
    let (false, true, Ok(context)) = (
        timeline.panels.visible,
        timeline.wave.is_running(),
        contexts.ctx_mut(),
    ) else {
        return;
    };
    let bar = crate::panel::kit::bar::Bar {
        name: "wave",
        width: 480.0,
        bottom: area.free.max.y,
        interactable: true,
    };
    let shown = bar.show_bar(context, &area, |ui| {
        timeline.wave.draw_wave(ui, &mut controls);
    });
    let rect = controls.logical(shown.rect);
    area.rects.push(rect);
}

impl Timeline<'_> {
    fn draw_rows(&mut self, ui: &mut Ui, controls: &mut Controls, narrow: bool) {
        let row = vec2(ui.available_width(), row_height(ui.ctx()));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(row, layout, |ui| {
            ui.set_min_height(row.y);
            let waves = &mut self.wave.commands;
            self.transport.draw_transport(ui, controls, narrow, waves);
            if !narrow {
                ui.separator();
                self.draw_rest(ui, controls);
            }
        });
        if narrow {
            ui.allocate_ui_with_layout(row, layout, |ui| self.draw_rest(ui, controls));
        }
        if self.panels.figures {
            figures::draw_figures(ui, controls, &self.status);
        }
    }

    /// The progress, or the wave; at the right end the state in words.
    fn draw_rest(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if self.wave.is_running() {
            self.wave.draw_wave(ui, controls);
        } else {
            self.strip.draw_strip(ui, controls, &self.status);
        }
    }
}

fn row_height(context: &Context) -> f32 {
    context
        .global_style()
        .spacing
        .interact_size
        .y
        .max(ROW - 4.0)
}
