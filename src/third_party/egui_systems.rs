//! The order of the interface's systems.

use bevy::prelude::*;

/// The order of the interface's systems.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InterfaceSystems {
    /// In `PreUpdate`: decides whether the interface has the pointer. Readers run after it.
    Pointer,
    /// In `PreUpdate`: decides whether the interface is laid out again. In `Last`: asks for frames
    /// until all news are shown.
    Refresh,
    /// Applies the theme.
    Theme,
    /// Draws the panels and writes [`crate::interface::InterfaceArea`]'s rectangles.
    Panels,
    /// Draws what floats over the panels.
    Windows,
}
