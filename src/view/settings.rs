//! What a person chose about the view, in one resource.

use bevy::prelude::*;

use super::commands::ViewCommand;

/// What the colours of the value vertices mean. Operation vertices always
/// wear the colour of their operation.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColourBy {
    /// The operation that made the value.
    Operation,
    /// The value's data, signed.
    #[default]
    Data,
    /// The gradient of the loss by the value, signed, or *not computed*.
    Gradient,
}

impl ColourBy {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Data, Self::Gradient, Self::Operation];

    /// What it is called on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Operation => "Operation",
            Self::Data => "Data",
            Self::Gradient => "Gradient",
        }
    }
}

/// Dark or light.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
}

/// The settings of the view. Panels change them through [`ViewCommand`]; an
/// inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct ViewSettings {
    /// What the colours of the value vertices mean. Default: data.
    pub colour_by: ColourBy,
    /// Dark or light. Default: dark.
    pub theme: Theme,
    /// Whether labels are drawn. Default: no.
    pub labels: bool,
    /// Whether vertices are drawn. Default: yes.
    pub vertices: bool,
    /// Whether edges are drawn. Default: yes.
    pub edges: bool,
}

impl Default for ViewSettings {
    fn default() -> Self {
        Self {
            colour_by: ColourBy::default(),
            theme: Theme::default(),
            labels: false,
            vertices: true,
            edges: true,
        }
    }
}

/// Applies the commands that concern settings; the camera hears the others.
pub(super) fn apply_commands(
    mut commands: MessageReader<ViewCommand>,
    mut settings: ResMut<ViewSettings>,
) {
    if commands.is_empty() {
        return;
    }
    let mut next = *settings;
    for command in commands.read() {
        match *command {
            ViewCommand::ColourBy(colour_by) => next.colour_by = colour_by,
            ViewCommand::Theme(theme) => next.theme = theme,
            ViewCommand::Labels(labels) => next.labels = labels,
            ViewCommand::ToggleLabels => next.labels = !next.labels,
            ViewCommand::ShowVertices(vertices) => next.vertices = vertices,
            ViewCommand::ShowEdges(edges) => next.edges = edges,
            ViewCommand::Frame | ViewCommand::Focus(_) => {}
        }
    }
    settings.set_if_neq(next);
}
