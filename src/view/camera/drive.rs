//! Drives the camera: reads gestures, flight and framing; writes transform and projection.

use bevy::{camera::SubCameraView, ecs::system::SystemParam, prelude::*};

use super::{
    CameraMotion, CameraSummary,
    input::Gestures,
    orbit::Orbit,
    rig::{DrawnGraph, Rig},
    settings::CameraSettings,
};
use crate::{
    clock::SimulationClock,
    graph::Position,
    growth::Growth,
    interface::InterfaceArea,
    layout::Dimensions,
    physics::{DensePositions, Physics, SimulationStatus},
    view::{
        camera::{extent::GraphExtent, framing, grip::Grip},
        look::{appearance::Appearance, settings::ViewSettings},
    },
};

/// Longest time step of the first frame after a rest, seconds: the clock reports the whole rest.
const LONGEST_FIRST_FRAME: f32 = 0.1;

/// The resources that say whether the graph is at rest. Pictures of a finished layout have none.
#[derive(SystemParam)]
pub(super) struct Rest<'w> {
    clock: Option<Res<'w, SimulationClock>>,
    growth: Option<Res<'w, Growth>>,
    status: Option<Res<'w, SimulationStatus>>,
}

impl Rest<'_> {
    /// Whether the whole graph is there and nothing moves it. Without a clock nothing ever does.
    fn is_settled(&self) -> bool {
        let grown = self.growth.as_ref().is_none_or(|growth| !growth.growing());
        let settled = self.status.as_ref().is_some_and(|status| status.settled);
        self.clock.is_none() || (grown && settled)
    }
}

/// Updates the camera's goal, moves the camera towards it, and writes transform and projection.
pub(super) fn drive_camera(
    (time, grip): (Res<Time<Real>>, Res<Grip>),
    (extent, positions, appearance): (Res<GraphExtent>, Res<DensePositions>, Res<Appearance>),
    (physics, rest): (Option<Res<Physics>>, Rest),
    view: Res<ViewSettings>,
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
    // While the camera moves, even a long frame counts in full: easing takes the same time
    // everywhere.
    let seconds = if motion.moving {
        time.delta_secs()
    } else {
        time.delta_secs().min(LONGEST_FIRST_FRAME)
    };

    // Input: gestures, flight by keys, automatic orbit.
    rig.update_lens(size, free, &extent, arrangement);
    let touched = !gestures.made.is_empty() || rig.is_flying();
    for made in gestures.made.drain(..) {
        rig.apply_gesture(made, &extent);
    }
    rig.advance_flight(settings.flight, seconds, &extent);
    if settings.auto_orbit && (touched || view.calm || dimensions == Dimensions::Two) {
        settings.auto_orbit = false;
    }
    if settings.auto_orbit {
        let angle = std::f32::consts::TAU / settings.round.max(1.0) * seconds;
        rig.circle_by(angle, &extent);
    }
    // A graph at rest is seen along its thinnest axis. Nothing turns under a hand.
    if *grip != Grip::Vertex && !grip.is_held() && !settings.auto_orbit {
        rig.align_with_graph(&positions, rest.is_settled());
    }
    // Framing. While a vertex is dragged the goal is fixed, so that the vertex stays under the
    // pointer.
    if *grip != Grip::Vertex {
        let graph = DrawnGraph {
            positions: &positions,
            appearance: &appearance,
            extent: &extent,
        };
        rig.aim_at_framing(&graph, |vertex| {
            let place = places.get(vertex).ok()?;
            place.is_finite().then_some(place.0)
        });
    }
    if view.calm {
        rig.spare_motion();
    }
    // Motion towards the goal.
    let resting = rig.advance_to_goal(seconds, positions.positions.is_empty());

    // Output: transform, clipping planes, and the shift of the centre of projection.
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
        moving: !resting
            || extent.easing
            || grip.is_held()
            || rig.is_flying()
            || settings.auto_orbit,
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

/// The sub-view whose centre of projection lies `shift` away from the centre of the picture.
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
