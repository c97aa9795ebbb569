//! What a drag on the graph does when no key says otherwise.

use bevy::prelude::*;

/// What a drag with the left button, or with one finger, does.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub enum Tool {
    /// Moves a vertex that it begins on, or else turns the camera.
    #[default]
    Hand,
    /// Selects what is in a rectangle.
    Box,
    /// Selects what it goes around.
    Lasso,
}

impl Tool {
    /// Every tool, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Hand, Self::Box, Self::Lasso];

    /// What it is called on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hand => "Hand",
            Self::Box => "Box",
            Self::Lasso => "Lasso",
        }
    }

    /// One line for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Hand => "A drag moves a vertex, or turns the graph",
            Self::Box => "A drag selects what is in a box; with Ctrl, it adds (Shift-drag)",
            Self::Lasso => "A drag selects what it goes around; with Ctrl, it adds (Ctrl-drag)",
        }
    }

    /// The tool after this one.
    pub const fn next(self) -> Self {
        match self {
            Self::Hand => Self::Box,
            Self::Box => Self::Lasso,
            Self::Lasso => Self::Hand,
        }
    }
}

/// Takes up a tool.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct UseTool(pub Tool);

/// Handles [`UseTool`].
pub(super) fn take_up(mut requests: MessageReader<UseTool>, mut tool: ResMut<Tool>) {
    if let Some(UseTool(wanted)) = requests.read().last() {
        tool.set_if_neq(*wanted);
    }
}
