//! How many levels a layout may use.

use std::{num::NonZeroU32, str::FromStr};

/// How many levels an unfolding may use, the finest included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Levels {
    /// The number that the graph needs.
    #[default]
    Auto,
    /// At most this number; one means no unfolding.
    AtMost(NonZeroU32),
}

impl Levels {
    /// The finest level alone.
    pub const ONE: Self = Self::AtMost(NonZeroU32::MIN);

    /// The most levels there may be.
    pub fn most(self) -> usize {
        match self {
            Self::Auto => usize::MAX,
            Self::AtMost(most) => most.get() as usize,
        }
    }
}

impl FromStr for Levels {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "auto" {
            return Ok(Self::Auto);
        }
        text.parse()
            .map(Self::AtMost)
            .map_err(|_| "expected `auto` or a whole number from 1".into())
    }
}
