//! Presets of the settings.

use bevy::prelude::*;

use crate::layout::{Constants, Law, Settings};

/// Named settings to start from.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Soft springs, much damping: slow and smooth.
    Calm,
    /// Stiff springs, quick to settle.
    Crisp,
    /// The notebook's own law and constants.
    Notebook,
}

impl Preset {
    /// Every preset, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Calm, Self::Crisp, Self::Notebook];

    /// The name on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Calm => "Gentle",
            Self::Crisp => "Crisp",
            Self::Notebook => "Notebook",
        }
    }

    /// One line that explains it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Calm => "Soft springs and much damping: slow, smooth motion.",
            Self::Crisp => "Stiff springs: settles quickly.",
            Self::Notebook => "The law and the constants that the notebook's site ran on.",
        }
    }

    /// The preset's settings. Arrangement, levels and guard stay as they are in `current`.
    pub fn settings(self, current: &Settings) -> Settings {
        let base = match self {
            Self::Calm | Self::Crisp => Settings::default(),
            Self::Notebook => Settings::from_law(Law::Origin),
        };
        let mut settings = Settings {
            dimensions: current.dimensions,
            layered: current.layered,
            layer_spacing: current.layer_spacing,
            phi: current.phi,
            multilevel: current.multilevel,
            levels: current.levels,
            guard: current.guard,
            ..base
        };
        let constants = &mut settings.constants;
        match self {
            Self::Calm => {
                constants.attraction /= 4.0;
                constants.repulsion /= 4.0;
                constants.damping = 0.8;
            }
            Self::Crisp => {
                constants.attraction *= 4.0;
                constants.repulsion *= 4.0;
                constants.damping = 0.9;
            }
            Self::Notebook => *constants = Constants::NOTEBOOK,
        }
        settings
    }
}
