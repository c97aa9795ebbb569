//! The layout section: the arrangement, and how the graph grows.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Ui;

use crate::{
    growth::{EdgeArrival, Growth, RisingGraph, commands::GrowthCommand},
    layout::Arrangement,
    panel::{
        kit::{
            controls::Controls,
            number_field::{NumberField, Step},
            numbers,
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
    physics::{Physics, commands::ChangeSettings},
};

/// Adds the growth section.
pub(in crate::panel) struct GrowthSectionPlugin;

impl Plugin for GrowthSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_section::<GrowthPanel<'static>>(SectionInfo {
            section: Section::Growth,
            title: "Layout",
            order: 1,
        });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct GrowthPanel<'w> {
    growth: Res<'w, Growth>,
    rising: Res<'w, RisingGraph>,
    physics: Res<'w, Physics>,
    settings: MessageWriter<'w, ChangeSettings>,
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
        self.draw_arrangements(ui, controls);
        self.draw_growth(ui, controls);
        self.draw_delay(ui, controls);
        self.draw_edge_arrival(ui, controls);
    }
}

impl GrowthPanel<'_> {
    fn draw_arrangements(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let choices = Arrangement::ALL.map(|choice| {
            let name = match choice {
                Arrangement::Space => "constants/dimensions/3",
                Arrangement::Plane => "constants/dimensions/2",
                Arrangement::LayersInSpace => "constants/layers/3",
                Arrangement::LayersInPlane => "constants/layers/2",
            };
            let meaning = format!("{} Shift+R is the next one.", choice.meaning());
            (choice, name, choice.title(), meaning)
        });
        let current = self.physics.arrangement();
        if let Some(choice) = widgets::choice_row(ui, controls, current, choices) {
            self.settings.write(ChangeSettings::Arrange(choice));
        }
    }

    fn draw_growth(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let growing = self.growth.growing();
        if let Some(text) = numbers::describe_rising_graph(&self.rising) {
            widgets::hint(ui, text);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let restart = controls.note("growth/restart", widgets::button(ui, true, "Grow again"));
            if restart
                .on_hover_text("Grows the graph again from its first vertex (R)")
                .clicked()
            {
                self.commands.write(GrowthCommand::Restart);
            }
            let text = if self.growth.paused { "Go on" } else { "Hold" };
            let pause = controls.note("growth/pause", widgets::button(ui, growing, text));
            if pause
                .on_hover_text("Holds the growth; the layout goes on")
                .clicked()
            {
                self.commands
                    .write(GrowthCommand::Pause(!self.growth.paused));
            }
            let skip = controls.note("growth/skip", widgets::button(ui, growing, "Finish"));
            if skip
                .on_hover_text("Draws the rest of the graph at once")
                .clicked()
            {
                self.commands.write(GrowthCommand::Skip);
            }
        });
    }

    /// Simulated time from one vertex to the next.
    fn draw_delay(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let delay = self.growth.delay * 1000.0;
        ui.horizontal(|ui| {
            ui.label("A vertex every");
            let field = NumberField::new(delay)
                .step(Step::Add(5.0))
                .range(0.0..=1000.0)
                .suffix(" ms");
            let meaning = "Simulated time from one vertex to the next; 0 draws all at once";
            if let Some(delay) = field.show(ui, controls, "growth/delay", meaning) {
                self.commands.write(GrowthCommand::Delay(delay / 1000.0));
            }
        });
    }

    fn draw_edge_arrival(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.label("Draw edges");
        let choices = [
            (
                EdgeArrival::Swarm,
                "growth/edges/swarm",
                "at the end",
                "All together, after the last vertex".to_owned(),
            ),
            (
                EdgeArrival::WithEnds,
                "growth/edges/with_ends",
                "as vertices appear",
                "Each as soon as both its vertices are there".to_owned(),
            ),
        ];
        let current = self.growth.edge_arrival;
        if let Some(arrival) = widgets::choice_row(ui, controls, current, choices) {
            self.commands.write(GrowthCommand::Edges(arrival));
        }
    }
}
