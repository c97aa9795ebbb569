//! Which panels are there, and which of them are open.

use std::collections::BTreeSet;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::overlay::{entities::EntityInspector, first_steps::FirstSteps};
use crate::{
    interface::{InterfaceArea, InterfaceScale},
    training::commands::TrainingCommand,
};

/// A section of the interface.
#[derive(
    Reflect, Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Which scene, which seed, what one sees.
    Scene,
    /// How the graph grows.
    Growth,
    /// Training and its outcome.
    Training,
    /// Pictures and recordings.
    Pictures,
    /// The log.
    Log,
    /// Colours, labels, camera.
    View,
    /// The constants of the physics.
    Constants,
    /// The selected vertex or edge.
    Inspector,
}

impl Section {
    /// The left column, from the top.
    pub const LEFT: [Self; 5] = [
        Self::Scene,
        Self::Growth,
        Self::Training,
        Self::Pictures,
        Self::Log,
    ];
    /// The right column, from the top.
    pub const RIGHT: [Self; 3] = [Self::View, Self::Inspector, Self::Constants];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Scene => "Scene",
            Self::Growth => "Growth",
            Self::Training => "Training",
            Self::Pictures => "Pictures",
            Self::Log => "Log",
            Self::View => "View",
            Self::Constants => "Constants",
            Self::Inspector => "Inspector",
        }
    }

    /// The name of its title bar among the controls.
    pub const fn control(self) -> &'static str {
        match self {
            Self::Scene => "panel/scene",
            Self::Growth => "panel/growth",
            Self::Training => "panel/training",
            Self::Pictures => "panel/pictures",
            Self::Log => "panel/log",
            Self::View => "panel/view",
            Self::Constants => "panel/constants",
            Self::Inspector => "panel/inspector",
        }
    }
}

/// Which panels are there, and which of them are open.
#[derive(Resource, Reflect, Clone, Debug, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct Panels {
    /// Whether the panels are shown at all.
    pub visible: bool,
    /// The open sections, where there is room for columns.
    pub open: BTreeSet<Section>,
    /// The open section of a narrow window; there is room for one.
    pub sheet: Option<Section>,
    /// Whether the list of keys is shown.
    pub help: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            visible: true,
            open: [
                Section::Scene,
                Section::Growth,
                Section::Training,
                Section::Constants,
                Section::Inspector,
            ]
            .into(),
            sheet: None,
            help: false,
        }
    }
}

impl Panels {
    /// Opens a closed section, closes an open one.
    pub fn toggle(&mut self, section: Section) {
        if !self.open.remove(&section) {
            self.open.insert(section);
        }
    }
}

/// What a key, a button, a test or a script can ask of the panels.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelCommand {
    /// Shows or hides every panel.
    ToggleVisible,
    /// Shows or hides the list of keys.
    ToggleHelp,
    /// Shows or hides the entity inspector.
    ToggleEntities,
    /// Gives the keyboard to the panels: `Tab` walks through them until `Esc`.
    TakeKeyboard,
    /// Closes what lies over the graph.
    CloseHelp,
    /// Shows the first steps, from the first one on.
    ShowFirstSteps,
    /// Puts them away for good.
    CloseFirstSteps,
    /// How large everything is, percent of the usual size, 80 … 200.
    Scale(u16),
    /// The next larger step.
    Larger,
    /// The next smaller step.
    Smaller,
}

/// The notebook's run ends in a report: it is to be seen.
pub(super) fn open_the_log(
    mut commands: MessageReader<TrainingCommand>,
    mut panels: ResMut<Panels>,
) {
    if commands
        .read()
        .any(|command| *command == TrainingCommand::RunNotebook)
    {
        panels.open.insert(Section::Log);
    }
}

pub(super) fn apply_commands(
    mut commands: MessageReader<PanelCommand>,
    mut panels: ResMut<Panels>,
    mut entities: ResMut<EntityInspector>,
    mut area: ResMut<InterfaceArea>,
    mut scale: ResMut<InterfaceScale>,
    mut steps: ResMut<FirstSteps>,
) {
    for command in commands.read() {
        match command {
            PanelCommand::ToggleVisible => panels.visible = !panels.visible,
            PanelCommand::ToggleHelp => panels.help = !panels.help,
            PanelCommand::ToggleEntities => entities.open = !entities.open,
            PanelCommand::TakeKeyboard => area.wants_focus = panels.visible,
            PanelCommand::CloseHelp => panels.help = false,
            PanelCommand::ShowFirstSteps => {
                panels.help = false;
                steps.begin();
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
