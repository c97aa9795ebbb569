//! What is asked of the camera.

use std::f32::consts::FRAC_PI_2;

use bevy::prelude::*;

use super::{bookmarks::Bookmarks, rig::Rig, settings::CameraSettings};
use crate::{
    graph::{EdgeSource, EdgeTarget, SceneLoaded, Selection, Vertex},
    layout::Dimensions,
    physics::Physics,
    view::{
        camera::extent::Extent,
        commands::{Side, ViewCommand, ViewRefusal},
        look::settings::ViewSettings,
    },
};

/// Turns commands into what the camera is to do.
pub(super) fn hear_commands(
    mut commands: MessageReader<ViewCommand>,
    mut loaded: MessageReader<SceneLoaded>,
    (extent, selection, physics): (Res<Extent>, Res<Selection>, Option<Res<Physics>>),
    view: Res<ViewSettings>,
    vertices: Query<(), With<Vertex>>,
    ends: Query<(&EdgeSource, &EdgeTarget)>,
    mut bookmarks: ResMut<Bookmarks>,
    mut settings: ResMut<CameraSettings>,
    mut rigs: Query<&mut Rig>,
    mut refusals: MessageWriter<ViewRefusal>,
) {
    let Ok(mut rig) = rigs.single_mut() else {
        return;
    };
    if loaded.read().count() > 0 {
        rig.frame(true);
    }
    if commands.is_empty() {
        return;
    }
    let flat = physics.is_some_and(|physics| physics.dimensions == Dimensions::Two);
    let still = if view.calm {
        Some("Calm is on, in the view section: nothing circles by itself")
    } else if flat {
        Some("A graph in the plane is seen from the front: the camera circles in space")
    } else {
        None
    };
    let mut next = *settings;
    for command in commands.read() {
        match *command {
            ViewCommand::Frame => rig.frame(false),
            ViewCommand::FrameSelection => {
                let edge = selection.edge.and_then(|edge| ends.get(edge).ok());
                let ends = edge.into_iter().flat_map(|(a, b)| [a.0, b.0]);
                rig.frame_group(selection.vertices().iter().copied().chain(ends));
            }
            ViewCommand::Focus(vertex) if vertices.contains(vertex) => rig.focus(vertex),
            ViewCommand::Zoom(factor) if factor.is_finite() && factor > 0.0 => rig.zoom(factor),
            ViewCommand::Fly(direction) => rig.fly(direction),
            ViewCommand::CenterOn(point) if flat => rig.center_on(point),
            ViewCommand::LookFrom(side) => match side {
                Side::Front => rig.look_from(0.0, 0.0),
                Side::Right => rig.look_from(FRAC_PI_2, 0.0),
                Side::Top => rig.look_from(0.0, FRAC_PI_2),
            },
            ViewCommand::Turn { yaw, pitch } if yaw.is_finite() && pitch.is_finite() => {
                rig.look_from(yaw, pitch.clamp(-FRAC_PI_2, FRAC_PI_2));
                rig.arrive();
            }
            ViewCommand::Stand(orbit) => rig.stand(orbit),
            ViewCommand::SaveView(slot) => bookmarks.save(slot, rig.bookmark(&extent)),
            ViewCommand::RecallView(_) | ViewCommand::NextView => {
                let slot = match *command {
                    ViewCommand::RecallView(slot) => slot,
                    _ => bookmarks.next(),
                };
                if let Some(view) = bookmarks.recall(slot) {
                    rig.recall(view, &extent);
                    next.auto_orbit = false;
                }
            }
            ViewCommand::ForgetView(slot) => bookmarks.forget(slot),
            ViewCommand::AutoOrbit(_) | ViewCommand::ToggleAutoOrbit => {
                let wanted = match *command {
                    ViewCommand::AutoOrbit(on) => on,
                    _ => !next.auto_orbit,
                };
                next.auto_orbit = wanted && still.is_none();
                if let Some(reason) = still.filter(|_| wanted) {
                    refusals.write(ViewRefusal(reason));
                }
            }
            ViewCommand::Minimap(on) => next.minimap = on,
            ViewCommand::ToggleMinimap => next.minimap = !next.minimap,
            _ => {}
        }
    }
    settings.set_if_neq(next);
}
