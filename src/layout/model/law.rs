//! The family of force laws and its named members.

use std::{fmt, str::FromStr};

use bevy_reflect::Reflect;
use serde::{Deserialize, Serialize};

use super::maths::positive_root;

/// A force law: a spring of length `d` pulls with `K · d^p · strength`, two vertices repel with
/// `f0 / (ε + d)^q`.
///
/// The exponents are small whole numbers, so a force needs multiplications only and has the
/// same bits on every target.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Law {
    /// p = 1, q = 2: Veldhuizen, *Dynamic Multilevel Graph Visualization*, eq. 4.
    Veldhuizen,
    /// p = 3, q = 3: the law of the seed notebook's site.
    Origin,
    /// p = 2, q = 2: between the other two.
    #[default]
    Even,
    /// p = 2, q = 1: Fruchterman and Reingold (1991).
    FruchtermanReingold,
}

impl Law {
    /// All laws, in the order of the panel.
    pub const ALL: [Self; 4] = [
        Self::Veldhuizen,
        Self::Origin,
        Self::Even,
        Self::FruchtermanReingold,
    ];

    /// The spring's exponent `p`.
    pub const fn spring_exponent(self) -> u32 {
        match self {
            Self::Veldhuizen => 1,
            Self::Even | Self::FruchtermanReingold => 2,
            Self::Origin => 3,
        }
    }

    /// The repulsion's exponent `q`.
    pub const fn repulsion_exponent(self) -> u32 {
        match self {
            Self::FruchtermanReingold => 1,
            Self::Veldhuizen | Self::Even => 2,
            Self::Origin => 3,
        }
    }

    /// The exponent of the distance in the ratio of attraction to repulsion, `p + q`.
    pub const fn balance_exponent(self) -> u32 {
        self.spring_exponent() + self.repulsion_exponent()
    }

    /// The name used on the command line and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Veldhuizen => "veldhuizen",
            Self::Origin => "origin",
            Self::Even => "even",
            Self::FruchtermanReingold => "fruchterman-reingold",
        }
    }

    /// The name on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Veldhuizen => "Veldhuizen 2007",
            Self::Origin => "as in the notebook",
            Self::Even => "balanced",
            Self::FruchtermanReingold => "Fruchterman–Reingold",
        }
    }

    /// One line for people: formula and origin.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Veldhuizen => "Springs pull with K·d, vertices push with f0/d²: the 2007 paper.",
            Self::Origin => {
                "Springs pull with K·d³, vertices push with f0/d³: the notebook's site."
            }
            Self::Even => "Springs pull with K·d², vertices push with f0/d²: between the two.",
            Self::FruchtermanReingold => {
                "Springs pull with K·d², vertices push with f0/d: the classic."
            }
        }
    }
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The error for a name that no law has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawParseError(String);

impl fmt::Display for LawParseError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "no law is called `{}`; there are", self.0)?;
        for (i, law) in Law::ALL.iter().enumerate() {
            write!(f, "{} `{law}`", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for LawParseError {}

impl FromStr for Law {
    type Err = LawParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|law| law.name() == text)
            .ok_or_else(|| LawParseError(text.to_owned()))
    }
}

/// The rest length: the distance at which one spring balances the repulsion of its two ends, from
/// 0.001 to 1000 world units. It is 1 where no distance balances them.
pub fn rest_length(law: Law, attraction: f64, repulsion: f64) -> f32 {
    positive_root(repulsion / attraction, law.balance_exponent())
        .map_or(1.0, |length| length.clamp(1e-3, 1e3)) as f32
}
