//! What can be set about the camera.

use bevy::prelude::*;

/// The camera's settings. Panels change them through [`CameraCommand`](super::commands::CameraCommand); an inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct CameraSettings {
    /// Whether the camera circles the graph by itself; any gesture stops it. Default: no.
    pub auto_orbit: bool,
    /// Whether a graph in the plane has a small map while it is not wholly in view. Default: yes.
    pub minimap: bool,
    /// Radians that a drag turns, a logical pixel. Default: 0.006. Higher: turns faster.
    pub turn: f32,
    /// How many times nearer a notch of the wheel brings one, natural logarithm. Default: 0.14. Higher: faster.
    pub notch: f32,
    /// Speed of flight, in distances from the focus a second. Default: 0.6. Higher: faster.
    pub flight: f32,
    /// Seconds that one round of the automatic orbit takes. Default: 40. Higher: slower.
    pub round: f32,
}

impl Default for CameraSettings {
    fn default() -> Self {
        Self {
            auto_orbit: false,
            minimap: true,
            turn: 0.006,
            notch: 0.14,
            flight: 0.6,
            round: 40.0,
        }
    }
}
