//! What a person, a key, a test or a script can ask of the view.

use bevy::prelude::*;

use super::settings::{ColourBy, Theme};

/// Steers the view.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum ViewCommand {
    /// What the colours of the value vertices mean.
    ColourBy(ColourBy),
    /// Dark or light.
    Theme(Theme),
    /// Labels on or off.
    Labels(bool),
    /// The other of the two.
    ToggleLabels,
    /// Whether vertices are drawn.
    ShowVertices(bool),
    /// Whether edges are drawn.
    ShowEdges(bool),
    /// Hands the camera back to automatic framing of the whole graph.
    Frame,
    /// Brings the camera to a vertex.
    Focus(Entity),
}
