//! The camera's motion and orbit, as other rooms read them.

use bevy::prelude::*;

use super::orbit::Orbit;

/// Whether the camera is still moving, or held by the user.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CameraMotion {
    /// Whether the next frame will show another view and must therefore be drawn.
    pub moving: bool,
}

/// The camera's orbit in six numbers: focus x, y, z (world units), yaw, pitch (radians), radius
/// (world units).
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct CameraSummary(pub Vec<f32>);

impl CameraSummary {
    /// The orbit; `None` before the first frame of the camera.
    pub fn orbit(&self) -> Option<Orbit> {
        let &[x, y, z, yaw, pitch, radius] = &self.0[..] else {
            return None;
        };
        Some(Orbit {
            focus: Vec3::new(x, y, z),
            yaw,
            pitch,
            radius,
        })
    }

    /// The unit vector of the line of sight.
    pub fn sight(&self) -> Vec3 {
        let orbit = self.orbit();
        orbit.map_or(Vec3::NEG_Z, |orbit| *orbit.transform().forward())
    }

    /// Distance from the camera to a point along the line of sight.
    pub fn distance_to(&self, point: Vec3) -> f32 {
        let Some(orbit) = self.orbit() else {
            return 1.0;
        };
        let eye = orbit.transform();
        (point - eye.translation).dot(*eye.forward())
    }
}
