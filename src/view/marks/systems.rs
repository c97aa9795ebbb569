//! The system sets of this room; the view declares their order.

use bevy::prelude::*;

/// The systems of the marks.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarksSystems {
    /// Handles the commands for the shown level of the coarsening, in `Update`.
    LevelCommand,
    /// Handles the commands for the wave and advances it, in `Update`.
    Wave,
    /// Computes the shown level, its places and its appearance, in `PostUpdate`.
    Level,
    /// Writes the legend, in `PostUpdate`.
    Legend,
    /// Places the labels, in `PostUpdate`.
    Labels,
    /// Draws the minimap, in `PostUpdate`.
    Minimap,
}
