//! Drives the camera: gestures, flight and framing in, transform and projection out.

use bevy::{camera::SubCameraView, prelude::*};

use super::{
    CameraMotion, CameraSummary, input::Gestures, orbit::Orbit, rig::Rig, settings::CameraSettings,
};
use crate::{
    graph::Position,
    layout::Dimensions,
    physics::{DensePositions, Physics},
    third_party::InterfaceArea,
    view::{
        camera::{extent::GraphExtent, framing, grip::Grip},
        look::settings::ViewSettings,
    },
};

/// The first frame after a rest brings all the time that passed in it, seconds; so much of it counts.
const LONGEST_FIRST_FRAME: f32 = 0.1;

/// Decides where the camera is wanted, brings it nearer, and writes its transform and projection.
pub(super) fn drive_camera(
    (time, grip): (Res<Time<Real>>, Res<Grip>),
    (extent, positions): (Res<GraphExtent>, Res<DensePositions>),
    (physics, view): (Option<Res<Physics>>, Res<ViewSettings>),
    interface: Option<Res<InterfaceArea>>,
    places: Query<&Position>,
    (mut gestures, mut settings): (ResMut<Gestures>, ResMut<CameraSettings>),
    mut cameras: Query<(&mut Camera, &mut Projection, &mut Transform, &mut Rig)>,
    (mut motion, mut summary): (ResMut<CameraMotion>, ResMut<CameraSummary>),
) {
    let Ok((mut camera, mut projection, mut transform, mut rig)) = cameras.single_mut() else {
        return;
    };
    let size = camera.logical_viewport_size().unwrap_or(Vec2::splat(600.0));
    let free = interface.map(|area| area.free).unwrap_or_default();
    let arrangement = physics
        .map(|physics| physics.arrangement())
        .unwrap_or_default();
    let (dimensions, _) = arrangement.parts();
    // A slow machine's long frames are to be eased over in full.
    let seconds = if motion.moving {
        time.delta_secs()
    } else {
        time.delta_secs().min(LONGEST_FIRST_FRAME)
    };

    rig.look(size, free, &extent, arrangement);
    let touched = !gestures.made.is_empty() || rig.flies();
    for made in gestures.made.drain(..) {
        rig.gesture(made, &extent);
    }
    rig.glide(settings.flight, seconds, &extent);
    if settings.auto_orbit && (touched || view.calm || dimensions == Dimensions::Two) {
        settings.auto_orbit = false;
    }
    if settings.auto_orbit {
        let angle = std::f32::consts::TAU / settings.round.max(1.0) * seconds;
        rig.circle(angle, &extent);
    }
    // What is in the hand must not run away from it because the camera makes room.
    if *grip != Grip::Vertex {
        rig.aim(&positions, &extent, |vertex| {
            let place = places.get(vertex).ok()?;
            place.is_finite().then_some(place.0)
        });
    }
    if view.calm {
        rig.spare_motion();
    }
    let resting = rig.step(seconds, positions.positions.is_empty());

    let current = rig.current();
    transform.set_if_neq(current.transform());
    let near = framing::near_plane(current.radius);
    if let Projection::Perspective(perspective) = projection.bypass_change_detection()
        && perspective.near != near
    {
        perspective.near = near;
        perspective.far = near * 1e9;
        projection.set_changed();
    }
    let view = off_center(&camera, size, rig.shift());
    if camera.sub_camera_view != view {
        camera.sub_camera_view = view;
    }
    motion.set_if_neq(CameraMotion {
        moving: !resting || extent.easing || grip.held() || rig.flies() || settings.auto_orbit,
    });
    let Orbit {
        focus,
        yaw,
        pitch,
        radius,
    } = current;
    let now = [focus.x, focus.y, focus.z, yaw, pitch, radius];
    if summary.0 != now {
        summary.0.clear();
        summary.0.extend(now);
    }
}

/// The view whose centre of projection is `shift` away from the centre of the picture.
fn off_center(camera: &Camera, size: Vec2, shift: Vec2) -> Option<SubCameraView> {
    let full_size = camera
        .physical_viewport_size()
        .filter(|size| size.min_element() > 0)?;
    let offset = -shift * (full_size.as_vec2() / size);
    (offset != Vec2::ZERO).then_some(SubCameraView {
        full_size,
        offset,
        size: full_size,
    })
}
