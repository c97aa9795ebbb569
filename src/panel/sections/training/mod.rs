//! The training section: controls, passes, loss curve and predictions.

mod loss_curve;
mod predictions;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{DragValue, Slider, Ui};

use crate::{
    graph::{CurrentScene, SceneLoaded},
    panel::{
        kit::{
            controls::Controls,
            numbers,
            section::{AddSection, Column, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
    training::{Pace, Trainer, commands::TrainingCommand},
    view::{PassDirection, WaveCommand},
};

/// The settings for the next training.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct TrainingDraft {
    /// Rounds of *Train*. Default 1000, as in the notebook; a scene may bring others.
    pub rounds: u32,
    /// Rounds a second of *Watch*, 0.5 … [`Self::FASTEST`]; the end of the
    /// slider means as fast as it goes. Default 10.
    pub rounds_per_second: f64,
    /// Whether the loss curve's axis is logarithmic. Default: yes.
    pub logarithmic: bool,
}

impl TrainingDraft {
    /// The upper end of the slider of *Watch*.
    pub const FASTEST: f64 = 1000.0;

    /// The command of *Watch*.
    pub fn watch_command(&self) -> TrainingCommand {
        let endless = self.rounds_per_second >= Self::FASTEST;
        TrainingCommand::Watch {
            rounds_per_second: if endless {
                f64::INFINITY
            } else {
                self.rounds_per_second
            },
        }
    }

    /// The command of *Train*.
    pub fn train_command(&self) -> TrainingCommand {
        TrainingCommand::Train {
            rounds: self.rounds,
        }
    }
}

impl Default for TrainingDraft {
    fn default() -> Self {
        Self {
            rounds: 1000,
            rounds_per_second: 10.0,
            logarithmic: true,
        }
    }
}

/// Takes over the number of rounds that a new scene proposes.
fn set_rounds_from_scene(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Res<CurrentScene>,
    mut draft: ResMut<TrainingDraft>,
) {
    if loaded.read().last().is_some() && scene.rounds > 0 {
        draft.rounds = scene.rounds;
    }
}

/// Adds the training section.
pub(in crate::panel) struct TrainingSectionPlugin;

impl Plugin for TrainingSectionPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<TrainingDraft>()
            .add_systems(Update, set_rounds_from_scene)
            .add_section::<TrainingPanel<'static>>(SectionInfo {
                section: Section::Training,
                title: "Training",
                column: Column::Left,
                order: 2,
            });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct TrainingPanel<'w> {
    trainer: Res<'w, Trainer>,
    draft: ResMut<'w, TrainingDraft>,
    commands: MessageWriter<'w, TrainingCommand>,
    waves: MessageWriter<'w, WaveCommand>,
}

impl Content for TrainingPanel<'_> {
    fn summary(&self) -> String {
        match self.trainer.loss {
            _ if !self.trainer.available => "nothing to train".to_owned(),
            Some(loss) if self.trainer.round > 0 => {
                format!(
                    "round {} · loss {}",
                    numbers::format_count(self.trainer.round.into()),
                    numbers::format_short(loss)
                )
            }
            Some(loss) => format!("untrained · loss {}", numbers::format_short(loss)),
            None => "untrained".to_owned(),
        }
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let Self {
            trainer,
            draft,
            commands,
            waves,
        } = self;
        let available = trainer.available;
        if !available {
            widgets::hint(
                ui,
                "This scene is no network with a loss. Choose seed, mlp or moons to train one.",
            );
        }
        draw_buttons(
            ui,
            controls,
            trainer,
            draft.bypass_change_detection(),
            commands,
        );
        draw_passes(ui, controls, waves);
        if !available {
            return;
        }
        if let Some(accuracy) = trainer.accuracy {
            widgets::hint(
                ui,
                format!("{:.0} % of the samples on the right side", accuracy * 100.0),
            );
        }
        if trainer.losses.len() > 1 {
            loss_curve::draw_loss_curve(
                ui,
                controls,
                &trainer.losses,
                &mut draft.bypass_change_detection().logarithmic,
            );
        }
        predictions::draw_predictions(ui, trainer);
    }
}

fn draw_buttons(
    ui: &mut Ui,
    controls: &mut Controls,
    trainer: &Trainer,
    draft: &mut TrainingDraft,
    commands: &mut MessageWriter<TrainingCommand>,
) {
    let available = trainer.available;
    let watching = matches!(trainer.pace, Pace::Watching(_));
    ui.horizontal(|ui| {
        let train = controls.note(
            "training/train",
            widgets::main_button(ui, available, "Train"),
        );
        if train
            .on_hover_text("Trains this number of rounds at once (T)")
            .clicked()
        {
            commands.write(draft.train_command());
        }
        let rounds = DragValue::new(&mut draft.rounds)
            .range(1..=1_000_000)
            .speed(10.0)
            .update_while_editing(false);
        controls
            .note("training/rounds", ui.add_enabled(available, rounds))
            .on_hover_text("Rounds of Train");
        ui.label("rounds");
    });
    let notebook = controls.note(
        "training/notebook",
        widgets::button(ui, available, "Run as the notebook"),
    );
    if notebook.on_hover_text("Starts over, trains 1000 rounds, then grows the trained graph; the report is in the log").clicked() {
        commands.write(TrainingCommand::RunNotebook);
    }
    ui.horizontal(|ui| {
        let watch = ui.add_enabled(
            available,
            bevy_egui::egui::Button::selectable(watching, "Watch").frame_when_inactive(true),
        );
        let watch = controls.note("training/watch", watch);
        if watch
            .on_hover_text("Round after round, while data, gradients and colours change in place")
            .clicked()
        {
            commands.write(draft.watch_command());
        }
        widgets::fit_slider(ui, "fastest", 40.0);
        let slider = Slider::new(&mut draft.rounds_per_second, 0.5..=TrainingDraft::FASTEST)
            .logarithmic(true)
            .custom_formatter(|rate, _| {
                if rate >= TrainingDraft::FASTEST {
                    "fastest".to_owned()
                } else {
                    format!("{}/s", numbers::format_short(rate))
                }
            })
            .custom_parser(|text| numbers::parse_typed(text.trim_end_matches("/s")))
            .update_while_editing(false);
        let rate = controls.note("training/rate", ui.add_enabled(available, slider));
        if rate
            .on_hover_text("Rounds a second; the right end is as fast as it goes")
            .changed()
            && watching
        {
            commands.write(draft.watch_command());
        }
    });
    ui.horizontal(|ui| {
        let pause = controls.note(
            "training/pause",
            widgets::button(ui, available && trainer.pace != Pace::Idle, "Pause"),
        );
        if pause.on_hover_text("Stops training").clicked() {
            commands.write(TrainingCommand::Pause);
        }
        let one = controls.note(
            "training/one_round",
            widgets::button(ui, available, "One round"),
        );
        if one
            .on_hover_text("Forward, backward, one step down the gradient")
            .clicked()
        {
            commands.write(TrainingCommand::OneRound);
        }
        let reset = controls.note(
            "training/reset",
            widgets::button(ui, available && trainer.round > 0, "Reset"),
        );
        if reset
            .on_hover_text("Back to the same starting parameters")
            .clicked()
        {
            commands.write(TrainingCommand::Reset);
        }
    });
    ui.horizontal(|ui| {
        ui.label("Learning rate").on_hover_text(
            "How far a round moves each parameter. Higher: faster, but it may overshoot.",
        );
        let mut rate = trainer.learning_rate;
        let field = controls.note(
            "training/learning_rate",
            ui.add_enabled(available, widgets::number(&mut rate)),
        );
        if field.changed() && rate != trainer.learning_rate {
            commands.write(TrainingCommand::LearningRate(rate));
        }
    });
}

/// Buttons that show one pass of a round as a wave.
fn draw_passes(ui: &mut Ui, controls: &mut Controls, waves: &mut MessageWriter<WaveCommand>) {
    ui.horizontal(|ui| {
        ui.label("Pass");
        for (phase, name, text, hover) in [
            (
                PassDirection::Forward,
                "training/forward",
                "Forward",
                "A wave runs from inputs and weights to the loss (V: forward, then backward)",
            ),
            (
                PassDirection::Backward,
                "training/backward",
                "Backward",
                "A wave runs back from the loss and carries the gradients",
            ),
        ] {
            let button = controls.note(name, widgets::button(ui, true, text));
            if button.on_hover_text(hover).clicked() {
                waves.write(WaveCommand::Run(phase));
            }
        }
    });
}
