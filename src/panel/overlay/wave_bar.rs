//! The bar of the wave under the graph: its progress and its controls.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Button, RichText, Slider, Ui, vec2},
};

use crate::{
    graph::{CurrentScene, Network},
    interface::InterfaceArea,
    panel::kit::{bar::Bar, controls::Controls, numbers},
    view::{PassDirection, Wave, WaveCommand, WaveOrder},
};

/// Width of the bar, at most, points.
const WIDTH: f32 = 400.0;

/// Draws the bar while there is a wave.
pub(in crate::panel) fn draw_wave_bar(
    mut contexts: EguiContexts,
    (wave, order): (Res<Wave>, Res<WaveOrder>),
    (scene, network): (Res<CurrentScene>, Res<Network>),
    mut area: ResMut<InterfaceArea>,
    mut controls: ResMut<Controls>,
    mut commands: MessageWriter<WaveCommand>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    let Some(phase) = wave.phase() else { return };
    let bar = Bar {
        name: "wave",
        width: WIDTH,
        bottom: area.free.max.y,
        interactable: true,
    };
    let shown = bar.show_bar(context, &area, |ui| {
        draw_phase(
            ui,
            &wave,
            phase,
            describe_turn(&wave, &order, &scene, &network),
        );
        draw_controls(ui, &wave, &mut controls, &mut commands);
    });
    let rect = controls.logical(shown.rect);
    area.rects.push(rect);
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

fn draw_phase(ui: &mut Ui, wave: &Wave, phase: PassDirection, turn: Option<String>) {
    ui.horizontal(|ui| {
        let (title, meaning) = match phase {
            PassDirection::Forward => (
                "Forward",
                "numbers flow from inputs and weights to the result",
            ),
            PassDirection::Backward => (
                "Backward",
                "gradients flow back from the result: how much each number matters",
            ),
        };
        ui.strong(title).on_hover_text(meaning);
        let count = numbers::format_count(u64::from(wave.taken()));
        let all = numbers::format_count(u64::from(wave.turns));
        ui.label(RichText::new(format!("{count} of {all}")).small().weak());
        if let Some(turn) = turn {
            ui.add(bevy_egui::egui::Label::new(RichText::new(turn).small().monospace()).truncate());
        }
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
            let button = ui.add(Button::new(text).min_size(vec2(24.0, 22.0)));
            if controls.note(name, button).on_hover_text(hover).clicked() {
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
        ui.spacing_mut().slider_width = (ui.available_width() - 112.0).max(60.0);
        let slider = Slider::new(&mut progress, 0.0..=2.0).show_value(false);
        let slider = controls.note("wave/scrub", ui.add(slider));
        if slider
            .on_hover_text("The left half is the forward pass, the right half the backward pass")
            .changed()
        {
            commands.write(WaveCommand::Scrub(progress));
        }
        draw_speed(ui, wave, controls, commands);
        let close = ui.add(Button::new("×").min_size(vec2(24.0, 22.0)));
        if controls
            .note("wave/stop", close)
            .on_hover_text("Ends the wave (Esc)")
            .clicked()
        {
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
    let mut speed = wave.speed.min(fastest);
    let field = bevy_egui::egui::DragValue::new(&mut speed)
        .range(1.0..=fastest)
        .speed(f64::from(wave.speed.min(fastest)) * 0.01)
        .custom_formatter(move |speed, _| {
            if speed as f32 >= fastest {
                "at once".to_owned()
            } else {
                format!("{}/s", numbers::format_short(speed))
            }
        })
        .custom_parser(|text| match text.trim() {
            "at once" => Some(f64::INFINITY),
            text => numbers::parse_typed(text.trim_end_matches("/s")),
        })
        .update_while_editing(false);
    let field = controls.note("wave/speed", ui.add_sized(vec2(66.0, 22.0), field));
    if field
        .on_hover_text("Vertices a second. The largest number computes all at once.")
        .changed()
    {
        let speed = if speed >= fastest {
            f32::INFINITY
        } else {
            speed
        };
        commands.write(WaveCommand::Speed(speed));
    }
}
