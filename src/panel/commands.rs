//! Commands to the panels.

use bevy::prelude::*;

use super::state::PanelPlace;

/// Steers the panels. Keys, buttons, tests and scripts send the same commands.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelCommand {
    /// Shows or hides every panel.
    ToggleVisible,
    /// Shows or hides the list of keys.
    ToggleHelp,
    /// Shows or hides the entity inspector.
    ToggleEntities,
    /// Opens the drawer of a place, or closes it if it is open.
    TogglePlace(PanelPlace),
    /// Shows or hides the developer's figures.
    ToggleFigures,
    /// Gives the keyboard to the next region of the panels: `Tab` walks through its controls
    /// until `Esc`.
    FocusNextRegion,
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
