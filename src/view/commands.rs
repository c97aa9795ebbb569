//! What a person, a key, a test or a script can ask of the view.

use bevy::prelude::*;

use super::{
    mode::ViewMode,
    settings::{ColourVision, Theme},
};

/// Steers the view.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum ViewCommand {
    /// What the colours of the vertices mean.
    Mode(ViewMode),
    /// Whether waves do without moving pulses.
    Calm(bool),
    /// Whether sizes follow the number that the mode shows.
    SizeFollows(bool),
    /// The other of the two.
    ToggleSize,
    /// Dark or light.
    Theme(Theme),
    /// Whose eyes the colours are chosen for.
    Vision(ColourVision),
    /// The next one of [`ColourVision::ALL`].
    NextVision,
    /// Labels on or off.
    Labels(bool),
    /// The other of the two.
    ToggleLabels,
    /// The legend on or off.
    Legend(bool),
    /// The other of the two.
    ToggleLegend,
    /// Whether vertices are drawn.
    ShowVertices(bool),
    /// Whether edges are drawn.
    ShowEdges(bool),
    /// Hands the camera back to automatic framing of the whole graph.
    Frame,
    /// Brings the camera to a vertex.
    Focus(Entity),
}
