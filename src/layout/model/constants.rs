//! The seven constants of the physics: values, names, slider ranges, meanings.
//!
//! The panel's sliders and hover texts, the command line's names and the documentation's table
//! read this one table; see also [`constants_table`](super::constants_table).

use bevy_reflect::Reflect;
use serde::{Deserialize, Serialize};

use super::law::Law;

/// The seven constants of the simulation. Any finite value is allowed, negative and absurd ones
/// included: the stability guard keeps the layout finite.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Constants {
    /// Attraction `K`: a spring of length `d` pulls with `K · d^p` a unit of strength. Default
    /// for [`Law::Even`] 1000; slider −1 … 10. Higher: edges pull harder.
    #[serde(rename = "K")]
    pub attraction: f64,
    /// Repulsion `f0`: two vertices at distance `d` repel with `f0 / (ε + d)^q`. Default for
    /// [`Law::Even`] 50000; slider −1 … 1. Higher: vertices push harder.
    #[serde(rename = "f0")]
    pub repulsion: f64,
    /// Time step `dt`, units of simulated time a tick. Default 0.02; slider −1 … 1. Higher:
    /// faster, less stable.
    #[serde(rename = "dt")]
    pub time_step: f64,
    /// Damping `D`, the share of velocity kept each tick. Default 0.92; slider −1 … 1. Higher:
    /// less damping, longer swings.
    #[serde(rename = "D")]
    pub damping: f64,
    /// Epsilon, added to every distance, world units. Default 0.1; slider −1 … 1. Higher:
    /// softer close encounters.
    pub epsilon: f64,
    /// Theta, the opening angle of the tree, no unit. Default 0.5; slider −1 … 1. Higher:
    /// faster, less exact; 0 sums every pair.
    pub theta: f64,
    /// Inner distance, world units: leaves with a smaller gap are summed exactly. Default 0;
    /// slider −1 … 1. Higher: more exact, slower.
    pub inner_distance: f64,
}

impl Constants {
    /// The default constants of `law`.
    pub const fn from_law(law: Law) -> Self {
        let (attraction, repulsion) = match law {
            Law::Veldhuizen => (8000.0, 8e4),
            // The notebook's ratio at 1200 times the stiffness, so that it settles while one
            // watches.
            Law::Origin => (24.0, 1.2e5),
            Law::Even => (1000.0, 5e4),
            Law::FruchtermanReingold => (500.0, 5e3),
        };
        Self {
            attraction,
            repulsion,
            time_step: 0.02,
            damping: 0.92,
            epsilon: 0.1,
            theta: 0.5,
            inner_distance: 0.0,
        }
    }

    /// The constants of the notebook's site. It summed nearly every pair exactly.
    pub const NOTEBOOK: Self = Self {
        attraction: 0.02,
        repulsion: 100.0,
        time_step: 0.02,
        damping: 0.75,
        epsilon: 0.1,
        theta: 0.5,
        inner_distance: 100.0,
    };

    /// The value of one constant.
    pub const fn get(&self, constant: Constant) -> f64 {
        match constant {
            Constant::Attraction => self.attraction,
            Constant::Repulsion => self.repulsion,
            Constant::TimeStep => self.time_step,
            Constant::Damping => self.damping,
            Constant::Epsilon => self.epsilon,
            Constant::Theta => self.theta,
            Constant::InnerDistance => self.inner_distance,
        }
    }

    /// Sets one constant and returns true. A value that is not finite is refused: the old one
    /// stays.
    pub const fn set(&mut self, constant: Constant, value: f64) -> bool {
        if !value.is_finite() {
            return false;
        }
        *self.value_mut(constant) = value;
        true
    }

    /// The number to change.
    pub(super) const fn value_mut(&mut self, constant: Constant) -> &mut f64 {
        match constant {
            Constant::Attraction => &mut self.attraction,
            Constant::Repulsion => &mut self.repulsion,
            Constant::TimeStep => &mut self.time_step,
            Constant::Damping => &mut self.damping,
            Constant::Epsilon => &mut self.epsilon,
            Constant::Theta => &mut self.theta,
            Constant::InnerDistance => &mut self.inner_distance,
        }
    }
}

impl Default for Constants {
    fn default() -> Self {
        Self::from_law(Law::default())
    }
}

/// One of the seven constants.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Constant {
    /// `K`: how hard edges pull.
    Attraction,
    /// `f0`: how hard vertices push.
    Repulsion,
    /// `dt`: simulated time a tick.
    TimeStep,
    /// `D`: share of velocity kept each tick.
    Damping,
    /// `epsilon`: softening, added to every distance.
    Epsilon,
    /// `theta`: opening angle of the tree.
    Theta,
    /// `inner_distance`: distance within which pairs are summed exactly.
    InnerDistance,
}

/// The description of a constant for people.
#[derive(Clone, Copy, Debug)]
pub struct ConstantInfo {
    /// The title on the panel.
    pub title: &'static str,
    /// The name on the command line (`--set`) and in files.
    pub name: &'static str,
    /// The meaning, and the effect of a higher value.
    pub meaning: &'static str,
    /// Range of the base slider, multiplied by `10^exponent`.
    pub base: (f64, f64),
    /// Step of the base slider.
    pub base_step: f64,
    /// Range of the exponent slider; its step is 1.
    pub exponent: (i32, i32),
}

impl Constant {
    /// All seven, in the order of the sliders.
    pub const ALL: [Self; 7] = [
        Self::Attraction,
        Self::Repulsion,
        Self::TimeStep,
        Self::Damping,
        Self::Epsilon,
        Self::Theta,
        Self::InnerDistance,
    ];

    /// Title, name, meaning and slider ranges.
    pub const fn info(self) -> ConstantInfo {
        let common = ConstantInfo {
            title: "",
            name: "",
            meaning: "",
            base: (-1.0, 1.0),
            base_step: 0.1,
            exponent: (-10, 10),
        };
        match self {
            Self::Attraction => ConstantInfo {
                title: "Attraction",
                name: "K",
                meaning: "How hard edges pull. Higher: connected vertices move closer.",
                base: (-1.0, 10.0),
                base_step: 0.01,
                ..common
            },
            Self::Repulsion => ConstantInfo {
                title: "Repulsion",
                name: "f0",
                meaning: "How hard vertices push each other away. Higher: the graph spreads out.",
                ..common
            },
            Self::TimeStep => ConstantInfo {
                title: "Time step",
                name: "dt",
                meaning: "How far each tick advances the motion. Higher: faster, but less stable.",
                ..common
            },
            Self::Damping => ConstantInfo {
                title: "Damping",
                name: "D",
                meaning: "The share of velocity kept each tick. Lower: more damping, calmer motion.",
                ..common
            },
            Self::Epsilon => ConstantInfo {
                title: "Epsilon",
                name: "epsilon",
                meaning: "The smallest distance. Higher: softer pushes between near vertices.",
                ..common
            },
            Self::Theta => ConstantInfo {
                title: "Theta",
                name: "theta",
                meaning: "How coarse the far field may be. Higher: faster, less exact. Zero: every pair is summed.",
                ..common
            },
            Self::InnerDistance => ConstantInfo {
                title: "Inner distance",
                name: "inner_distance",
                meaning: "Pairs nearer than this are always summed exactly. Higher: more exact, slower.",
                ..common
            },
        }
    }

    /// The constant with that command-line name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.info().name == name)
    }
}

/// A number as the two sliders show it: `base × 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scientific {
    /// The base slider's position.
    pub base: f64,
    /// The exponent slider's position.
    pub exponent: i32,
}

impl Scientific {
    /// Splits `value` so that the base lies on its slider: 0.1 ≤ |base| < 1, like the
    /// notebook's sliders. Zero, and numbers that are not finite, get base 0 and
    /// `zero_exponent`.
    pub fn split(value: f64, zero_exponent: i32) -> Self {
        if value == 0.0 || !value.is_finite() {
            return Self {
                base: 0.0,
                exponent: zero_exponent,
            };
        }
        // Split the decimal digits: a logarithm would not make 0.02 exactly 0.2e-1.
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let exponent = exponent.parse::<i32>().unwrap_or(0) + 1;
        let base = format!("{mantissa}e-1").parse().unwrap_or(value);
        Self { base, exponent }
    }

    /// The number `base × 10^exponent`, rounded once from its decimal text.
    pub fn value(self) -> f64 {
        format!("{}e{}", self.base, self.exponent)
            .parse()
            .unwrap_or(self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Setting, Settings, constants_table};

    #[test]
    fn the_sliders_show_the_notebooks_splits() {
        assert_eq!(
            Scientific::split(0.02, 0),
            Scientific {
                base: 0.2,
                exponent: -1
            }
        );
        assert_eq!(
            Scientific::split(100.0, 0),
            Scientific {
                base: 0.1,
                exponent: 3
            }
        );
        assert_eq!(
            Scientific {
                base: 0.2,
                exponent: -1
            }
            .value(),
            0.02
        );
        assert_eq!(
            Scientific::split(-0.75, 0),
            Scientific {
                base: -0.75,
                exponent: 0
            }
        );
    }

    #[test]
    fn names_lead_back_to_their_constant() {
        for constant in Constant::ALL {
            assert_eq!(Constant::from_name(constant.info().name), Some(constant));
        }
    }

    #[test]
    fn every_name_of_the_table_sets_its_own_number() {
        for info in constants_table() {
            let mut settings = Settings::default();
            settings.set(info.name, 0.5).unwrap();
            let setting = Setting::from_name(info.name).unwrap();
            assert_eq!(setting.value(&settings), 0.5);
            assert!(!info.title.is_empty() && !info.meaning.is_empty());
        }
        assert!(
            Setting::ALL
                .iter()
                .zip(Constant::ALL)
                .all(|(&setting, constant)| setting == Setting::Constant(constant))
        );
    }

    #[test]
    fn an_unknown_name_is_answered_with_all_names() {
        assert_eq!(
            Settings::default().set("Q", 1.0).unwrap_err(),
            "no constant is called `Q`; there are K, f0, dt, D, epsilon, theta, \
             inner_distance, gravity, phi, layer_spacing"
        );
    }
}
