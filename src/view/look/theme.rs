//! The theme, and the colour vision that the palette serves.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

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
            Self::Common => "typical",
            Self::RedGreen => "red–green",
            Self::BlueYellow => "blue–yellow",
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
