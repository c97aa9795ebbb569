//! The training section: rounds, learning rate, passes, loss curve and predictions.

mod predictions;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Ui, vec2};

use crate::{
    graph::{
        CurrentScene, SceneLoaded, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    nn::DEFAULT_SEED,
    panel::{
        kit::{
            controls::Controls,
            curve::{LossCurve, planned_rounds},
            number_field::{NumberField, Step},
            numbers,
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
    training::{Trainer, commands::TrainingCommand},
    view::{PassDirection, WaveCommand},
};

/// Height of the loss curve, points.
const CURVE: f32 = 96.0;

/// The settings for the next training.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct TrainingDraft {
    /// Rounds of *Train*. Default 1000, as in the notebook; a scene may bring others.
    pub rounds: u32,
    /// Whether the loss curve's axis is logarithmic. Default: yes.
    pub logarithmic: bool,
}

impl TrainingDraft {
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
                order: 0,
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
    load: MessageWriter<'w, LoadScene>,
}

impl Content for TrainingPanel<'_> {
    fn summary(&self) -> String {
        match self.trainer.round {
            _ if !self.trainer.available => String::new(),
            0 => "untrained".to_owned(),
            round => format!("round {}", numbers::format_count(round.into())),
        }
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if !self.trainer.available {
            self.draw_nothing(ui, controls);
            return;
        }
        self.draw_rounds(ui, controls);
        self.draw_steps(ui, controls);
        self.draw_passes(ui, controls);
        if let Some(accuracy) = self.trainer.accuracy {
            let percent = accuracy * 100.0;
            widgets::hint(ui, format!("{percent:.0} % classified correctly"));
        }
        self.draw_curve(ui, controls);
        predictions::draw_predictions(ui, &self.trainer);
        let notebook = widgets::button(ui, true, "Train first, then grow");
        let notebook = controls.note("training/notebook", notebook);
        if notebook
            .on_hover_text(
                "As in the notebook: starts over, trains, then grows the trained graph; the \
                 report is below",
            )
            .clicked()
        {
            self.commands.write(TrainingCommand::RunNotebook);
        }
    }
}

impl TrainingPanel<'_> {
    /// The way to a network, for a graph that cannot be trained.
    fn draw_nothing(&mut self, ui: &mut Ui, controls: &mut Controls) {
        widgets::hint(ui, "Nothing to train here. Try the small network or moons.");
        ui.horizontal_wrapped(|ui| {
            for (name, scene) in [("training/try/mlp", "mlp"), ("training/try/moons", "moons")] {
                let info = SceneSpec::ALL.iter().find(|info| info.name == scene);
                let title = info.map_or(scene, |info| info.title);
                if controls
                    .note(name, widgets::button(ui, true, title))
                    .clicked()
                {
                    self.load.write(LoadScene {
                        source: SceneSource::Named(scene.to_owned()),
                        seed: DEFAULT_SEED,
                    });
                }
            }
        });
    }

    fn draw_rounds(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            ui.label("Train");
            let field = NumberField::new(f64::from(self.draft.rounds))
                .step(Step::Multiply(10.0))
                .range(1.0..=1e6);
            let meaning = "Rounds of Train: each moves every weight one step down the gradient";
            if let Some(rounds) = field.show(ui, controls, "training/rounds", meaning) {
                self.draft.bypass_change_detection().rounds = rounds.round() as u32;
            }
            ui.label("rounds");
        });
        ui.horizontal(|ui| {
            ui.label("Learning rate");
            let rate = self.trainer.learning_rate;
            let meaning =
                "How far a round moves each weight. Higher: faster, but it may overshoot.";
            let field = NumberField::new(rate);
            if let Some(rate) = field.show(ui, controls, "training/learning_rate", meaning) {
                self.commands.write(TrainingCommand::LearningRate(rate));
            }
        });
    }

    fn draw_steps(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let one = controls.note("training/one_round", widgets::button(ui, true, "One round"));
            if one
                .on_hover_text("Forward, backward, one step down the gradient")
                .clicked()
            {
                self.commands.write(TrainingCommand::OneRound);
            }
            let trained = self.trainer.round > 0;
            let reset = widgets::button(ui, trained, "Back to round 0");
            let reset = controls.note("training/reset", reset);
            if reset
                .on_hover_text("Back to the same weights as at the start")
                .clicked()
            {
                self.commands.write(TrainingCommand::Reset);
            }
        });
    }

    /// Buttons that show one pass of a round as a wave.
    fn draw_passes(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (phase, name, text, hover) in [
                (
                    PassDirection::Forward,
                    "training/forward",
                    "Forward pass",
                    "A wave runs from inputs and weights to the loss (V: forward, then backward)",
                ),
                (
                    PassDirection::Backward,
                    "training/backward",
                    "Backward pass",
                    "A wave runs back from the loss and carries the gradients",
                ),
            ] {
                let button = controls.note(name, widgets::button(ui, true, text));
                if button.on_hover_text(hover).clicked() {
                    self.waves.write(WaveCommand::Run(phase));
                }
            }
        });
    }

    fn draw_curve(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if self.trainer.losses.len() < 2 {
            return;
        }
        let curve = LossCurve {
            losses: &self.trainer.losses,
            logarithmic: self.draft.logarithmic,
            rounds: planned_rounds(&self.trainer),
        };
        let chart = curve.draw_chart(ui, vec2(ui.available_width(), CURVE));
        controls.note("training/loss_curve", chart);
        let mut logarithmic = self.draft.logarithmic;
        let toggle = ui.checkbox(&mut logarithmic, "Logarithmic axis");
        controls.note("training/log_axis", toggle);
        self.draft.bypass_change_detection().logarithmic = logarithmic;
    }
}
