//! The repulsive half of a law.

use glam::{DVec3, Vec3};

use super::{FLOOR, lists::Rule, near::factor};
use crate::layout::{Constants, Law};

/// Graphs up to this size are summed exactly whatever θ says: it costs little.
const EXACT_UP_TO: usize = 768;

/// `f0 / (ε + d)^q`, and how exactly it is summed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Repulsion {
    /// `q`.
    pub(super) exponent: u32,
    /// ε; the origin's law does not soften.
    pub(super) softening: f32,
    /// `f0`.
    pub(super) strength: f32,
    /// Which nodes may stand for their bodies; `None` sums every pair.
    pub(super) rule: Option<Rule>,
}

impl Repulsion {
    /// The repulsion of `law` with these constants among so many `bodies`. θ ≤ 0
    /// sums every pair.
    pub fn new(law: Law, constants: &Constants, bodies: usize) -> Self {
        Self {
            exponent: law.repulsion_exponent(),
            softening: if law == Law::Origin {
                0.0
            } else {
                constants.epsilon as f32
            },
            strength: constants.repulsion as f32,
            rule: (constants.theta > 0.0 && bodies > EXACT_UP_TO)
                .then(|| Rule::new(constants.theta as f32, constants.inner_distance as f32)),
        }
    }

    /// Force over distance at a distance, for `f0 = 1`.
    pub(super) fn factor(&self, distance: f32) -> f32 {
        match self.exponent {
            1 => factor::<1>(distance * distance, self.softening),
            2 => factor::<2>(distance * distance, self.softening),
            _ => factor::<3>(distance * distance, self.softening),
        }
    }

    /// Whether every pair is summed.
    pub const fn is_exact(&self) -> bool {
        self.rule.is_none()
    }

    /// The same law, whatever its strength.
    pub(super) fn unit(self) -> Self {
        Self {
            strength: 1.0,
            ..self
        }
    }

    /// The exact force on `points[index]` from all others, summed in `f64`: what
    /// the tree is measured against.
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
