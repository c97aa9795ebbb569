//! Play, pause, step and speed; training; the wave.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Button, RichText, Ui, vec2};

use crate::{
    clock::{SimulationClock, commands::ClockCommand},
    panel::{
        kit::{
            controls::Controls,
            menu::{self, MenuEntry},
            widgets,
        },
        sections::training::TrainingDraft,
    },
    physics::Physics,
    training::{Pace, Trainer, commands::TrainingCommand},
    view::{Wave, WaveCommand},
};

/// Data and commands of the transport.
#[derive(SystemParam)]
pub(super) struct Transport<'w> {
    clock: Res<'w, SimulationClock>,
    physics: Res<'w, Physics>,
    trainer: Res<'w, Trainer>,
    draft: Res<'w, TrainingDraft>,
    wave: Res<'w, Wave>,
    commands: MessageWriter<'w, ClockCommand>,
    training: MessageWriter<'w, TrainingCommand>,
}

impl Transport<'_> {
    /// Draws the buttons; the wave's command is written to `waves`.
    pub(super) fn draw_transport(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        narrow: bool,
        waves: &mut MessageWriter<WaveCommand>,
    ) {
        ui.spacing_mut().item_spacing.x = 4.0;
        // A phone's width has room for all buttons if they are short.
        ui.spacing_mut().button_padding.x = if narrow { 6.0 } else { 8.0 };
        self.draw_play(ui, controls);
        self.draw_speed(ui, controls);
        if self.trainer.available {
            self.draw_training(ui, controls, narrow);
        }
        self.draw_wave_button(ui, controls, waves);
    }

    fn draw_play(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let size = vec2(32.0, ui.spacing().interact_size.y);
        let (text, spoken, meaning) = if self.clock.paused {
            ("▶", "Play", "Plays on: growth, layout and training (Space)")
        } else {
            ("⏸", "Pause", "Pauses growth, layout and training (Space)")
        };
        let mut button = |ui: &mut Ui, name, text, spoken, meaning, command| {
            let button = ui.add(Button::new(text).min_size(size));
            let button = widgets::name_button(controls.note(name, button), spoken);
            if button.on_hover_text(meaning).clicked() {
                self.commands.write(command);
            }
        };
        let toggle = ClockCommand::TogglePause;
        button(ui, "clock/pause", text, spoken, meaning, toggle);
        button(
            ui,
            "clock/step",
            "⏭",
            "One step",
            "One step of the layout, then a pause (.)",
            ClockCommand::StepOnce,
        );
        if !self.physics.guard {
            button(
                ui,
                "clock/rewind",
                "⏮",
                "Back to the last stable places",
                "Puts every vertex back where it was when the step limit was switched off",
                ClockCommand::Rewind,
            );
        }
    }

    fn draw_speed(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let entries: Vec<MenuEntry> = SimulationClock::SPEEDS
            .iter()
            .map(|&speed| {
                MenuEntry::new(format!("clock/speed/{speed}"), format_speed(speed))
                    .chosen(speed == self.clock.speed)
            })
            .collect();
        let text = format_speed(self.clock.speed);
        let meaning = "How fast growth, layout and training play (< and >)";
        let picked = menu::choice_button(ui, controls, "clock/speed", &text, meaning, &entries);
        if let Some(&speed) = picked.and_then(|place| SimulationClock::SPEEDS.get(place)) {
            self.commands.write(ClockCommand::Speed(speed));
        }
    }

    /// *Train*, and while training runs its end. Both buttons keep their places.
    fn draw_training(&mut self, ui: &mut Ui, controls: &mut Controls, narrow: bool) {
        if !narrow {
            ui.add_space(4.0);
        }
        let idle = self.trainer.pace == Pace::Idle;
        let (text, command, meaning) = if idle {
            (
                "Train",
                self.draft.train_command(),
                format!(
                    "Trains {} rounds in about ten seconds (T)",
                    self.draft.rounds
                ),
            )
        } else {
            (
                "Stop",
                TrainingCommand::Pause,
                "Stops training where it is; Train goes on".to_owned(),
            )
        };
        let visuals = ui.visuals();
        let label = RichText::new(text).color(visuals.selection.stroke.color);
        let fill = visuals.selection.bg_fill;
        let size = vec2(56.0, ui.spacing().interact_size.y);
        let train = ui.add(Button::new(label).fill(fill).min_size(size));
        if controls
            .note("training/train", train)
            .on_hover_text(meaning)
            .clicked()
        {
            self.training.write(command);
        }
        let hurries = matches!(self.trainer.pace, Pace::Playing { .. });
        let text = if narrow { "End" } else { "To the end" };
        let finish = widgets::button(ui, hurries, text);
        let finish = widgets::name_button(finish, "To the end");
        if controls
            .note("training/finish", finish)
            .on_hover_text("Does the rest of the rounds at once")
            .on_disabled_hover_text("Does the rest of the rounds at once, while training plays")
            .clicked()
        {
            self.training.write(TrainingCommand::Finish);
        }
    }

    fn draw_wave_button(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        waves: &mut MessageWriter<WaveCommand>,
    ) {
        let text = if self.wave.playing {
            "Wave ⏸"
        } else {
            "Wave"
        };
        let wave = widgets::button(ui, true, text);
        if controls
            .note("wave/run", wave)
            .on_hover_text(
                "A wave runs from the inputs to the result, then the gradient flows back (V)",
            )
            .clicked()
        {
            waves.write(WaveCommand::Toggle);
        }
    }
}

/// A speed as people write it: `×¼`, `×1`, `×16`.
fn format_speed(speed: f32) -> String {
    match speed {
        0.25 => "×¼".to_owned(),
        0.5 => "×½".to_owned(),
        speed => format!("×{speed}"),
    }
}
