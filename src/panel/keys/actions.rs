//! One handler a group of actions: it sends the same commands as the panels.

use bevy::prelude::*;

use super::action::{Action, ActionPressed, PanelAction, SelectionAction, TimeAction, ViewAction};
use crate::{
    clock::commands::ClockCommand,
    escape::{EscapePressed, EscapeStack},
    explore::commands::{SearchCommand, Walk},
    graph::{
        Selection,
        commands::{PinCommand, Select},
    },
    growth::commands::GrowthCommand,
    panel::{commands::PanelCommand, sections::training::TrainingDraft},
    physics::{Physics, commands::ChangeSettings},
    training::{Trainer, commands::TrainingCommand},
    view::{
        CameraCommand, LevelCommand, LookCommand, PictureCommand, PictureSettings, Tool, UseTool,
        WaveCommand,
    },
};

/// Handles [`TimeAction`].
pub(in crate::panel) fn handle_time_actions(
    mut actions: MessageReader<ActionPressed>,
    (trainer, draft, physics): (Res<Trainer>, Res<TrainingDraft>, Res<Physics>),
    mut clock: MessageWriter<ClockCommand>,
    mut growth: MessageWriter<GrowthCommand>,
    mut settings: MessageWriter<ChangeSettings>,
    mut training: MessageWriter<TrainingCommand>,
) {
    for ActionPressed(action) in actions.read() {
        let Action::Time(action) = *action else {
            continue;
        };
        match action {
            TimeAction::Clock(command) => {
                clock.write(command);
            }
            TimeAction::Growth(command) => {
                growth.write(command);
            }
            TimeAction::NextArrangement => {
                let next = physics.arrangement().next();
                settings.write(ChangeSettings::Arrange(next));
            }
            TimeAction::Train => {
                if trainer.available {
                    training.write(draft.train_command());
                }
            }
        }
    }
}

/// Handles [`ViewAction`].
pub(in crate::panel) fn handle_view_actions(
    mut actions: MessageReader<ActionPressed>,
    (selection, pictures): (Res<Selection>, Res<PictureSettings>),
    mut camera: MessageWriter<CameraCommand>,
    mut look: MessageWriter<LookCommand>,
    mut waves: MessageWriter<WaveCommand>,
    mut levels: MessageWriter<LevelCommand>,
    mut picture_commands: MessageWriter<PictureCommand>,
) {
    for ActionPressed(action) in actions.read() {
        let Action::View(action) = *action else {
            continue;
        };
        match action {
            ViewAction::Camera(command) => {
                camera.write(command);
            }
            ViewAction::Look(command) => {
                look.write(command);
            }
            ViewAction::Wave(command) => {
                waves.write(command);
            }
            ViewAction::Level(command) => {
                levels.write(command);
            }
            ViewAction::FocusSelection => {
                if let Some(vertex) = selection.primary() {
                    camera.write(CameraCommand::Focus(vertex));
                }
            }
            ViewAction::SavePicture => {
                picture_commands.write(pictures.save_command());
            }
        }
    }
}

/// Handles [`PanelAction`].
pub(in crate::panel) fn handle_panel_actions(
    mut actions: MessageReader<ActionPressed>,
    mut panels: MessageWriter<PanelCommand>,
    mut search: MessageWriter<SearchCommand>,
) {
    for ActionPressed(action) in actions.read() {
        let Action::Panel(action) = *action else {
            continue;
        };
        match action {
            PanelAction::Panel(command) => {
                panels.write(command);
            }
            PanelAction::OpenSearch => {
                search.write(SearchCommand::Open);
            }
        }
    }
}

/// Handles [`SelectionAction`].
pub(in crate::panel) fn handle_selection_actions(
    mut actions: MessageReader<ActionPressed>,
    tool: Res<Tool>,
    mut walk: MessageWriter<Walk>,
    mut select: MessageWriter<Select>,
    mut pin: MessageWriter<PinCommand>,
    mut tools: MessageWriter<UseTool>,
) {
    for ActionPressed(action) in actions.read() {
        let Action::Selection(action) = *action else {
            continue;
        };
        match action {
            SelectionAction::Walk(step) => {
                walk.write(step);
            }
            SelectionAction::Kin { kin, add } => {
                select.write(Select::Kin { kin, add });
            }
            SelectionAction::SelectAll => {
                select.write(Select::All);
            }
            SelectionAction::Invert => {
                select.write(Select::Invert);
            }
            SelectionAction::Pin(command) => {
                pin.write(command);
            }
            SelectionAction::NextTool => {
                tools.write(UseTool(tool.next()));
            }
        }
    }
}

/// Handles [`Action::Escape`]: names the topmost open layer to the rooms.
pub(in crate::panel) fn press_escape(
    mut actions: MessageReader<ActionPressed>,
    stack: Res<EscapeStack>,
    mut pressed: MessageWriter<EscapePressed>,
) {
    for action in actions.read() {
        if *action == ActionPressed(Action::Escape)
            && let Some(layer) = stack.top_layer()
        {
            pressed.write(EscapePressed(layer));
        }
    }
}
