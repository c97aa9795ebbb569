//! Positions of the base and exponent sliders.
//!
//! A number alone does not determine them: zero has every exponent, and 1.0e-1 equals 0.1e0.

use bevy::prelude::*;

use crate::layout::{Constant, Constants, Law, Scientific};

/// The positions of the constants' sliders. They follow changes of the physics by others, and
/// stay where the user put them otherwise.
#[derive(Resource, Clone, Debug)]
pub(in crate::panel) struct ConstantSliders {
    positions: [Scientific; Constant::ALL.len()],
    /// The physics' values of the last frame. Only a change moves a slider: the effect of the
    /// slider's own command arrives some frames later.
    seen: Option<(Constants, Law)>,
    /// The decimal logarithm of attraction over the law's own attraction.
    stiffness: f64,
}

impl Default for ConstantSliders {
    fn default() -> Self {
        Self {
            positions: [Scientific {
                base: 0.0,
                exponent: 0,
            }; Constant::ALL.len()],
            seen: None,
            stiffness: 0.0,
        }
    }
}

impl ConstantSliders {
    /// The position of a constant's sliders.
    pub(super) fn get(&self, constant: Constant) -> Scientific {
        self.positions[constant as usize]
    }

    /// Records a move by the user.
    pub(super) fn set(&mut self, constant: Constant, position: Scientific) {
        self.positions[constant as usize] = position;
    }

    /// The position of the stiffness slider.
    pub(super) fn stiffness(&self) -> f64 {
        self.stiffness
    }

    /// Records a move of the stiffness slider.
    pub(super) fn set_stiffness(&mut self, stiffness: f64) {
        self.stiffness = stiffness;
    }

    /// Follows changed values of the physics.
    pub(super) fn follow_physics(&mut self, constants: &Constants, law: Law) {
        let before = self.seen.replace((*constants, law));
        if before == Some((*constants, law)) {
            return;
        }
        for constant in Constant::ALL {
            let value = constants.get(constant);
            let position = &mut self.positions[constant as usize];
            let news = before.is_none_or(|(before, _)| before.get(constant) != value);
            if news && position.value() != value {
                *position = Scientific::split(value, position.exponent);
            }
        }
        let stiffness = (constants.attraction / Constants::from_law(law).attraction)
            .abs()
            .log10();
        if stiffness.is_finite() {
            self.stiffness = stiffness;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn following(value: f64) -> (ConstantSliders, Constants) {
        let mut sliders = ConstantSliders::default();
        let constants = Constants {
            attraction: value,
            ..Constants::default()
        };
        sliders.follow_physics(&constants, Law::default());
        (sliders, constants)
    }

    #[test]
    fn the_exponent_survives_a_base_of_zero() {
        let (mut sliders, mut constants) = following(0.02);
        sliders.set(
            Constant::Attraction,
            Scientific {
                base: 0.0,
                exponent: -1,
            },
        );
        constants.attraction = 0.0;
        sliders.follow_physics(&constants, Law::default());
        assert_eq!(
            sliders.get(Constant::Attraction),
            Scientific {
                base: 0.0,
                exponent: -1
            }
        );
    }

    #[test]
    fn a_slider_stays_where_it_was_put_until_the_physics_has_heard_of_it() {
        let (mut sliders, mut constants) = following(0.02);
        let put = Scientific {
            base: 1.0,
            exponent: -1,
        };
        sliders.set(Constant::Attraction, put);
        sliders.follow_physics(&constants, Law::default());
        assert_eq!(sliders.get(Constant::Attraction), put);
        constants.attraction = 0.1;
        sliders.follow_physics(&constants, Law::default());
        assert_eq!(sliders.get(Constant::Attraction), put);
        constants.attraction = 0.3;
        sliders.follow_physics(&constants, Law::default());
        assert_eq!(
            sliders.get(Constant::Attraction),
            Scientific {
                base: 0.3,
                exponent: 0
            }
        );
    }
}
