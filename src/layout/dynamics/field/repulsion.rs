//! The repulsive part of a force law, and the choice between exact and approximate sums.

use glam::{DVec3, Vec3};

use super::{FLOOR, lists::AcceptanceCriterion, near::force_over_distance};
use crate::layout::{Constants, Law};

/// Graphs up to this size are summed exactly, whatever θ is: the cost is small.
const EXACT_UP_TO: usize = 768;

/// The repulsion `f0 / (ε + d)^q` and its acceptance criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Repulsion {
    /// `q`.
    pub(super) exponent: u32,
    /// Softening ε, world units. `Law::Origin` does not soften.
    pub(super) softening: f32,
    /// `f0`.
    pub(super) strength: f32,
    /// The multipole acceptance criterion; `None` sums every pair.
    pub(super) criterion: Option<AcceptanceCriterion>,
}

impl Repulsion {
    /// The repulsion of `law` with these constants for this number of `bodies`. θ ≤ 0 sums
    /// every pair.
    pub fn new(law: Law, constants: &Constants, bodies: usize) -> Self {
        Self {
            exponent: law.repulsion_exponent(),
            softening: if law == Law::Origin {
                0.0
            } else {
                constants.epsilon as f32
            },
            strength: constants.repulsion as f32,
            criterion: (constants.theta > 0.0 && bodies > EXACT_UP_TO).then(|| {
                AcceptanceCriterion::new(constants.theta as f32, constants.inner_distance as f32)
            }),
        }
    }

    /// Force over distance at a distance, for `f0 = 1`.
    pub(super) fn force_over_distance(&self, distance: f32) -> f32 {
        match self.exponent {
            1 => force_over_distance::<1>(distance * distance, self.softening),
            2 => force_over_distance::<2>(distance * distance, self.softening),
            _ => force_over_distance::<3>(distance * distance, self.softening),
        }
    }

    /// Whether every pair is summed, without a far field.
    pub const fn is_exact(&self) -> bool {
        self.criterion.is_none()
    }

    /// The same law with `f0 = 1`: the far field of two laws that differ in strength only is
    /// the same.
    pub(super) fn with_unit_strength(self) -> Self {
        Self {
            strength: 1.0,
            ..self
        }
    }

    /// The exact force on `points[index]` from all others, summed in `f64`: the reference for
    /// the tree's error.
    pub fn direct(&self, points: &[Vec3], index: usize) -> DVec3 {
        let here = points[index].as_dvec3();
        let mut sum = DVec3::ZERO;
        for (other, &p) in points.iter().enumerate() {
            let difference = here - p.as_dvec3();
            let distance = difference.length();
            if other != index && distance > 0.0 {
                let softened = (distance + f64::from(self.softening)).max(f64::from(FLOOR));
                sum += difference / (distance * softened.powi(self.exponent as i32));
            }
        }
        sum * f64::from(self.strength)
    }
}
