//! A constant: its number, and the sliders of its base and exponent.

use bevy_egui::egui::{Align, Button, Layout, Slider, SliderClamping, Ui, vec2};

use super::section::ConstantsPanel;
use crate::{
    layout::{Constant, Constants, Law, Scientific},
    panel::kit::{controls::Controls, fingers, number_field::NumberField, numbers, widgets},
    physics::commands::ChangeSettings,
};

impl ConstantsPanel<'_> {
    /// Title, number and reset; under them base and exponent, as in the notebook.
    pub(super) fn draw_constant(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        constant: Constant,
    ) {
        let info = constant.info();
        let own = control_name(constant);
        let value = self.physics.constants.get(constant);
        ui.horizontal(|ui| {
            let hover = describe_constant(constant, self.physics.law);
            ui.label(info.title).on_hover_text(&hover);
            if info.name.len() < 3 {
                ui.weak(info.name);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let default = Constants::from_law(self.physics.law).get(constant);
                let reset = ui.add_enabled(
                    value != default,
                    Button::new("↺").small().min_size(vec2(22.0, 0.0)),
                );
                let reset = controls.note(format!("constants/{own}/reset"), reset);
                if widgets::name_button(reset, &format!("Reset {}", info.title))
                    .on_hover_text(format!("Back to {}", numbers::format_short(default)))
                    .clicked()
                {
                    self.commands.write(ChangeSettings::Reset(constant));
                }
                let field = NumberField::new(value);
                let name = format!("constants/{own}/value");
                if let Some(typed) = field.show(ui, controls, &name, &hover) {
                    self.commands.write(ChangeSettings::Set(constant, typed));
                }
            });
        });
        // Fingers have the buttons beside the number: a thumb that scrolls must not change it.
        if fingers::has_fingers(ui.ctx()) {
            return;
        }
        ui.horizontal(|ui| {
            let before = self.sliders.get(constant);
            let Scientific {
                mut base,
                mut exponent,
            } = before;
            let room = ui.available_width() - 72.0;
            ui.spacing_mut().slider_width = (room * 0.58).max(30.0);
            let (low, high) = info.base;
            let slider = Slider::new(&mut base, low..=high)
                .step_by(info.base_step)
                .smart_aim(false)
                .show_value(false)
                .clamping(SliderClamping::Edits);
            let base_slider = controls.note(format!("constants/{own}/base"), ui.add(slider));
            ui.spacing_mut().slider_width = (room * 0.42).max(24.0);
            let slider = Slider::new(&mut exponent, info.exponent.0..=info.exponent.1)
                .show_value(false)
                .trailing_fill(false)
                .clamping(SliderClamping::Edits);
            let exponent_slider =
                controls.note(format!("constants/{own}/exponent"), ui.add(slider));
            ui.small(format!("×10^{exponent}"));
            let hover = describe_constant(constant, self.physics.law);
            let base_slider = widgets::name_slider(base_slider, base, &format!("{own} base"));
            let exponent_slider =
                widgets::name_slider(exponent_slider, exponent.into(), &format!("{own} exponent"));
            base_slider.on_hover_text(format!("Base {}. {hover}", numbers::format_short(base)));
            exponent_slider.on_hover_text(format!("Exponent {exponent}. {hover}"));
            // A slider rounds its value to binary steps. Only a real move counts, rounded to
            // decimals.
            let base = if (base - before.base).abs() < info.base_step * 0.01 {
                before.base
            } else {
                round_decimals(base)
            };
            let split = Scientific { base, exponent };
            if split != before {
                self.sliders.set(constant, split);
                self.commands
                    .write(ChangeSettings::Set(constant, split.value()));
            }
        });
    }
}

/// The meaning of a constant, its default and the range of its sliders.
fn describe_constant(constant: Constant, law: Law) -> String {
    let info = constant.info();
    let (low, high) = info.base;
    let (least, most) = info.exponent;
    format!(
        "{} Default {}; sliders {low} … {high} × 10^{least} … 10^{most}. Any number can be typed.",
        info.meaning,
        numbers::format_short(Constants::from_law(law).get(constant)),
    )
}

/// Rounds to six decimals: the binary steps of a slider leave an error.
fn round_decimals(base: f64) -> f64 {
    format!("{base:.6}").parse().unwrap_or(base)
}

/// The constant's part of its controls' names.
const fn control_name(constant: Constant) -> &'static str {
    match constant {
        Constant::Attraction => "attraction",
        Constant::Repulsion => "repulsion",
        Constant::TimeStep => "time_step",
        Constant::Damping => "damping",
        Constant::Epsilon => "epsilon",
        Constant::Theta => "theta",
        Constant::InnerDistance => "inner_distance",
    }
}
