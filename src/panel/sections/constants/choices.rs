//! Choices: presets, force laws, integrators.

use bevy_egui::egui::{Align, Layout, Ui};

use super::section::ConstantsPanel;
use crate::{
    layout::{Integrator, Law, Setting},
    panel::kit::{
        controls::Controls,
        menu::{self, MenuEntry},
        number_field::NumberField,
        widgets,
    },
    physics::commands::{ChangeSettings, Preset},
};

impl ConstantsPanel<'_> {
    pub(super) fn draw_presets(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let current = Preset::ALL
            .into_iter()
            .find(|preset| preset.settings(&self.physics) == **self.physics);
        let choices = Preset::ALL.map(|preset| {
            let name = match preset {
                Preset::Calm => "constants/preset/calm",
                Preset::Crisp => "constants/preset/crisp",
                Preset::Notebook => "constants/preset/notebook",
            };
            let meaning = preset.meaning().to_owned();
            (Some(preset), name, preset.title(), meaning)
        });
        if let Some(Some(preset)) = widgets::choice_row(ui, controls, current, choices) {
            self.commands.write(ChangeSettings::Preset(preset));
        }
        let reset = widgets::button(ui, true, "Default physics");
        if controls
            .note("constants/reset_all", reset)
            .on_hover_text("Balanced forces with their own constants, direct, Euler, no gravity")
            .clicked()
        {
            self.commands.write(ChangeSettings::ResetAll);
        }
    }

    pub(super) fn draw_law(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let law = self.physics.law;
        ui.horizontal(|ui| {
            ui.label("Forces");
            let entries = Law::ALL.map(|choice| {
                MenuEntry::new(format!("constants/law/{}", choice.name()), choice.title())
                    .with_meaning(choice.meaning())
                    .chosen(choice == law)
            });
            let meaning = law.meaning();
            let picked = menu::choice_button(
                ui,
                controls,
                "constants/law",
                law.title(),
                meaning,
                &entries,
            );
            if let Some(choice) = picked.and_then(|place| Law::ALL.get(place))
                && *choice != law
            {
                self.commands.write(ChangeSettings::Law(*choice));
            }
        });
        let integrators = Integrator::ALL.map(|integrator| {
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
            (integrator, name, integrator.title(), meaning.to_owned())
        });
        let current = self.physics.integrator;
        if let Some(integrator) = widgets::choice_row(ui, controls, current, integrators) {
            self.commands.write(ChangeSettings::Integrator(integrator));
        }
        if self.physics.layered {
            ui.horizontal(|ui| self.draw_layer_spacing(ui, controls));
        }
    }

    /// The distance between layers.
    fn draw_layer_spacing(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let info = Setting::LayerSpacing.info();
        ui.label(info.title).on_hover_text(info.meaning);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let field = NumberField::new(self.physics.layer_spacing);
            let name = "constants/layer_spacing/value";
            if let Some(spacing) = field.show(ui, controls, name, info.meaning) {
                self.commands.write(ChangeSettings::LayerSpacing(spacing));
            }
        });
    }
}
