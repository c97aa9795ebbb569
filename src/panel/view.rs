//! The view: what colours mean and for whose eyes, labels, the camera.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Button, Grid, Ui, vec2};

use super::{camera::CameraPanel, columns::Content, controls::Controls};
use super::{state::PanelCommand, widgets};
use crate::{
    files::ResetPreferences,
    third_party::InterfaceScale,
    view::{CameraCommand, ColourVision, LookCommand, Theme, ViewMode, ViewSettings},
};

/// What the view section needs.
#[derive(SystemParam)]
pub(super) struct ViewPanel<'w, 's> {
    settings: Res<'w, ViewSettings>,
    commands: MessageWriter<'w, LookCommand>,
    scale: Res<'w, InterfaceScale>,
    /// What was asked of the panels; who draws them passes it on.
    pub(super) asked: Local<'s, Option<PanelCommand>>,
    reset: MessageWriter<'w, ResetPreferences>,
    camera: CameraPanel<'w>,
    camera_commands: MessageWriter<'w, CameraCommand>,
}

impl Content for ViewPanel<'_, '_> {
    fn summary(&self) -> String {
        let mode = self.settings.mode;
        format!("{} ({})", mode.title().to_lowercase(), mode.key())
    }

    fn show(&mut self, ui: &mut Ui, controls: &mut Controls) {
        self.modes(ui, controls);
        self.colours(ui, controls);
        self.size(ui, controls);
        self.parts(ui, controls);
        self.camera.show(ui, controls, &mut self.camera_commands);
        self.reset(ui, controls);
    }
}

impl ViewPanel<'_, '_> {
    /// The ten modes, each with its key, down the first column and then the second.
    fn modes(&mut self, ui: &mut Ui, controls: &mut Controls) {
        const GAP: f32 = 4.0;
        let size = vec2((ui.available_width() - GAP) / 2.0, 20.0);
        let rows = ViewMode::ALL.len() / 2;
        Grid::new("modes").spacing([GAP, 2.0]).show(ui, |ui| {
            for row in 0..rows {
                for mode in [ViewMode::ALL[row], ViewMode::ALL[row + rows]] {
                    let chosen = self.settings.mode == mode;
                    let button = Button::selectable(chosen, mode.title())
                        .shortcut_text(mode.key())
                        .min_size(size);
                    let button = ui.add(button).on_hover_text(mode.meaning());
                    if controls
                        .note(format!("view/mode/{}", mode.key()), button)
                        .clicked()
                    {
                        self.commands.write(LookCommand::Mode(mode));
                    }
                }
                ui.end_row();
            }
        });
        let mut follows = self.settings.size_follows;
        let mode = self.settings.mode;
        ui.add_enabled_ui(mode.lets_size_follow(), |ui| {
            let follow = ui.checkbox(&mut follows, "Size follows the number");
            let follow = controls
                .note("view/size", follow)
                .on_hover_text("What is large stands out (M)")
                .on_disabled_hover_text(if mode.is_number() {
                    "Sizes follow degrees anyway"
                } else {
                    "This mode shows no number"
                });
            if follow.changed() {
                self.commands.write(LookCommand::SizeFollows(follows));
            }
        });
    }

    /// Theme and palette.
    fn colours(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            tighten(ui);
            ui.label("Theme");
            for (theme, name, text) in [
                (Theme::Dark, "view/theme/dark", "Dark"),
                (Theme::Light, "view/theme/light", "Light"),
            ] {
                let choice = ui.selectable_label(self.settings.theme == theme, text);
                if controls.note(name, choice).clicked() {
                    self.commands.write(LookCommand::Theme(theme));
                }
            }
        });
        ui.horizontal(|ui| {
            tighten(ui);
            ui.label("Eyes");
            for vision in ColourVision::ALL {
                let name = match vision {
                    ColourVision::Common => "view/eyes/common",
                    ColourVision::RedGreen => "view/eyes/red_green",
                    ColourVision::BlueYellow => "view/eyes/blue_yellow",
                };
                let choice = ui.selectable_label(self.settings.vision == vision, vision.title());
                let choice = choice.on_hover_text(format!("{} (C)", vision.meaning()));
                if controls.note(name, choice).clicked() {
                    self.commands.write(LookCommand::Vision(vision));
                }
            }
        });
    }

    /// How large panels and labels are.
    fn size(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let scale = *self.scale;
        ui.horizontal(|ui| {
            tighten(ui);
            ui.label("Size");
            let percent = format!("{} %", scale.percent());
            for (name, text, wanted, hover, command) in [
                (
                    "view/scale/smaller",
                    "−",
                    scale.smaller(),
                    "Smaller panels and labels (Ctrl -)",
                    PanelCommand::Smaller,
                ),
                (
                    "view/scale/usual",
                    percent.as_str(),
                    Some(InterfaceScale::default()).filter(|usual| *usual != scale),
                    "The usual size of panels and labels (Ctrl 0)",
                    PanelCommand::Scale(100),
                ),
                (
                    "view/scale/larger",
                    "+",
                    scale.larger(),
                    "Larger panels and labels (Ctrl +)",
                    PanelCommand::Larger,
                ),
            ] {
                let button = widgets::button(ui, wanted.is_some(), text);
                let button = controls.note(name, button);
                let button = button.on_hover_text(hover).on_disabled_hover_text(hover);
                if button.clicked() {
                    *self.asked = Some(command);
                }
            }
        });
    }

    /// Everything as it was at first.
    fn reset(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.separator();
        let button = widgets::button(ui, true, "Reset to defaults");
        let button = controls.note("view/reset", button).on_hover_text(
            "Colours, sizes, panels and pictures as they were at first; saved views stay",
        );
        if button.clicked() {
            self.reset.write(ResetPreferences);
        }
    }

    /// What is drawn at all.
    fn parts(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let settings = *self.settings;
        let mut toggle = |ui: &mut Ui, name, text, on: bool, hover, command: fn(bool) -> _| {
            let mut wanted = on;
            let mut response = controls.note(name, ui.checkbox(&mut wanted, text));
            if let Some(hover) = hover {
                response = response.on_hover_text(hover);
            }
            if response.changed() {
                self.commands.write(command(wanted));
            }
        };
        Grid::new("parts").spacing([18.0, 2.0]).show(ui, |ui| {
            let hover = Some("Data and gradient of what is near (L)");
            toggle(
                ui,
                "view/labels",
                "Labels",
                settings.labels,
                hover,
                LookCommand::Labels,
            );
            let hover = Some("What colours and shapes mean (K)");
            toggle(
                ui,
                "view/legend",
                "Legend",
                settings.legend,
                hover,
                LookCommand::Legend,
            );
            ui.end_row();
            let (vertices, edges) = (settings.vertices, settings.edges);
            toggle(
                ui,
                "view/vertices",
                "Vertices",
                vertices,
                None,
                LookCommand::ShowVertices,
            );
            toggle(
                ui,
                "view/edges",
                "Edges",
                edges,
                None,
                LookCommand::ShowEdges,
            );
            ui.end_row();
            let hover = Some("Less motion: no pulses, no flights, no orbit");
            toggle(
                ui,
                "view/calm",
                "Calm",
                settings.calm,
                hover,
                LookCommand::Calm,
            );
            ui.end_row();
        });
    }
}

/// Choices in a row, close to each other.
fn tighten(ui: &mut Ui) {
    ui.spacing_mut().button_padding.x = 4.0;
    ui.spacing_mut().item_spacing.x = 3.0;
}
