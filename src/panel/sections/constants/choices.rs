//! Choices: presets, laws, arrangements, integrators.

use bevy_egui::egui::{Align, Button, ComboBox, Layout, Ui, vec2};

use super::{section::ConstantsPanel, titles::law_title};
use crate::{
    layout::{Arrangement, Integrator, Law, Setting},
    panel::kit::{controls::Controls, widgets},
    physics::commands::{ChangeSettings, Preset},
};

impl ConstantsPanel<'_> {
    pub(super) fn draw_presets(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            for preset in Preset::ALL {
                let name = match preset {
                    Preset::Calm => "constants/preset/calm",
                    Preset::Crisp => "constants/preset/crisp",
                    Preset::Notebook => "constants/preset/notebook",
                };
                let chosen = preset.settings(&self.physics) == **self.physics;
                let button =
                    ui.add(Button::selectable(chosen, preset.title()).frame_when_inactive(true));
                if controls
                    .note(name, button)
                    .on_hover_text(preset.meaning())
                    .clicked()
                {
                    self.commands.write(ChangeSettings::Preset(preset));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let reset = widgets::button(ui, true, "Reset");
                if controls
                    .note("constants/reset_all", reset)
                    .on_hover_text("The law's own constants, Euler, a single level, no gravity")
                    .clicked()
                {
                    self.commands.write(ChangeSettings::ResetAll);
                }
            });
        });
    }

    pub(super) fn draw_law(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let law = self.physics.law;
        ui.horizontal(|ui| {
            ui.label("Law");
            let combo = ComboBox::from_id_salt("law")
                .width(ui.available_width())
                .selected_text(law_title(law))
                .show_ui(ui, |ui| {
                    for choice in Law::ALL {
                        let item = ui
                            .selectable_label(choice == law, law_title(choice))
                            .on_hover_text(choice.meaning());
                        let name = match choice {
                            Law::Veldhuizen => "constants/law/veldhuizen",
                            Law::Origin => "constants/law/origin",
                            Law::Even => "constants/law/even",
                            Law::FruchtermanReingold => "constants/law/fruchterman-reingold",
                        };
                        if controls.note(name, item).clicked() && choice != law {
                            self.commands.write(ChangeSettings::Law(choice));
                        }
                    }
                });
            controls
                .note("constants/law", combo.response)
                .on_hover_text(law.meaning());
        });
        ui.horizontal(|ui| {
            let arrangement = self.physics.arrangement();
            for choice in Arrangement::ALL {
                let name = match choice {
                    Arrangement::Space => "constants/dimensions/3",
                    Arrangement::Plane => "constants/dimensions/2",
                    Arrangement::LayersInSpace => "constants/layers/3",
                    Arrangement::LayersInPlane => "constants/layers/2",
                };
                let label = ui.selectable_label(choice == arrangement, choice.title());
                let meaning = format!("{} Shift+R is the next one.", choice.meaning());
                if controls.note(name, label).on_hover_text(meaning).clicked() {
                    self.commands.write(ChangeSettings::Arrange(choice));
                }
            }
        });
        ui.horizontal(|ui| {
            for integrator in Integrator::ALL {
                let (name, meaning) = match integrator {
                    Integrator::SemiImplicitEuler => (
                        "constants/integrator/euler",
                        "Semi-implicit Euler: one force evaluation a tick",
                    ),
                    Integrator::RungeKutta4 => (
                        "constants/integrator/rk4",
                        "Runge–Kutta 4: four force evaluations a tick",
                    ),
                };
                let choice =
                    ui.selectable_label(self.physics.integrator == integrator, integrator.title());
                if controls.note(name, choice).on_hover_text(meaning).clicked() {
                    self.commands.write(ChangeSettings::Integrator(integrator));
                }
            }
            if self.physics.layered {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    self.draw_layer_spacing(ui, controls);
                });
            }
        });
    }

    /// The distance between layers.
    fn draw_layer_spacing(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let info = Setting::LayerSpacing.info();
        let spacing = self.physics.layer_spacing;
        let mut typed = spacing;
        let field = ui.add_sized(vec2(64.0, 20.0), widgets::number(&mut typed));
        let field = controls
            .note("constants/layer_spacing/value", field)
            .on_hover_text(info.meaning);
        if field.changed() && typed != spacing {
            self.commands.write(ChangeSettings::LayerSpacing(typed));
        }
        ui.label(info.title).on_hover_text(info.meaning);
    }
}
