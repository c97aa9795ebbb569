//! The controls of the wave: its progress, its steps and its speed.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Button, Label, RichText, Slider, Ui, vec2};

use crate::{
    graph::{CurrentScene, Network},
    panel::kit::{
        controls::Controls,
        fingers,
        number_field::{NumberField, Step},
        numbers, widgets,
    },
    view::{PassDirection, Wave, WaveCommand, WaveOrder},
};

/// Least width of the slider of the progress, points.
const LEAST_SLIDER: f32 = 60.0;

/// Data and commands of the wave's controls.
#[derive(SystemParam)]
pub(super) struct WaveControls<'w> {
    wave: Res<'w, Wave>,
    order: Res<'w, WaveOrder>,
    scene: Res<'w, CurrentScene>,
    network: Res<'w, Network>,
    pub(super) commands: MessageWriter<'w, WaveCommand>,
}

impl WaveControls<'_> {
    /// Whether there is a wave.
    pub(super) fn is_running(&self) -> bool {
        self.wave.phase().is_some()
    }

    /// Draws the controls in one row, with the vertex that the wave computes.
    pub(super) fn draw_wave(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let Some(phase) = self.wave.phase() else {
            return;
        };
        let turn = describe_turn(&self.wave, &self.order, &self.scene, &self.network);
        ui.horizontal(|ui| {
            draw_phase(ui, &self.wave, phase, turn);
            draw_controls(ui, &self.wave, controls, &mut self.commands);
        });
    }
}

/// The vertex that the wave computes, and its number.
fn describe_turn(
    wave: &Wave,
    order: &WaveOrder,
    scene: &CurrentScene,
    network: &Network,
) -> Option<String> {
    let node = order.node_at(wave.turn()?)?;
    let node = scene.graph.nodes.get(node as usize)?;
    let name = if node.label.is_empty() {
        &node.id
    } else {
        &node.label
    };
    let tape = network.0.as_ref().map(|program| &program.tape);
    let number = node
        .value
        .zip(tape)
        .and_then(|(value, tape)| match wave.phase()? {
            PassDirection::Forward => Some(tape.data(value)),
            PassDirection::Backward => tape.grad(value),
        });
    Some(match number {
        Some(number) => format!("{name} = {}", numbers::format_short(number)),
        None => name.clone(),
    })
}

/// Room for the name of the pass and the vertex, points: the buttons beside keep their place.
const WORDS: f32 = 152.0;

fn draw_phase(ui: &mut Ui, wave: &Wave, phase: PassDirection, turn: Option<String>) {
    let (title, meaning) = match phase {
        PassDirection::Forward => (
            "Forward",
            "Numbers flow from inputs and weights to the result",
        ),
        PassDirection::Backward => (
            "Backward",
            "Gradients flow back from the result: how much each number matters",
        ),
    };
    let count = numbers::format_count(u64::from(wave.taken()));
    let all = numbers::format_count(u64::from(wave.turns));
    let below = turn.unwrap_or_else(|| format!("{count} of {all}"));
    let size = vec2(WORDS, ui.spacing().interact_size.y);
    ui.allocate_ui(size, |ui| {
        ui.set_width(WORDS);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(
                RichText::new(format!("{title} {count} of {all}"))
                    .small()
                    .strong(),
            )
            .on_hover_text(meaning);
            ui.add(Label::new(RichText::new(below).small().monospace()).truncate());
        });
    });
}

fn draw_controls(
    ui: &mut Ui,
    wave: &Wave,
    controls: &mut Controls,
    commands: &mut MessageWriter<WaveCommand>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut button = |ui: &mut Ui, name, text, hover, command| {
            let button = ui.add(Button::new(text).min_size(vec2(28.0, 24.0)));
            let button = widgets::name_button(controls.note(name, button), hover);
            if button.on_hover_text(hover).clicked() {
                commands.write(command);
            }
        };
        button(
            ui,
            "wave/back",
            "⏮",
            "One vertex back",
            WaveCommand::Step(-1),
        );
        let (text, hover) = if wave.playing {
            ("⏸", "Stand still (V)")
        } else {
            ("▶", "Go on (V)")
        };
        button(ui, "wave/play", text, hover, WaveCommand::Toggle);
        button(ui, "wave/step", "⏭", "One vertex on", WaveCommand::Step(1));
        let mut progress = wave.progress();
        let has_fingers = fingers::has_fingers(ui.ctx());
        // With fingers, the speed has a button on each side, where there is room.
        let (speed, end) = match (has_fingers, fingers::is_coarse(ui.ctx())) {
            (true, _) => (170.0, 52.0),
            (false, true) => (76.0, 52.0),
            (false, false) => (76.0, 32.0),
        };
        let has_speed = ui.available_width() > LEAST_SLIDER + speed + end;
        let beside = if has_speed { speed + end } else { end };
        ui.spacing_mut().slider_width = (ui.available_width() - beside).max(LEAST_SLIDER);
        let slider = Slider::new(&mut progress, 0.0..=2.0).show_value(false);
        let slider = controls.note("wave/scrub", ui.add(slider));
        let slider = widgets::name_slider(slider, progress.into(), "progress of the wave");
        if slider
            .on_hover_text("The left half is the forward pass, the right half the backward pass")
            .changed()
        {
            commands.write(WaveCommand::Scrub(progress));
        }
        if has_speed {
            draw_speed(ui, wave, controls, commands);
        }
        let close = ui.add(Button::new("×").min_size(vec2(24.0, 22.0)));
        let close = widgets::name_button(controls.note("wave/stop", close), "End the wave");
        if close.on_hover_text("Ends the wave (Esc)").clicked() {
            commands.write(WaveCommand::Stop);
        }
    });
}

/// The speed: from one vertex a second to all at once.
fn draw_speed(
    ui: &mut Ui,
    wave: &Wave,
    controls: &mut Controls,
    commands: &mut MessageWriter<WaveCommand>,
) {
    // This speed finishes both passes within a frame.
    let fastest = (wave.turns as f32 * 60.0).max(60.0);
    let field = NumberField::new(wave.speed.min(fastest).into())
        .range(1.0..=fastest.into())
        .step(Step::Multiply(4.0))
        .suffix("/s")
        .largest("at once")
        .width(66.0);
    let meaning = "Vertices a second. The largest number computes all at once.";
    if let Some(speed) = field.show(ui, controls, "wave/speed", meaning) {
        let speed = speed as f32;
        commands.write(WaveCommand::Speed(match speed >= fastest {
            true => f32::INFINITY,
            false => speed,
        }));
    }
}
