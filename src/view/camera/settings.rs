//! The settings of the camera.

use bevy::prelude::*;

/// The camera's settings. Panels change them through
/// [`CameraCommand`](super::commands::CameraCommand); an inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct CameraSettings {
    /// Whether the camera circles the graph by itself; any gesture stops it. Default: no.
    pub auto_orbit: bool,
    /// Whether a graph in the plane has a minimap while part of it is out of view. Default: yes.
    pub minimap: bool,
    /// Radians of turn for each logical pixel of a drag. Default: 0.006. Higher: turns faster.
    pub turn: f32,
    /// Natural logarithm of the zoom factor of one notch of the wheel. Default: 0.14. Higher:
    /// faster.
    pub notch: f32,
    /// Speed of flight, in distances from the focus per second. Default: 0.6. Higher: faster.
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
