//! The commands of the camera.

use std::f32::consts::FRAC_PI_2;

use bevy::prelude::*;

use super::{
    bookmarks::Bookmarks, extent::GraphExtent, orbit::Orbit, rig::Rig, settings::CameraSettings,
};
use crate::{
    graph::{EdgeSource, EdgeTarget, SceneLoaded, Selection, Vertex},
    layout::Dimensions,
    physics::Physics,
    view::look::settings::ViewSettings,
};

/// Steers the camera.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum CameraCommand {
    /// Returns the camera to automatic framing of the whole graph.
    Frame,
    /// Frames the selection until the user moves the camera.
    FrameSelection,
    /// Moves the camera to a vertex and stays with it.
    Focus(Entity),
    /// Multiplies the camera's distance; less than one moves nearer.
    Zoom(f32),
    /// Flies until the next `Fly`: right, up and back, where 1 is the speed of
    /// [`CameraSettings::flight`](super::CameraSettings::flight); zero stops.
    Fly(Vec3),
    /// Centres a point of the plane, world units. Ignored in space.
    CenterOn(Vec2),
    /// Looks at the same focus from another side. Ignored in the plane.
    LookFrom(Side),
    /// Looks at the same focus from another direction, without a flight. Ignored in the plane.
    Turn {
        /// Angle around the vertical, radians.
        yaw: f32,
        /// Angle above the horizon, radians, clamped to a right angle.
        pitch: f32,
    },
    /// Moves to an orbit without a flight, and stays there. Ignored if a number is not finite.
    Stand(Orbit),
    /// Saves the view in a slot, counted from 0, or in a new slot.
    SaveView(Option<usize>),
    /// Moves to a saved view.
    RecallView(usize),
    /// Moves to the saved view after the one shown last.
    NextView,
    /// Deletes a saved view.
    ForgetView(usize),
    /// Whether the camera orbits the graph until the user moves it. Refused in the plane and with
    /// reduced motion.
    AutoOrbit(bool),
    /// Toggles the automatic orbit.
    ToggleAutoOrbit,
    /// Whether a graph in the plane has a minimap.
    Minimap(bool),
    /// Toggles the minimap.
    ToggleMinimap,
}

/// The reason for refusing a command, for the user to read.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewRefusal(pub &'static str);

/// A side to look from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From the front, along −z.
    Front,
    /// From the right, along −x.
    Right,
    /// From above, along −y.
    Top,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Front, Self::Right, Self::Top];

    /// The name on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Front => "Front",
            Self::Right => "Side",
            Self::Top => "Top",
        }
    }
}

/// Applies [`CameraCommand`] to the rig, the settings and the saved views.
pub(super) fn apply_camera_commands(
    mut commands: MessageReader<CameraCommand>,
    mut loaded: MessageReader<SceneLoaded>,
    (extent, selection, physics): (Res<GraphExtent>, Res<Selection>, Option<Res<Physics>>),
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
        rig.frame_graph(true);
    }
    if commands.is_empty() {
        return;
    }
    let flat = physics.is_some_and(|physics| physics.dimensions == Dimensions::Two);
    let still = if view.calm {
        Some("Reduce motion is on, in the look: nothing orbits by itself")
    } else if flat {
        Some("A graph in the plane is seen from the front: the camera orbits in space")
    } else {
        None
    };
    let mut next = *settings;
    for command in commands.read() {
        match *command {
            CameraCommand::Frame => rig.frame_graph(false),
            CameraCommand::FrameSelection => {
                let edge = selection.edge.and_then(|edge| ends.get(edge).ok());
                let ends = edge.into_iter().flat_map(|(a, b)| [a.0, b.0]);
                rig.frame_group(selection.vertices().iter().copied().chain(ends));
            }
            CameraCommand::Focus(vertex) if vertices.contains(vertex) => rig.focus_vertex(vertex),
            CameraCommand::Zoom(factor) if factor.is_finite() && factor > 0.0 => {
                rig.zoom_by(factor);
            }
            CameraCommand::Fly(direction) => rig.set_flight(direction),
            CameraCommand::CenterOn(point) if flat => rig.center_on(point),
            CameraCommand::LookFrom(side) => match side {
                Side::Front => rig.look_from(0.0, 0.0),
                Side::Right => rig.look_from(FRAC_PI_2, 0.0),
                Side::Top => rig.look_from(0.0, FRAC_PI_2),
            },
            CameraCommand::Turn { yaw, pitch } if yaw.is_finite() && pitch.is_finite() => {
                rig.look_from(yaw, pitch.clamp(-FRAC_PI_2, FRAC_PI_2));
                rig.jump_to_goal();
            }
            CameraCommand::Stand(orbit) => rig.stand_at(orbit),
            CameraCommand::SaveView(slot) => bookmarks.save_view(slot, rig.to_bookmark(&extent)),
            CameraCommand::RecallView(_) | CameraCommand::NextView => {
                let slot = match *command {
                    CameraCommand::RecallView(slot) => slot,
                    _ => bookmarks.next_slot(),
                };
                if let Some(view) = bookmarks.recall_view(slot) {
                    rig.recall_view(view, &extent);
                    next.auto_orbit = false;
                }
            }
            CameraCommand::ForgetView(slot) => bookmarks.forget_view(slot),
            CameraCommand::AutoOrbit(_) | CameraCommand::ToggleAutoOrbit => {
                let wanted = match *command {
                    CameraCommand::AutoOrbit(on) => on,
                    _ => !next.auto_orbit,
                };
                next.auto_orbit = wanted && still.is_none();
                if let Some(reason) = still.filter(|_| wanted) {
                    refusals.write(ViewRefusal(reason));
                }
            }
            CameraCommand::Minimap(on) => next.minimap = on,
            CameraCommand::ToggleMinimap => next.minimap = !next.minimap,
            // The guards above failed: a missing vertex, a number that is not finite, or a
            // command for the plane in space.
            CameraCommand::Focus(_)
            | CameraCommand::Zoom(_)
            | CameraCommand::CenterOn(_)
            | CameraCommand::Turn { .. } => {}
        }
    }
    settings.set_if_neq(next);
}
