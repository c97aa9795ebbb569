//! Toasts: a short message over the graph that says what a command has changed.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{names::Names, notice::Notice, numbers::format_short};
use crate::{
    graph::{
        CurrentScene, SceneLoaded,
        commands::{PinCommand, SetLeaf, SetPinned},
    },
    growth::commands::GrowthCommand,
    interface::PointsWithFingers,
    panel::commands::{PanelCommand, ResetPreferences},
    physics::commands::{ChangeSettings, Preset},
    training::commands::TrainingCommand,
    view::LookCommand,
};

/// The commands that are worth a toast.
#[derive(SystemParam)]
pub(in crate::panel) struct ChangesToTell<'w, 's> {
    leaves: MessageReader<'w, 's, SetLeaf>,
    pin: MessageReader<'w, 's, SetPinned>,
    pins: MessageReader<'w, 's, PinCommand>,
    growth: MessageReader<'w, 's, GrowthCommand>,
    settings: MessageReader<'w, 's, ChangeSettings>,
    training: MessageReader<'w, 's, TrainingCommand>,
    look: MessageReader<'w, 's, LookCommand>,
    looks: MessageReader<'w, 's, ResetPreferences>,
    panels: MessageReader<'w, 's, PanelCommand>,
    scenes: MessageReader<'w, 's, SceneLoaded>,
}

/// Shows a toast for the last change of the frame.
pub(in crate::panel) fn tell_changes(
    mut changes: ChangesToTell,
    names: Names,
    (scene, fingers): (Res<CurrentScene>, Res<PointsWithFingers>),
    mut notice: ResMut<Notice>,
    time: Res<Time<Real>>,
) {
    let mut text = None;
    for SetLeaf { vertex, data } in changes.leaves.read() {
        let name = names.label(*vertex);
        text = Some(format!("{name} set to {}", format_short(*data)));
    }
    for SetPinned { vertex, pinned } in changes.pin.read() {
        let name = names.label(*vertex);
        let state = if *pinned { "pinned" } else { "unpinned" };
        text = Some(format!("{name} {state}"));
    }
    for command in changes.pins.read() {
        text = describe_pins(command).or(text);
    }
    for command in changes.growth.read() {
        if *command == GrowthCommand::Restart {
            text = Some("Growing again from the first vertex".to_owned());
        }
    }
    for change in changes.settings.read() {
        text = describe_settings(change).or(text);
    }
    for command in changes.training.read() {
        text = describe_training(command).or(text);
    }
    for command in changes.look.read() {
        text = describe_look(command).or(text);
    }
    if changes.looks.read().last().is_some() {
        text = Some("Default look".to_owned());
    }
    for command in changes.panels.read() {
        if let PanelCommand::ToggleVisible = command {
            text = Some(
                match fingers.0 {
                    true => "The button at the edge shows the panels again",
                    false => "Press H to hide or show the panels",
                }
                .to_owned(),
            );
        }
    }
    // A new scene speaks for itself, and ends what was said about the one before.
    if changes.scenes.read().last().is_some() && scene.problem.is_none() {
        notice.clear();
        return;
    }
    if let Some(text) = text {
        notice.show_toast(text, time.elapsed_secs_f64());
    }
}

fn describe_pins(command: &PinCommand) -> Option<String> {
    match command {
        PinCommand::ReleaseAll => Some("Every vertex is unpinned".to_owned()),
        _ => None,
    }
}

fn describe_settings(change: &ChangeSettings) -> Option<String> {
    let set = |title: &str, number: f64| format!("{title} set to {}", format_short(number));
    Some(match *change {
        ChangeSettings::Set(constant, number) => set(constant.info().title, number),
        ChangeSettings::Reset(constant) => format!("{}: default", constant.info().title),
        ChangeSettings::Gravity(number) => set("Gravity", number),
        ChangeSettings::LayerSpacing(number) => set("Layer spacing", number),
        ChangeSettings::Phi(number) => set("φ", number),
        ChangeSettings::Integrator(integrator) => format!("Integrator: {}", integrator.title()),
        ChangeSettings::Multilevel(multilevel) => format!("Levels: {}", multilevel.title()),
        ChangeSettings::ResetAll => "Default physics".to_owned(),
        ChangeSettings::Law(law) => format!("Forces: {}", law.title()),
        ChangeSettings::Preset(preset) => {
            let title = match preset {
                Preset::Calm => "gentle",
                Preset::Crisp => "crisp",
                Preset::Notebook => "as in the notebook",
            };
            format!("Physics: {title}")
        }
        ChangeSettings::Arrange(arrangement) => {
            format!("Arranged: {}", arrangement.title().to_lowercase())
        }
        ChangeSettings::Guard(true) => "Steps are limited: no setting is unstable".to_owned(),
        ChangeSettings::Guard(false) => "Steps are not limited: the graph may blow up".to_owned(),
        _ => return None,
    })
}

fn describe_look(command: &LookCommand) -> Option<String> {
    match command {
        LookCommand::Mode(mode) => Some(format!("Colours: {}", mode.title().to_lowercase())),
        LookCommand::Vision(vision) => Some(format!("Colour vision: {}", vision.title())),
        _ => None,
    }
}

fn describe_training(command: &TrainingCommand) -> Option<String> {
    match command {
        TrainingCommand::Reset => Some("Back to round 0".to_owned()),
        TrainingCommand::LearningRate(rate) => {
            Some(format!("Learning rate set to {}", format_short(*rate)))
        }
        _ => None,
    }
}
