//! The settings of the view, in one resource.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    commands::ViewCommand,
    mode::ViewMode,
    palette::{self, Palette, Rgb},
    waves::WavePass,
};

/// The theme: dark or light.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
}

/// The kind of colour vision that the palette is for.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum ColourVision {
    /// Common vision: colours that most people can tell apart.
    #[default]
    Common,
    /// Red and green look alike (protan and deutan vision).
    RedGreen,
    /// Blue and green, yellow and pink look alike (tritan vision).
    BlueYellow,
}

impl ColourVision {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Common, Self::RedGreen, Self::BlueYellow];

    /// The choice's name in the interface.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Common => "Most",
            Self::RedGreen => "Red–green",
            Self::BlueYellow => "Blue–yellow",
        }
    }

    /// One phrase about the people that the choice is for.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Common => "Colours that most eyes tell apart",
            Self::RedGreen => "For eyes that mix up red and green (protanopia, deuteranopia)",
            Self::BlueYellow => "For eyes that mix up blue and yellow tones (tritanopia)",
        }
    }

    /// The next choice; the first after the last.
    pub const fn next(self) -> Self {
        match self {
            Self::Common => Self::RedGreen,
            Self::RedGreen => Self::BlueYellow,
            Self::BlueYellow => Self::Common,
        }
    }
}

/// The settings of the view. Panels change them through [`ViewCommand`]; an
/// inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct ViewSettings {
    /// The quantity that the colours of the vertices show. Default: data.
    pub mode: ViewMode,
    /// The pass of the running wave; it replaces the mode. Default: none.
    pub passing: Option<WavePass>,
    /// Whether motion is reduced: waves without moving pulses, a camera that jumps to its goal and
    /// does not circle. Default: no, unless the system asks for reduced motion.
    pub calm: bool,
    /// Whether a vertex's size follows the mode's number: 0.55 to 2.2 times the usual size. Otherwise
    /// hubs are larger, up to five times. In the degree mode, sizes always follow the degree.
    /// Default: no.
    pub size_follows: bool,
    /// The theme. Default: dark.
    pub theme: Theme,
    /// The kind of colour vision that the palette is for. Default: common.
    pub vision: ColourVision,
    /// Whether labels are drawn. Default: no.
    pub labels: bool,
    /// Whether the legend is shown. Default: yes.
    pub legend: bool,
    /// Whether vertices are drawn. Default: yes.
    pub vertices: bool,
    /// Whether edges are drawn. Default: yes.
    pub edges: bool,
    /// Colour of the background. Default: none, which means the theme's own.
    pub backdrop: Option<Rgb>,
}

impl Default for ViewSettings {
    fn default() -> Self {
        Self {
            mode: ViewMode::default(),
            passing: None,
            calm: false,
            size_follows: false,
            theme: Theme::default(),
            vision: ColourVision::default(),
            labels: false,
            legend: true,
            vertices: true,
            edges: true,
            backdrop: None,
        }
    }
}

impl ViewSettings {
    /// The mode that is shown: data or gradient during a wave, otherwise the chosen one.
    pub const fn shown_mode(&self) -> ViewMode {
        match self.passing {
            Some(WavePass::Forward) => ViewMode::Data,
            Some(WavePass::Backward) => ViewMode::Gradient,
            None => self.mode,
        }
    }

    /// The palette of the theme and the colour vision.
    pub const fn palette(&self) -> &'static Palette {
        palette::palette_for(self.theme, self.vision)
    }

    /// The colour of the background.
    pub fn background(&self) -> Rgb {
        self.backdrop.unwrap_or(self.palette().background)
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
            ViewCommand::Mode(mode) => next.mode = mode,
            ViewCommand::Calm(calm) => next.calm = calm,
            ViewCommand::SizeFollows(follows) => next.size_follows = follows,
            ViewCommand::ToggleSize => next.size_follows = !next.size_follows,
            ViewCommand::Theme(theme) => next.theme = theme,
            ViewCommand::Vision(vision) => next.vision = vision,
            ViewCommand::NextVision => next.vision = next.vision.next(),
            ViewCommand::Labels(labels) => next.labels = labels,
            ViewCommand::ToggleLabels => next.labels = !next.labels,
            ViewCommand::Legend(legend) => next.legend = legend,
            ViewCommand::ToggleLegend => next.legend = !next.legend,
            ViewCommand::Backdrop(backdrop) => next.backdrop = backdrop,
            ViewCommand::ShowVertices(vertices) => next.vertices = vertices,
            ViewCommand::ShowEdges(edges) => next.edges = edges,
            // The camera's.
            _ => {}
        }
    }
    settings.set_if_neq(next);
}
