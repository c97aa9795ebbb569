//! Actions of keys: each names the command that it sends, or the state that it needs first.

use bevy::prelude::*;

use crate::{
    clock::commands::ClockCommand,
    explore::commands::Walk,
    graph::{Kin, commands::PinCommand},
    growth::commands::GrowthCommand,
    panel::commands::PanelCommand,
    view::{CameraCommand, LevelCommand, LookCommand, WaveCommand},
};

/// The action of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Time, growth, physics and training.
    Time(TimeAction),
    /// The picture of the graph.
    View(ViewAction),
    /// The interface.
    Panel(PanelAction),
    /// The selection.
    Selection(SelectionAction),
    /// Closes the topmost layer of [`EscapeStack`](crate::escape::EscapeStack).
    Escape,
}

/// An action on time, growth, physics or training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeAction {
    /// Steers the clock.
    Clock(ClockCommand),
    /// Steers growth.
    Growth(GrowthCommand),
    /// Switches to the next arrangement: space, plane, layers.
    NextArrangement,
    /// Trains the rounds that the training section shows.
    Train,
}

/// An action on the picture of the graph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ViewAction {
    /// Steers the camera.
    Camera(CameraCommand),
    /// Changes colours, sizes and labels.
    Look(LookCommand),
    /// Steers the wave.
    Wave(WaveCommand),
    /// Steers the level that is shown.
    Level(LevelCommand),
    /// Brings the camera to the primary vertex of the selection.
    FocusSelection,
    /// Saves a picture with the settings of the pictures section.
    SavePicture,
}

/// An action on the interface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PanelAction {
    /// Steers the panels.
    Panel(PanelCommand),
    /// Opens the search field.
    OpenSearch,
}

/// An action on the selection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SelectionAction {
    /// Steps to another vertex.
    Walk(Walk),
    /// Selects the kin of the selection.
    Kin {
        /// The relation.
        kin: Kin,
        /// Whether the selection stays selected.
        add: bool,
    },
    /// Selects every vertex.
    SelectAll,
    /// Inverts the selection.
    Invert,
    /// Pins or unpins.
    Pin(PinCommand),
    /// Takes up the next tool.
    NextTool,
}

impl Action {
    /// Whether the action repeats while its key is held down.
    pub(super) fn repeats(self) -> bool {
        match self {
            Self::Time(action) => action == TimeAction::Clock(ClockCommand::StepOnce),
            Self::View(action) => {
                matches!(action, ViewAction::Camera(CameraCommand::Zoom(_)))
            }
            Self::Panel(action) => matches!(
                action,
                PanelAction::Panel(PanelCommand::Larger | PanelCommand::Smaller)
            ),
            Self::Selection(action) => matches!(action, SelectionAction::Walk(_)),
            Self::Escape => false,
        }
    }
}

/// The key of an action was pressed.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct ActionPressed(pub Action);
