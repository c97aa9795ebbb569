//! The seven constants of the sliders: values, ranges, meaning. The panel's
//! hover texts, the command line's names and the README's table come from here.

use bevy_reflect::Reflect;
use serde::{Deserialize, Serialize};

use super::law::Law;

/// The seven constants of the simulation. Any finite value is allowed,
/// negative and absurd ones included: the stability guard bears them.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Constants {
    /// Attraction `K`: higher means edges pull harder.
    #[serde(rename = "K")]
    pub attraction: f64,
    /// Repulsion `f0`: higher means vertices push harder.
    #[serde(rename = "f0")]
    pub repulsion: f64,
    /// Time step `dt`, integrator time a tick: higher means faster, less stable.
    #[serde(rename = "dt")]
    pub time_step: f64,
    /// Damping `D`, the share of velocity kept each tick: *lower* means more damping.
    #[serde(rename = "D")]
    pub damping: f64,
    /// Epsilon, added to every distance: higher means softer close encounters.
    pub epsilon: f64,
    /// Theta, the opening angle of the tree: higher means coarser, faster, less exact; 0 is exact.
    pub theta: f64,
    /// Inner distance: pairs nearer than this are summed exactly, world units.
    pub inner_distance: f64,
}

impl Constants {
    /// The constants that `law` starts with.
    pub const fn of(law: Law) -> Self {
        let (attraction, repulsion) = match law {
            Law::Veldhuizen => (8000.0, 8e4),
            // The notebook's shape, 1200 times as stiff: it settles while one watches.
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

    /// What the notebook's site ran its law with: it summed nearly every pair one by one.
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

    /// Sets one constant. A value that is not finite is refused: the old one stays.
    pub const fn set(&mut self, constant: Constant, value: f64) -> bool {
        if !value.is_finite() {
            return false;
        }
        *match constant {
            Constant::Attraction => &mut self.attraction,
            Constant::Repulsion => &mut self.repulsion,
            Constant::TimeStep => &mut self.time_step,
            Constant::Damping => &mut self.damping,
            Constant::Epsilon => &mut self.epsilon,
            Constant::Theta => &mut self.theta,
            Constant::InnerDistance => &mut self.inner_distance,
        } = value;
        true
    }
}

impl Default for Constants {
    fn default() -> Self {
        Self::of(Law::default())
    }
}

/// Names one of the seven constants.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Constant {
    /// How hard edges pull.
    Attraction,
    /// How hard vertices push.
    Repulsion,
    /// Integrator time a tick.
    TimeStep,
    /// Share of velocity kept each tick.
    Damping,
    /// Smallest distance.
    Epsilon,
    /// Opening angle of the tree of bodies.
    Theta,
    /// Distance within which pairs are summed exactly.
    InnerDistance,
}

/// What a person is told about a constant.
#[derive(Clone, Copy, Debug)]
pub struct ConstantInfo {
    /// What it is called on the panel.
    pub title: &'static str,
    /// Its name on the command line (`--set`) and in files.
    pub name: &'static str,
    /// What it means and what a higher value does.
    pub meaning: &'static str,
    /// Range of the base slider.
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

/// A number split as the sliders show it: `base × 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scientific {
    /// The base slider's position.
    pub base: f64,
    /// The exponent slider's position.
    pub exponent: i32,
}

impl Scientific {
    /// Splits `value` so that the base lies on the base slider: 0.1 ≤ |base| < 1,
    /// as the notebook's sliders do; zero keeps the `exponent` it is given.
    pub fn split(value: f64, zero_exponent: i32) -> Self {
        if value == 0.0 || !value.is_finite() {
            return Self {
                base: 0.0,
                exponent: zero_exponent,
            };
        }
        // Decimal digits, not a logarithm: 0.02 must become exactly 0.2e-1.
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let exponent = exponent.parse::<i32>().unwrap_or(0) + 1;
        let base = format!("{mantissa}e-1").parse().unwrap_or(value);
        Self { base, exponent }
    }

    /// `base × 10^exponent`, rounded once, as a person would read it.
    pub fn value(self) -> f64 {
        format!("{}e{}", self.base, self.exponent)
            .parse()
            .unwrap_or(self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
