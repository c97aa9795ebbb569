//! `bevy_panorbit_camera`: it turns gestures into where a person wants the
//! camera. The easing towards that place is ours (`view/camera.rs`): its own
//! snaps within 0.001 world units, which is too coarse for a small graph.

use bevy::prelude::*;
use bevy_panorbit_camera::PanOrbitCameraPlugin;
pub use bevy_panorbit_camera::{
    PanOrbitCamera as Gestures, PanOrbitCameraSystemSet as GestureSystems,
};

/// Where a camera stands: on a sphere around what it looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Orbit {
    /// What it looks at, world units.
    pub focus: Vec3,
    /// Turn around the vertical, radians.
    pub yaw: f32,
    /// Height above the horizon, radians.
    pub pitch: f32,
    /// Distance from `focus`, world units.
    pub radius: f32,
}

impl Orbit {
    /// Looks along −z.
    pub const FRONT: Self = Self {
        focus: Vec3::ZERO,
        yaw: 0.0,
        pitch: 0.0,
        radius: 1.0,
    };

    /// The camera's place and direction.
    pub fn transform(self) -> Transform {
        let rotation = Quat::from_rotation_y(self.yaw) * Quat::from_rotation_x(-self.pitch);
        Transform::from_rotation(rotation)
            .with_translation(self.focus + rotation * Vec3::Z * self.radius)
    }
}

/// Adds the systems that read gestures.
pub fn add_gestures(app: &mut App) {
    app.add_plugins(PanOrbitCameraPlugin);
}

/// Gestures of a camera that stands at `orbit`.
pub fn gestures(orbit: Orbit) -> Gestures {
    Gestures {
        focus: orbit.focus,
        yaw: Some(orbit.yaw),
        pitch: Some(orbit.pitch),
        radius: Some(orbit.radius),
        orbit_smoothness: 0.0,
        pan_smoothness: 0.0,
        zoom_smoothness: 0.0,
        // A notch of the wheel brings one an eighth closer.
        zoom_sensitivity: 0.6,
        zoom_lower_limit: f32::MIN_POSITIVE,
        // A pause of the simulation must not freeze the camera.
        use_real_time: true,
        trackpad_pinch_to_zoom_enabled: true,
        ..default()
    }
}

/// Where the gestures want the camera.
pub fn wanted(gestures: &Gestures) -> Orbit {
    Orbit {
        focus: gestures.target_focus,
        yaw: gestures.target_yaw,
        pitch: gestures.target_pitch,
        radius: gestures.target_radius,
    }
}

/// Tells the gestures where the camera is wanted, so that the next one starts there.
pub fn want(gestures: &mut Gestures, orbit: Orbit) {
    gestures.target_focus = orbit.focus;
    gestures.target_yaw = orbit.yaw;
    gestures.target_pitch = orbit.pitch;
    gestures.target_radius = orbit.radius;
}
