//! The displacement of a coarse vertex's members by its motion.

use glam::{DVec3, Vec3};

use super::frame::Frame;
use crate::layout::Settings;

/// Share of its input's change that each of the two stages of the low pass takes up in a tick.
/// Jitter from tick to tick passes at a hundredth, which is less than a finer level's lightly
/// damped vibrations can amplify.
const SHARPNESS: f64 = 0.2;

/// The motion of a coarse vertex after the low pass, and the resulting motion of its members;
/// displacements a tick.
#[derive(Clone, Copy, Debug, Default)]
pub struct Motion {
    stage: DVec3,
    seen: DVec3,
    /// The displacement of the members.
    carried: DVec3,
}

/// The coefficients of the terms by which a coarse vertex carries its members.
#[derive(Clone, Copy, Debug)]
pub struct Carry {
    kept: f64,
    turning: f64,
    speeding: f64,
    dragging: f64,
}

impl Carry {
    /// The coefficients for the time dilation and damping of these settings, clamped to 0 … 1.
    pub fn new(settings: &Settings) -> Self {
        let phi = settings.phi.clamp(0.0, 1.0);
        let kept = settings.constants.damping.clamp(0.0, 1.0);
        Self {
            kept,
            turning: 2.0 * (1.0 - phi),
            speeding: 1.0 - phi * phi,
            dragging: (1.0 - kept) * (1.0 - phi),
        }
    }

    /// Filters the coarse vertex's `step` of a tick; returns the displacement of its members, which
    /// is always finite.
    pub fn filter_motion(&self, motion: &mut Motion, frame: &Frame, step: DVec3) -> Vec3 {
        let old = motion.seen;
        motion.stage += (step - motion.stage) * SHARPNESS;
        motion.seen += (motion.stage - motion.seen) * SHARPNESS;
        let new = motion.seen;
        motion.carried = motion.carried * self.kept
            + frame.linear * ((new - old) * self.speeding + old * self.dragging)
            + frame.rate * new * self.turning;
        let carried = motion.carried.as_vec3();
        if !carried.is_finite() {
            *motion = Motion::default();
            return Vec3::ZERO;
        }
        carried
    }
}
