//! The status line at the bottom, with the clock's buttons on it.

use bevy_egui::egui::{
    self, Align, Align2, Area, Context, Id, Label, Layout, Order, RichText, Ui, vec2,
};

use crate::{
    explore::commands::SearchCommand,
    growth::RisingGraph,
    interface::InterfaceArea,
    panel::{
        kit::{columns, controls::Controls, numbers},
        state::PanelCommand,
    },
    physics::commands::ClockCommand,
    status::{Status, StatusReader},
};

/// Height of the line, points.
const HEIGHT: f32 = 28.0;

/// What was pressed on the line.
#[derive(Default)]
pub(in crate::panel) struct Pressed {
    pub(in crate::panel) clock: Option<ClockCommand>,
    pub(in crate::panel) panels: Option<PanelCommand>,
    pub(in crate::panel) search: Option<SearchCommand>,
}

/// Draws the line; returns its height in points and what was pressed.
pub(in crate::panel) fn show(
    context: &Context,
    reader: &StatusReader,
    controls: &mut Controls,
    area: &mut InterfaceArea,
) -> (f32, Pressed) {
    let mut pressed = Pressed::default();
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
                    ui.horizontal_centered(|ui| line(ui, reader, controls, &mut pressed));
                });
        });
    area.rects.push(controls.logical(response.response.rect));
    (response.response.rect.height(), pressed)
}

fn line(ui: &mut Ui, reader: &StatusReader, controls: &mut Controls, pressed: &mut Pressed) {
    let (text, meaning) = if reader.clock.paused {
        ("▶", "Lets the simulation run (Space)")
    } else {
        ("⏸", "Stops the simulation (Space)")
    };
    if controls
        .note("clock/pause", ui.small_button(text))
        .on_hover_text(meaning)
        .clicked()
    {
        pressed.clock = Some(ClockCommand::TogglePause);
    }
    if controls
        .note("clock/step", ui.small_button("⏭"))
        .on_hover_text("One tick (.)")
        .clicked()
    {
        pressed.clock = Some(ClockCommand::StepOnce);
    }
    if !reader.physics.guard
        && controls
            .note("clock/rewind", ui.small_button("⏮"))
            .on_hover_text("Back to where everything was when the guard was switched off")
            .clicked()
    {
        pressed.clock = Some(ClockCommand::Rewind);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if controls
            .note("panel/help", ui.small_button(" ? "))
            .on_hover_text("Keys and gestures (?)")
            .clicked()
        {
            pressed.panels = Some(PanelCommand::ToggleHelp);
        }
        if controls
            .note("panel/hide", ui.small_button("Hide"))
            .on_hover_text("Hides every panel (H)")
            .clicked()
        {
            pressed.panels = Some(PanelCommand::ToggleVisible);
        }
        if controls
            .note("panel/search", ui.small_button("🔍"))
            .on_hover_text("Search and filter (/)")
            .clicked()
        {
            pressed.search = Some(SearchCommand::Open);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(text_of(reader)).size(12.0)).truncate());
        });
    });
}

/// The edge probability, and what has become of the graph by it.
pub(in crate::panel) fn rising(graph: &RisingGraph) -> Option<String> {
    (graph.vertices > 0).then(|| {
        let largest = numbers::count(graph.largest.into());
        let vertices = numbers::count(graph.vertices.into());
        let chance = numbers::short(graph.chance);
        format!("p {chance} · largest part {largest} of {vertices}")
    })
}

fn text_of(reader: &StatusReader) -> String {
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
            numbers::count(vertices as u64),
            numbers::count(edges as u64)
        ),
    ];
    if let Some(text) = rising(&reader.rising) {
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
            numbers::count(status.round.into()),
            numbers::short(loss)
        ));
    }
    // The rate was measured when the last frame was drawn; a graph that rests draws none.
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
