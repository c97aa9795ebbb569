//! The settings of the view, in one resource.

use bevy::prelude::*;

use super::{
    mode::ViewMode,
    palette::{self, Palette, Rgb},
    theme::{ColourVision, Theme},
    wave_pass::PassDirection,
};

/// The settings of the view. Panels change them through
/// [`LookCommand`](super::commands::LookCommand); an inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct ViewSettings {
    /// The quantity that the colours of the vertices show. Default: data.
    pub mode: ViewMode,
    /// Whether motion is reduced: waves without moving pulses, a camera that jumps to its goal and
    /// does not circle. Default: no, unless the system asks for reduced motion.
    pub calm: bool,
    /// Whether a vertex's size follows the mode's number: 0.55 to 2.2 times the usual size.
    /// Otherwise hubs are larger, up to five times. In the degree mode, sizes always follow the
    /// degree. Default: no.
    pub size_follows: bool,
    /// The theme. Default: dark.
    pub theme: Theme,
    /// The kind of colour vision that the palette is for. Default: common.
    pub vision: ColourVision,
    /// Whether labels are drawn on graphs of any size. Default: no.
    pub labels: bool,
    /// Whether labels are drawn by themselves on graphs of at most [`Self::FEW`] vertices. Default:
    /// yes.
    pub automatic_labels: bool,
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
            calm: false,
            size_follows: false,
            theme: Theme::default(),
            vision: ColourVision::default(),
            labels: false,
            automatic_labels: true,
            legend: true,
            vertices: true,
            edges: true,
            backdrop: None,
        }
    }
}

impl ViewSettings {
    /// Most vertices of a graph that shows its labels by itself.
    pub const FEW: usize = 80;

    /// Whether a graph with this number of vertices shows its labels.
    pub const fn shows_labels(&self, vertices: usize) -> bool {
        self.labels || (self.automatic_labels && vertices <= Self::FEW)
    }

    /// Switches labels on, or off for every graph.
    pub(super) fn set_labels(&mut self, labels: bool) {
        self.labels = labels;
        self.automatic_labels = labels;
    }

    /// The mode that is shown: data or gradient during a wave, otherwise the chosen one.
    pub const fn shown_mode(&self, wave: Option<PassDirection>) -> ViewMode {
        match wave {
            Some(PassDirection::Forward) => ViewMode::Data,
            Some(PassDirection::Backward) => ViewMode::Gradient,
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
