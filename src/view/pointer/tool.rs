//! The tool: the effect of a drag on the graph without a modifier key.

use bevy::prelude::*;

/// The effect of a drag with the left button, or with one finger.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub enum Tool {
    /// Moves a selected vertex that it begins on, or one that was held still; else it turns the
    /// camera.
    #[default]
    Hand,
    /// Selects the vertices in a rectangle.
    Box,
    /// Selects the vertices that the drag encloses.
    Lasso,
}

impl Tool {
    /// Every tool, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Hand, Self::Box, Self::Lasso];

    /// The name on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hand => "Hand",
            Self::Box => "Box",
            Self::Lasso => "Lasso",
        }
    }

    /// The hover text.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Hand => {
                "A drag turns the graph, or moves a selected vertex; others after a hold of 0.3 s"
            }
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

/// Chooses a tool.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct UseTool(pub Tool);

/// Handles [`UseTool`].
pub(super) fn apply_tool_requests(mut requests: MessageReader<UseTool>, mut tool: ResMut<Tool>) {
    if let Some(UseTool(wanted)) = requests.read().last() {
        tool.set_if_neq(*wanted);
    }
}
