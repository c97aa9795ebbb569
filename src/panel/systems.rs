//! The sets of the systems that draw the panels; [`crate::app`] orders them.

use bevy::prelude::*;

/// The order in `InterfaceSystems::Panels`: each takes its part of the free area.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PanelSystems {
    /// Forgets the controls and the rectangles of the last frame.
    Begin,
    /// Draws the bar at the upper edge.
    TopBar,
    /// Draws the bar at the lower edge.
    Timeline,
    /// Draws the sections.
    Places,
    /// Draws the legend.
    Legend,
    /// Draws the button that shows hidden panels.
    ShowButton,
    /// Draws the first steps.
    FirstSteps,
    /// Draws the search field.
    Search,
}
