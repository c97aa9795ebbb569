//! Handlers of the panels' commands.

use bevy::prelude::*;

use super::{
    commands::PanelCommand,
    kit::controls::Controls,
    overlay::{entities::EntityInspector, first_steps::FirstSteps},
    state::{Panels, Section},
};
use crate::{interface::InterfaceScale, training::commands::TrainingCommand};

/// Opens the log when the notebook's run starts: the run ends with a report.
pub(super) fn open_log_for_notebook(
    mut commands: MessageReader<TrainingCommand>,
    mut panels: ResMut<Panels>,
) {
    if commands
        .read()
        .any(|command| *command == TrainingCommand::RunNotebook)
    {
        panels.reveal(Section::Log);
    }
}

/// Handles [`PanelCommand`].
pub(super) fn apply_panel_commands(
    mut commands: MessageReader<PanelCommand>,
    mut panels: ResMut<Panels>,
    mut entities: ResMut<EntityInspector>,
    mut controls: ResMut<Controls>,
    mut scale: ResMut<InterfaceScale>,
    mut steps: ResMut<FirstSteps>,
) {
    for command in commands.read() {
        match command {
            PanelCommand::ToggleVisible => panels.visible = !panels.visible,
            PanelCommand::ToggleHelp => panels.help = !panels.help,
            PanelCommand::ToggleEntities => entities.open = !entities.open,
            PanelCommand::TogglePlace(place) => {
                panels.visible = true;
                panels.toggle_place(*place);
            }
            PanelCommand::ToggleFigures => panels.figures = !panels.figures,
            PanelCommand::FocusNextRegion => {
                panels.visible = true;
                controls.focus_next_region();
            }
            PanelCommand::CloseHelp => panels.help = false,
            PanelCommand::ShowFirstSteps => {
                panels.help = false;
                steps.restart();
            }
            PanelCommand::CloseFirstSteps => steps.dismiss(),
            PanelCommand::Scale(percent) => {
                scale.set_if_neq(InterfaceScale::new(*percent));
            }
            PanelCommand::Larger => {
                let larger = scale.larger().unwrap_or(*scale);
                scale.set_if_neq(larger);
            }
            PanelCommand::Smaller => {
                let smaller = scale.smaller().unwrap_or(*scale);
                scale.set_if_neq(smaller);
            }
        }
    }
}
