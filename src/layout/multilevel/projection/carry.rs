//! How a coarse vertex takes along those that it stands for.

use glam::{DVec3, Vec3};

use super::frame::Frame;
use crate::layout::Settings;

/// How quickly the motion that is seen takes up the motion that is, a tick and a
/// stage. What jitters from tick to tick is seen at a hundredth, which is less than a
/// finer level's lightly damped vibrations can amplify.
const SHARPNESS: f64 = 0.2;

/// The motion of a coarse vertex as those that it stands for see it, and what they
/// make of it; displacements a tick.
#[derive(Clone, Copy, Debug, Default)]
pub struct Motion {
    stage: DVec3,
    seen: DVec3,
    /// How far they are taken along.
    carried: DVec3,
}

/// The terms of the equation that make a motion carry.
#[derive(Clone, Copy, Debug)]
pub struct Carry {
    kept: f64,
    turning: f64,
    speeding: f64,
    dragging: f64,
}

impl Carry {
    /// The terms at the time dilation of these settings, taken as 0 … 1.
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

    /// Takes in a tick's `step` of the coarse vertex; returns how far its members are
    /// taken along. Never anything that is not finite.
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
