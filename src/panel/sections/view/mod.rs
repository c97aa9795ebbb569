//! The view section: colours, sizes, labels and the camera.

mod camera;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Button, Grid, Ui, vec2};

use self::camera::CameraPanel;
use crate::{
    interface::InterfaceScale,
    panel::{
        commands::{PanelCommand, ResetPreferences},
        kit::{
            browser_keys::with_key,
            controls::Controls,
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
    view::{CameraCommand, ColourVision, LookCommand, Theme, ViewMode, ViewSettings},
};

/// Adds the view section.
pub(in crate::panel) struct ViewSectionPlugin;

impl Plugin for ViewSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_section::<ViewPanel<'static>>(SectionInfo {
            section: Section::View,
            title: "Look",
            order: 0,
        });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct ViewPanel<'w> {
    settings: Res<'w, ViewSettings>,
    commands: MessageWriter<'w, LookCommand>,
    scale: Res<'w, InterfaceScale>,
    panels: MessageWriter<'w, PanelCommand>,
    reset: MessageWriter<'w, ResetPreferences>,
    camera: CameraPanel<'w>,
    camera_commands: MessageWriter<'w, CameraCommand>,
}

impl Content for ViewPanel<'_> {
    fn summary(&self) -> String {
        let mode = self.settings.mode;
        format!("{} ({})", mode.title().to_lowercase(), mode.key())
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        self.draw_modes(ui, controls);
        self.draw_colours(ui, controls);
        self.draw_size(ui, controls);
        self.draw_parts(ui, controls);
        self.camera
            .draw_camera_rows(ui, controls, &mut self.camera_commands);
        self.draw_reset(ui, controls);
    }
}

impl ViewPanel<'_> {
    /// The ten modes, each with its key, down the first column and then the second.
    fn draw_modes(&mut self, ui: &mut Ui, controls: &mut Controls) {
        const GAP: f32 = 4.0;
        let size = vec2(
            (ui.available_width() - GAP) / 2.0,
            ui.spacing().interact_size.y,
        );
        let rows = ViewMode::ALL.len() / 2;
        Grid::new("modes").spacing([GAP, 2.0]).show(ui, |ui| {
            for row in 0..rows {
                for mode in [ViewMode::ALL[row], ViewMode::ALL[row + rows]] {
                    let chosen = self.settings.mode == mode;
                    let button = Button::selectable(chosen, mode.title())
                        .truncate()
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
                .on_hover_text("Large numbers make large vertices (M)")
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
    fn draw_colours(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.label("Theme");
        let themes = [
            (Theme::Dark, "view/theme/dark", "Dark", String::new()),
            (Theme::Light, "view/theme/light", "Light", String::new()),
        ];
        let theme = widgets::choice_row(ui, controls, self.settings.theme, themes);
        if let Some(theme) = theme {
            self.commands.write(LookCommand::Theme(theme));
        }
        ui.label("Colour vision");
        let visions = ColourVision::ALL.map(|vision| {
            let name = match vision {
                ColourVision::Common => "view/eyes/common",
                ColourVision::RedGreen => "view/eyes/red_green",
                ColourVision::BlueYellow => "view/eyes/blue_yellow",
            };
            let meaning = format!("{} (C)", vision.meaning());
            (vision, name, vision.title(), meaning)
        });
        let vision = widgets::choice_row(ui, controls, self.settings.vision, visions);
        if let Some(vision) = vision {
            self.commands.write(LookCommand::Vision(vision));
        }
    }

    /// The size of panels and labels.
    fn draw_size(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let scale = *self.scale;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label("Interface size");
            let percent = format!("{} %", scale.percent());
            for (name, text, wanted, hover, command) in [
                (
                    "view/scale/smaller",
                    "−",
                    scale.smaller(),
                    with_key("Smaller panels and labels", "Ctrl+-"),
                    PanelCommand::Smaller,
                ),
                (
                    "view/scale/usual",
                    percent.as_str(),
                    Some(InterfaceScale::default()).filter(|usual| *usual != scale),
                    with_key("The usual size of panels and labels", "Ctrl+0"),
                    PanelCommand::Scale(100),
                ),
                (
                    "view/scale/larger",
                    "+",
                    scale.larger(),
                    with_key("Larger panels and labels", "Ctrl++"),
                    PanelCommand::Larger,
                ),
            ] {
                let button = widgets::button(ui, wanted.is_some(), text);
                let button = widgets::name_button(controls.note(name, button), &hover);
                let button = button.on_hover_text(&hover).on_disabled_hover_text(&hover);
                if button.clicked() {
                    self.panels.write(command);
                }
            }
        });
    }

    /// The button that restores the defaults.
    fn draw_reset(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.separator();
        let button = widgets::button(ui, true, "Default look");
        let button = controls
            .note("view/reset", button)
            .on_hover_text("Restores colours, sizes, panels and pictures; saved views stay");
        if button.clicked() {
            self.reset.write(ResetPreferences);
        }
    }

    /// Which parts of the picture are drawn.
    fn draw_parts(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
            let hover = Some("Data and gradient of near vertices (L)");
            toggle(
                ui,
                "view/labels",
                "Labels",
                settings.labels,
                hover,
                LookCommand::Labels,
            );
            let hover = Some("The meaning of colours and shapes (K)");
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
                "Reduce motion",
                settings.calm,
                hover,
                LookCommand::Calm,
            );
            ui.end_row();
        });
    }
}
