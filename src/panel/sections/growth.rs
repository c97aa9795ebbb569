//! The growth section: progress and controls.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Slider, SliderClamping, Ui};

use crate::{
    growth::{EdgeArrival, Growth, RisingGraph, commands::GrowthCommand},
    panel::{
        kit::{
            controls::Controls,
            numbers,
            section::{AddSection, Column, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
};

/// Adds the growth section.
pub(in crate::panel) struct GrowthSectionPlugin;

impl Plugin for GrowthSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_section::<GrowthPanel<'static>>(SectionInfo {
            section: Section::Growth,
            title: "Growth",
            column: Column::Left,
            order: 1,
        });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct GrowthPanel<'w> {
    growth: Res<'w, Growth>,
    rising: Res<'w, RisingGraph>,
    commands: MessageWriter<'w, GrowthCommand>,
}

impl Content for GrowthPanel<'_> {
    fn summary(&self) -> String {
        let growth = &self.growth;
        if growth.paused && growth.growing() {
            "paused".to_owned()
        } else if growth.growing() {
            format!("{:.0} %", growth.progress() * 100.0)
        } else {
            "complete".to_owned()
        }
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let Self {
            growth,
            rising,
            commands,
        } = self;
        let growing = growth.growing();
        let what = if growth.vertices < growth.total_vertices {
            format!(
                "{} of {} vertices",
                numbers::format_count(growth.vertices.into()),
                numbers::format_count(growth.total_vertices.into())
            )
        } else {
            format!(
                "{} of {} edges",
                numbers::format_count(growth.edges.into()),
                numbers::format_count(growth.total_edges.into())
            )
        };
        widgets::gauge(ui, growth.progress(), 6.0, "");
        widgets::hint(ui, what);
        if let Some(text) = numbers::describe_rising_graph(rising) {
            widgets::hint(ui, text);
        }
        ui.horizontal(|ui| {
            let restart = controls.note("growth/restart", widgets::button(ui, true, "Restart"));
            if restart.on_hover_text("Grows the graph again (R)").clicked() {
                commands.write(GrowthCommand::Restart);
            }
            let text = if growth.paused { "Go on" } else { "Pause" };
            let pause = controls.note("growth/pause", widgets::button(ui, growing, text));
            if pause
                .on_hover_text("Pauses growth; the physics runs on")
                .clicked()
            {
                commands.write(GrowthCommand::Pause(!growth.paused));
            }
            let skip = controls.note("growth/skip", widgets::button(ui, growing, "Skip"));
            if skip
                .on_hover_text("Spawns the rest of the graph at once")
                .clicked()
            {
                commands.write(GrowthCommand::Skip);
            }
        });
        let mut delay = growth.delay * 1000.0;
        ui.horizontal(|ui| {
            ui.label("Delay")
                .on_hover_text("Simulated time from one vertex to the next; zero is all at once");
            widgets::fit_slider(ui, "100.0 ms", 40.0);
            let slider = Slider::new(&mut delay, 0.0..=100.0)
                .clamping(SliderClamping::Edits)
                .max_decimals(1)
                .suffix(" ms");
            if controls.note("growth/delay", ui.add(slider)).changed()
                && delay != growth.delay * 1000.0
            {
                commands.write(GrowthCommand::Delay(delay / 1000.0));
            }
        });
        ui.horizontal(|ui| {
            ui.label("Edges");
            for (arrival, name, text, meaning) in [
                (
                    EdgeArrival::Swarm,
                    "growth/edges/swarm",
                    "as a swarm",
                    "All together after the last vertex",
                ),
                (
                    EdgeArrival::WithEnds,
                    "growth/edges/with_ends",
                    "with ends",
                    "Each as soon as both its ends exist",
                ),
            ] {
                let choice = ui.selectable_label(growth.edge_arrival == arrival, text);
                if controls.note(name, choice).on_hover_text(meaning).clicked() {
                    commands.write(GrowthCommand::Edges(arrival));
                }
            }
        });
    }
}
