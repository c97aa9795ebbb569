//! The physics' constants: seven of them, and what they are together.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Button, ComboBox, Slider, SliderClamping, Ui, vec2};

use super::{
    columns::Content, constant_sliders::ConstantSliders, controls::Controls, levels::LevelsPanel,
    numbers, widgets,
};
use crate::{
    layout::{Arrangement, Constant, Integrator, Law, Scientific},
    physics::{
        Physics, SimulationStatus,
        commands::{ChangeSettings, MeasureForceError, Preset},
    },
};

/// What the constants section needs.
#[derive(SystemParam)]
pub(super) struct ConstantsPanel<'w> {
    physics: Res<'w, Physics>,
    sliders: ResMut<'w, ConstantSliders>,
    status: Res<'w, SimulationStatus>,
    commands: MessageWriter<'w, ChangeSettings>,
    measure: MessageWriter<'w, MeasureForceError>,
    levels: LevelsPanel<'w>,
}

impl Content for ConstantsPanel<'_> {
    fn summary(&self) -> String {
        law_title(self.physics.law).to_owned()
    }

    fn show(&mut self, ui: &mut Ui, controls: &mut Controls) {
        // All of it is to be seen in a window of the usual height.
        ui.spacing_mut().item_spacing.y -= 1.0;
        // What every slider is turned for comes first, wherever the sections above leave it.
        self.stability(ui);
        self.sliders
            .follow(&self.physics.constants, self.physics.law);
        self.presets(ui, controls);
        self.law(ui, controls);
        self.levels
            .show(ui, controls, &self.physics, &mut self.commands);
        for constant in Constant::ALL {
            self.constant(ui, controls, constant);
            if constant == Constant::Theta {
                self.force_error(ui, controls);
            }
        }
        self.stiffness(ui, controls);
        self.gravity_and_guard(ui, controls);
    }
}

impl ConstantsPanel<'_> {
    fn presets(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
            ui.with_layout(
                bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center),
                |ui| {
                    let reset = widgets::button(ui, true, "Reset");
                    if controls
                        .note("constants/reset_all", reset)
                        .on_hover_text("The law's own constants, Euler, a single level, no gravity")
                        .clicked()
                    {
                        self.commands.write(ChangeSettings::ResetAll);
                    }
                },
            );
        });
    }

    fn law(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
                ui.with_layout(
                    bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center),
                    |ui| self.layer_spacing(ui, controls),
                );
            }
        });
    }

    /// How far layers are apart.
    fn layer_spacing(&mut self, ui: &mut Ui, controls: &mut Controls) {
        const MEANING: &str = "From one layer to the next, in lengths of an edge at rest; wide \
             layers are farther apart. Higher: longer and thinner. Negative: from \
             right to left.";
        let spacing = self.physics.layer_spacing;
        let mut typed = spacing;
        let field = ui.add_sized(vec2(64.0, 20.0), widgets::number(&mut typed));
        let field = controls
            .note("constants/layer_spacing/value", field)
            .on_hover_text(MEANING);
        if field.changed() && typed != spacing {
            self.commands.write(ChangeSettings::LayerSpacing(typed));
        }
        ui.label("Apart").on_hover_text(MEANING);
    }

    /// Title, number and reset; under them base and exponent, as in the notebook.
    fn constant(&mut self, ui: &mut Ui, controls: &mut Controls, constant: Constant) {
        let info = constant.info();
        let own = control_name(constant);
        let value = self.physics.constants.get(constant);
        ui.horizontal(|ui| {
            let hover = hover(constant, self.physics.law);
            ui.label(info.title).on_hover_text(&hover);
            if info.name.len() < 3 {
                ui.weak(info.name);
            }
            ui.with_layout(
                bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center),
                |ui| {
                    let default = self.physics.law.default_constants().get(constant);
                    let reset = ui.add_enabled(
                        value != default,
                        Button::new("↺").small().min_size(vec2(22.0, 0.0)),
                    );
                    if controls
                        .note(format!("constants/{own}/reset"), reset)
                        .on_hover_text(format!("Back to {}", numbers::short(default)))
                        .clicked()
                    {
                        self.commands.write(ChangeSettings::Reset(constant));
                    }
                    let mut typed = value;
                    let field = ui.add_sized(vec2(64.0, 20.0), widgets::number(&mut typed));
                    let field = controls
                        .note(format!("constants/{own}/value"), field)
                        .on_hover_text(&hover);
                    // A field also says so when somebody only looked into it.
                    if field.changed() && typed != value {
                        self.commands.write(ChangeSettings::Set(constant, typed));
                    }
                },
            );
        });
        ui.horizontal(|ui| {
            let before = self.sliders.get(constant);
            let Scientific {
                mut base,
                mut exponent,
            } = before;
            let room = ui.available_width() - 48.0;
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
            let hover = hover(constant, self.physics.law);
            base_slider.on_hover_text(format!("Base {}. {hover}", numbers::short(base)));
            exponent_slider.on_hover_text(format!("Exponent {exponent}. {hover}"));
            // A slider rounds what it is given to its steps, in binary; only
            // what a person moved counts, in decimal.
            let base = if (base - before.base).abs() < info.base_step * 0.01 {
                before.base
            } else {
                rounded(base)
            };
            let split = Scientific { base, exponent };
            if split != before {
                self.sliders.set(constant, split);
                self.commands
                    .write(ChangeSettings::Set(constant, split.value()));
            }
        });
    }

    /// How exact the repulsion is at this θ, on demand.
    fn force_error(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
                    None => "how exact the repulsion is".into(),
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

    /// How near the step is to its limit.
    fn stability(&self, ui: &mut Ui) {
        let load = self.status.load;
        let text = match (self.status.settled, self.physics.guard) {
            (true, _) => "settled".into(),
            _ if load <= 1.0 => format!("step at {:.0} % of its limit", load * 100.0),
            (_, true) => format!("{} its limit, kept by the guard", times(load)),
            (_, false) => format!("{} its limit, unguarded", times(load)),
        };
        let share = if self.status.settled {
            0.0
        } else {
            load.min(1.0) as f32
        };
        widgets::gauge(ui, share, 18.0, &text).on_hover_text(
            "Stability: how stiff the stiffest vertex is for the time step. Beyond the limit the \
             guard divides the tick or makes vertices heavier; where the graph comes to rest \
             stays the same. A smaller time step or less stiffness leaves it nothing to do.",
        );
    }

    /// The pull along directed edges, and the guard.
    fn gravity_and_guard(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            let mut guard = self.physics.guard;
            let toggle = ui.checkbox(&mut guard, "Guard").on_hover_text(
                "Keeps every setting stable, and parts that no edge joins beside each other. \
                 Without it the physics does what the notebook's site did: it may blow up.",
            );
            if controls.note("constants/guard", toggle).changed() {
                self.commands.write(ChangeSettings::Guard(guard));
            }
            ui.with_layout(
                bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center),
                |ui| {
                    const MEANING: &str = "Pulls the target of every directed edge below its \
                         source. Higher: the graph hangs down more. Zero: no pull.";
                    let gravity = self.physics.gravity;
                    let mut typed = gravity;
                    let field = ui.add_sized(vec2(64.0, 20.0), widgets::number(&mut typed));
                    let field = controls
                        .note("constants/gravity/value", field)
                        .on_hover_text(MEANING);
                    if field.changed() && typed != gravity {
                        self.commands.write(ChangeSettings::Gravity(typed));
                    }
                    ui.label("Gravity").on_hover_text(MEANING);
                },
            );
        });
    }

    /// Attraction and repulsion together.
    fn stiffness(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
            ui.spacing_mut().slider_width = (ui.available_width() - 2.0).max(30.0);
            let before = self.sliders.stiffness();
            let mut after = before;
            let slider = Slider::new(&mut after, -5.0..=5.0)
                .clamping(SliderClamping::Edits)
                .show_value(false)
                .smart_aim(false)
                .trailing_fill(false);
            let slider = controls.note("constants/stiffness/slider", ui.add(slider));
            if slider
                .on_hover_text(format!(
                    "×{} of the law's own",
                    numbers::short(10_f64.powf(after))
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
}

/// What a constant means, where it begins and how far its sliders go.
fn hover(constant: Constant, law: Law) -> String {
    let info = constant.info();
    let (low, high) = info.base;
    let (least, most) = info.exponent;
    format!(
        "{} Default {}; sliders {low} … {high} × 10^{least} … 10^{most}. Any number can be typed.",
        info.meaning,
        numbers::short(law.default_constants().get(constant)),
    )
}

/// How many times, as far as anybody wants to know.
fn times(load: f64) -> String {
    if load < 1e4 {
        format!("{load:.0} ×")
    } else {
        "far beyond".into()
    }
}

/// Without the binary dust of a slider's steps.
fn rounded(base: f64) -> f64 {
    format!("{base:.6}").parse().unwrap_or(base)
}

fn law_title(law: Law) -> &'static str {
    match law {
        Law::Veldhuizen => "Veldhuizen",
        Law::Origin => "Origin",
        Law::Even => "Even",
        Law::FruchtermanReingold => "Fruchterman–Reingold",
    }
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
