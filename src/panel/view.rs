//! The view: what colours mean, the theme, labels, the camera.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Ui;

use super::{columns::Content, controls::Controls, widgets};
use crate::view::{ColourBy, Theme, ViewCommand, ViewSettings};

/// What the view section needs.
#[derive(SystemParam)]
pub(super) struct ViewPanel<'w> {
    settings: Res<'w, ViewSettings>,
    commands: MessageWriter<'w, ViewCommand>,
}

impl Content for ViewPanel<'_> {
    fn summary(&self) -> String {
        format!(
            "coloured by {}",
            self.settings.colour_by.title().to_lowercase()
        )
    }

    fn show(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let Self { settings, commands } = self;
        ui.horizontal(|ui| {
            ui.label("Colour");
            ui.spacing_mut().button_padding.x = 5.0;
            ui.spacing_mut().item_spacing.x = 3.0;
            for colour_by in ColourBy::ALL {
                let name = match colour_by {
                    ColourBy::Data => "view/colour/data",
                    ColourBy::Gradient => "view/colour/gradient",
                    ColourBy::Operation => "view/colour/operation",
                };
                let choice =
                    ui.selectable_label(settings.colour_by == colour_by, colour_by.title());
                if controls.note(name, choice).clicked() {
                    commands.write(ViewCommand::ColourBy(colour_by));
                }
            }
        });
        ui.horizontal(|ui| {
            let mut labels = settings.labels;
            let mut vertices = settings.vertices;
            let mut edges = settings.edges;
            if controls
                .note("view/labels", ui.checkbox(&mut labels, "Labels"))
                .on_hover_text("Data and gradient of what is near (L)")
                .changed()
            {
                commands.write(ViewCommand::Labels(labels));
            }
            if controls
                .note("view/vertices", ui.checkbox(&mut vertices, "Vertices"))
                .changed()
            {
                commands.write(ViewCommand::ShowVertices(vertices));
            }
            if controls
                .note("view/edges", ui.checkbox(&mut edges, "Edges"))
                .changed()
            {
                commands.write(ViewCommand::ShowEdges(edges));
            }
        });
        ui.horizontal(|ui| {
            let frame = controls.note("view/frame", widgets::button(ui, true, "Frame all"));
            if frame
                .on_hover_text("The camera follows the whole graph again (F)")
                .clicked()
            {
                commands.write(ViewCommand::Frame);
            }
            for (theme, name, text) in [
                (Theme::Dark, "view/theme/dark", "Dark"),
                (Theme::Light, "view/theme/light", "Light"),
            ] {
                let choice = ui.selectable_label(settings.theme == theme, text);
                if controls.note(name, choice).clicked() {
                    commands.write(ViewCommand::Theme(theme));
                }
            }
        });
    }
}
