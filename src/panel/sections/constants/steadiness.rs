//! Stability, force error, stiffness, gravity and guard.

use bevy_egui::egui::{Align, Layout, Slider, SliderClamping, Ui};

use super::section::ConstantsPanel;
use crate::{
    layout::Setting,
    panel::kit::{controls::Controls, fingers, number_field::NumberField, numbers, widgets},
    physics::commands::{ChangeSettings, MeasureForceError},
};

impl ConstantsPanel<'_> {
    /// The load of the time step as a share of its stability limit.
    pub(super) fn draw_stability(&self, ui: &mut Ui) {
        let load = self.status.load;
        let text = match (self.status.settled, self.physics.guard) {
            (true, _) => "settled".into(),
            _ if load <= 1.0 => format!("stable: step at {:.0} % of its limit", load * 100.0),
            (_, true) => "stable (steps limited)".into(),
            (_, false) => format!("unstable: step at {} its limit", format_factor(load)),
        };
        let share = if self.status.settled {
            0.0
        } else {
            load.min(1.0) as f32
        };
        widgets::gauge(ui, share, 18.0, &text).on_hover_text(
            "Stability: how stiff the stiffest vertex is for the time step. Beyond the limit the \
             tick is divided or vertices are made heavier; where the graph comes to rest \
             stays the same. A smaller time step or less stiffness makes that needless.",
        );
    }

    /// The error of the repulsion at this θ, measured on demand.
    pub(super) fn draw_force_error(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            let measure = widgets::button(ui, true, "Measure");
            if controls
                .note("constants/force_error", measure)
                .on_hover_text(
                    "Compares the repulsion with the sum over all pairs, on 200 vertices spread \
                     over the graph",
                )
                .clicked()
            {
                self.measure.write(MeasureForceError);
            }
            widgets::hint(
                ui,
                match self.status.force_error {
                    None => "the error of the repulsion".into(),
                    Some([rms, _]) if rms < 1e-5 => "exact".into(),
                    Some([rms, max]) => format!(
                        "error {:.2} % rms, {:.1} % at most",
                        rms * 100.0,
                        max * 100.0
                    ),
                },
            );
        });
    }

    /// Stiffness: attraction and repulsion together.
    pub(super) fn draw_stiffness(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.separator();
        ui.horizontal(|ui| {
            ui.label("Stiffness").on_hover_text(
                "Attraction and repulsion together: the shape stays, the motion gets stiffer. \
                 This is what the notebook tells people to do by hand.",
            );
            for (name, text, factor) in [
                ("constants/stiffness/down", "÷10", 0.1),
                ("constants/stiffness/up", "×10", 10.0),
            ] {
                if controls
                    .note(name, widgets::button(ui, true, text))
                    .clicked()
                {
                    self.commands.write(ChangeSettings::Stiffness(factor));
                }
            }
            if fingers::has_fingers(ui.ctx()) {
                return;
            }
            ui.spacing_mut().slider_width = (ui.available_width() - 2.0).max(30.0);
            let before = self.sliders.stiffness();
            let mut after = before;
            let slider = Slider::new(&mut after, -5.0..=5.0)
                .clamping(SliderClamping::Edits)
                .show_value(false)
                .smart_aim(false)
                .trailing_fill(false);
            let slider = controls.note("constants/stiffness/slider", ui.add(slider));
            let slider = widgets::name_slider(slider, after, "stiffness");
            if slider
                .on_hover_text(format!(
                    "×{} of the law's own",
                    numbers::format_short(10_f64.powf(after))
                ))
                .changed()
                && after != before
            {
                self.sliders.set_stiffness(after);
                self.commands
                    .write(ChangeSettings::Stiffness(10_f64.powf(after - before)));
            }
        });
    }

    /// The pull along directed edges, and the guard.
    pub(super) fn draw_gravity_and_guard(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            let mut guard = self.physics.guard;
            let toggle = ui.checkbox(&mut guard, "Limit steps").on_hover_text(
                "Keeps every setting stable, and parts that no edge joins beside each other. \
                 Without it the physics does what the notebook's site did: it may blow up.",
            );
            if controls.note("constants/guard", toggle).changed() {
                self.commands.write(ChangeSettings::Guard(guard));
            }
            // Without directions there is nothing to pull along.
            if !self.scene.graph.directed {
                return;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let info = Setting::Gravity.info();
                let field = NumberField::new(self.physics.gravity).width(48.0);
                let name = "constants/gravity/value";
                if let Some(gravity) = field.show(ui, controls, name, info.meaning) {
                    self.commands.write(ChangeSettings::Gravity(gravity));
                }
                ui.label(info.title).on_hover_text(info.meaning);
            });
        });
    }
}

/// A factor in few characters.
fn format_factor(load: f64) -> String {
    if load < 1e4 {
        format!("{load:.0} ×")
    } else {
        "far beyond".into()
    }
}
