//! The status line at the bottom, with the clock's buttons on it.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts,
    egui::{self, Align, Align2, Area, Id, Label, Layout, Order, RichText, Ui, vec2},
};

use crate::{
    clock::commands::ClockCommand,
    explore::commands::SearchCommand,
    interface::InterfaceArea,
    panel::{
        commands::PanelCommand,
        kit::{
            columns::{self, StatusLineHeight},
            controls::Controls,
            numbers,
        },
        state::Panels,
    },
    status::{Status, StatusReader},
};

/// Height of the line, points.
const HEIGHT: f32 = 28.0;

/// The commands of the line's buttons.
#[derive(SystemParam)]
pub(in crate::panel) struct StatusLineCommands<'w> {
    clock: MessageWriter<'w, ClockCommand>,
    panels: MessageWriter<'w, PanelCommand>,
    search: MessageWriter<'w, SearchCommand>,
}

/// Draws the status line while the panels are visible.
pub(in crate::panel) fn draw_status_line(
    mut contexts: EguiContexts,
    panels: Res<Panels>,
    reader: StatusReader,
    mut height: ResMut<StatusLineHeight>,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
    mut commands: StatusLineCommands,
) {
    let (true, Ok(context)) = (panels.visible, contexts.ctx_mut()) else {
        return;
    };
    let width = context.viewport_rect().width();
    let response = Area::new(Id::new("status line"))
        .order(Order::Middle)
        .anchor(Align2::LEFT_BOTTOM, vec2(0.0, 0.0))
        .show(context, |ui| {
            columns::card(ui)
                .corner_radius(0)
                .inner_margin(egui::Margin::symmetric(8, 3))
                .shadow(egui::Shadow::NONE)
                .show(ui, |ui| {
                    ui.set_width(width - 18.0);
                    ui.set_height(HEIGHT - 8.0);
                    ui.horizontal_centered(|ui| {
                        draw_buttons(ui, &reader, &mut controls, &mut commands);
                    });
                });
        });
    area.rects.push(controls.logical(response.response.rect));
    height.0 = response.response.rect.height();
}

fn draw_buttons(
    ui: &mut Ui,
    reader: &StatusReader,
    controls: &mut Controls,
    commands: &mut StatusLineCommands,
) {
    let (text, meaning) = if reader.clock.paused {
        ("▶", "Runs the simulation (Space)")
    } else {
        ("⏸", "Pauses the simulation (Space)")
    };
    if controls
        .note("clock/pause", ui.small_button(text))
        .on_hover_text(meaning)
        .clicked()
    {
        commands.clock.write(ClockCommand::TogglePause);
    }
    if controls
        .note("clock/step", ui.small_button("⏭"))
        .on_hover_text("Runs one tick (.)")
        .clicked()
    {
        commands.clock.write(ClockCommand::StepOnce);
    }
    if !reader.physics.guard
        && controls
            .note("clock/rewind", ui.small_button("⏮"))
            .on_hover_text("Restores the positions from when the guard was switched off")
            .clicked()
    {
        commands.clock.write(ClockCommand::Rewind);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if controls
            .note("panel/help", ui.small_button(" ? "))
            .on_hover_text("Keys and gestures (?)")
            .clicked()
        {
            commands.panels.write(PanelCommand::ToggleHelp);
        }
        if controls
            .note("panel/hide", ui.small_button("Hide"))
            .on_hover_text("Hides every panel (H)")
            .clicked()
        {
            commands.panels.write(PanelCommand::ToggleVisible);
        }
        if controls
            .note("panel/search", ui.small_button("🔍"))
            .on_hover_text("Search and filter (/)")
            .clicked()
        {
            commands.search.write(SearchCommand::Open);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let text = RichText::new(status_text(reader)).size(12.0);
            ui.add(Label::new(text).truncate());
        });
    });
}

fn status_text(reader: &StatusReader) -> String {
    let status = reader.read();
    let Status {
        vertices, edges, ..
    } = status;
    let state = match () {
        () if reader.clock.paused => "paused",
        () if status.growing => "growing",
        () if status.settled => "settled",
        () if reader.simulation.unfolding => "unfolding",
        () => "moving",
    };
    let mut parts = vec![
        state.to_owned(),
        format!(
            "{} vertices · {} edges",
            numbers::format_count(vertices as u64),
            numbers::format_count(edges as u64)
        ),
    ];
    if let Some(text) = numbers::describe_rising_graph(&reader.rising) {
        parts.push(text);
    }
    if reader.physics.layered {
        parts.push("layers".to_owned());
    }
    parts.push(status.stability.clone());
    parts.push(format!("seed {}", status.seed));
    if let Some(loss) = status.loss {
        parts.push(format!(
            "round {} · loss {}",
            numbers::format_count(status.round.into()),
            numbers::format_short(loss)
        ));
    }
    // The rate dates from the last frame, and a graph at rest draws no frames.
    let resting = status.settled || reader.clock.paused;
    let rate = if resting {
        0.0
    } else {
        reader.simulation.ticks_per_second
    };
    parts.push(format!(
        "{rate:.0} ticks/s · tick {:.1} ms · frame {:.1} ms",
        status.tick_ms, status.frame_ms
    ));
    parts.join("    ")
}
