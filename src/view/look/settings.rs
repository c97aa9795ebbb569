//! What a person chose about the view, in one resource.

use bevy::prelude::*;

use super::{
    mode::ViewMode,
    palette::{self, Palette, Rgb},
    theme::{ColourVision, Theme},
    wave_pass::PassDirection,
};

/// The settings of the view. Panels change them through [`LookCommand`](super::commands::LookCommand); an
/// inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct ViewSettings {
    /// What the colours of the vertices mean. Default: data.
    pub mode: ViewMode,
    /// Whether motion is spared: waves without moving pulses, a camera that is where it is wanted
    /// at once and does not circle. Default: no, unless the system asks for it.
    pub calm: bool,
    /// Whether vertices are the larger, the larger the number is that the mode
    /// shows: from 0.55 to 2.2 times the usual size. Where they do not follow a number, hubs are
    /// larger, up to five times; where colours are degrees, sizes follow these anyway. Default: no.
    pub size_follows: bool,
    /// Dark or light. Default: dark.
    pub theme: Theme,
    /// Whose eyes the colours are chosen for. Default: common.
    pub vision: ColourVision,
    /// Whether labels are drawn. Default: no.
    pub labels: bool,
    /// Whether the legend is shown. Default: yes.
    pub legend: bool,
    /// Whether vertices are drawn. Default: yes.
    pub vertices: bool,
    /// Whether edges are drawn. Default: yes.
    pub edges: bool,
    /// What is behind everything, sRGB. Default: the theme's own.
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
            legend: true,
            vertices: true,
            edges: true,
            backdrop: None,
        }
    }
}

impl ViewSettings {
    /// The mode that is shown: a wave's while there is one, or else the chosen one.
    pub const fn shown_mode(&self, wave: Option<PassDirection>) -> ViewMode {
        match wave {
            Some(PassDirection::Forward) => ViewMode::Data,
            Some(PassDirection::Backward) => ViewMode::Gradient,
            None => self.mode,
        }
    }

    /// The colours of the theme, for the eyes that look.
    pub const fn palette(&self) -> &'static Palette {
        palette::of(self.theme, self.vision)
    }

    /// What is behind everything.
    pub fn background(&self) -> Rgb {
        self.backdrop.unwrap_or(self.palette().background)
    }
}
