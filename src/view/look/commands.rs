//! The commands of the look: colours, sizes, and what is drawn.

use bevy::prelude::*;

use super::{
    mode::ViewMode,
    palette::Rgb,
    settings::ViewSettings,
    theme::{ColourVision, Theme},
};

use crate::graph::GraphIndex;

/// Changes [`ViewSettings`].
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum LookCommand {
    /// The meaning of the colours of the vertices.
    Mode(ViewMode),
    /// Whether motion is reduced.
    Calm(bool),
    /// Whether sizes follow the number that the mode shows.
    SizeFollows(bool),
    /// Toggles sizes that follow the number.
    ToggleSize,
    /// Dark or light.
    Theme(Theme),
    /// The colour vision that the palette serves.
    Vision(ColourVision),
    /// The next one of [`ColourVision::ALL`].
    NextVision,
    /// Another background colour, or the theme's own.
    Backdrop(Option<Rgb>),
    /// Labels on or off; off also for a graph that shows them by itself.
    Labels(bool),
    /// Hides the labels that are seen, or shows them.
    ToggleLabels,
    /// The legend on or off.
    Legend(bool),
    /// Toggles the legend.
    ToggleLegend,
    /// Whether vertices are drawn.
    ShowVertices(bool),
    /// Whether edges are drawn.
    ShowEdges(bool),
}

/// Applies [`LookCommand`].
pub(in crate::view) fn apply_look_commands(
    mut commands: MessageReader<LookCommand>,
    mut settings: ResMut<ViewSettings>,
    index: Res<GraphIndex>,
) {
    if commands.is_empty() {
        return;
    }
    let mut next = *settings;
    for command in commands.read() {
        match *command {
            LookCommand::Mode(mode) => next.mode = mode,
            LookCommand::Calm(calm) => next.calm = calm,
            LookCommand::SizeFollows(follows) => next.size_follows = follows,
            LookCommand::ToggleSize => next.size_follows = !next.size_follows,
            LookCommand::Theme(theme) => next.theme = theme,
            LookCommand::Vision(vision) => next.vision = vision,
            LookCommand::NextVision => next.vision = next.vision.next(),
            LookCommand::Backdrop(backdrop) => next.backdrop = backdrop,
            LookCommand::Labels(labels) => next.set_labels(labels),
            LookCommand::ToggleLabels => {
                let vertices = index.vertices.len();
                next.set_labels(!next.shows_labels(vertices));
            }
            LookCommand::Legend(legend) => next.legend = legend,
            LookCommand::ToggleLegend => next.legend = !next.legend,
            LookCommand::ShowVertices(vertices) => next.vertices = vertices,
            LookCommand::ShowEdges(edges) => next.edges = edges,
        }
    }
    settings.set_if_neq(next);
}
