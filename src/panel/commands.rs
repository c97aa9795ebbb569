//! Commands to the panels.

use bevy::prelude::*;

/// Steers the panels. Keys, buttons, tests and scripts send the same commands.
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
    /// Closes the list of keys.
    CloseHelp,
    /// Shows the first steps, from the first one on.
    ShowFirstSteps,
    /// Dismisses the first steps for good.
    CloseFirstSteps,
    /// Sets the size of panels and labels, percent of the usual size, 80 … 200.
    Scale(u16),
    /// The next larger size.
    Larger,
    /// The next smaller size.
    Smaller,
}

/// Restores every default: colours, sizes, panels, pictures. Saved views stay, and dismissed
/// hints do not return.
#[derive(Message, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResetPreferences;
