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
    /// Hands the camera back to automatic framing of the whole graph.
    Frame,
    /// Brings what is selected into view, and keeps it there until a person moves the camera.
    FrameSelection,
    /// Brings the camera to a vertex.
    Focus(Entity),
    /// Multiplies the camera's distance; less than one is nearer.
    Zoom(f32),
    /// Flies until told otherwise: to the right, up and back, 1 is the speed of
    /// [`CameraSettings::flight`](super::CameraSettings::flight); zero stops.
    Fly(Vec3),
    /// In the plane: brings a point to the middle, world units.
    CenterOn(Vec2),
    /// Looks at the same thing from another side. Nothing in the plane.
    LookFrom(Side),
    /// Looks at the same thing from anywhere, at once: turn around the vertical and
    /// height above the horizon, radians. Nothing in the plane.
    Turn {
        /// Radians.
        yaw: f32,
        /// Radians, at most a right angle up or down.
        pitch: f32,
    },
    /// Stands somewhere at once, and stays there. Nothing if a number of it is not finite.
    Stand(Orbit),
    /// Saves the view in a slot, counted from 0, or in a new one.
    SaveView(Option<usize>),
    /// Goes to a saved view.
    RecallView(usize),
    /// Goes to the saved view after the one shown last.
    NextView,
    /// Forgets a saved view.
    ForgetView(usize),
    /// Whether the camera circles the graph until somebody moves it. Nothing in the plane, nor
    /// where motion is spared.
    AutoOrbit(bool),
    /// The other of the two.
    ToggleAutoOrbit,
    /// Whether a graph in the plane has a small map.
    Minimap(bool),
    /// The other of the two.
    ToggleMinimap,
}

/// Why something that was asked for did not come about, for people.
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

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Front => "Front",
            Self::Right => "Side",
            Self::Top => "Top",
        }
    }
}

/// Turns commands into what the camera is to do.
pub(super) fn hear_commands(
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
            CameraCommand::Frame => rig.frame(false),
            CameraCommand::FrameSelection => {
                let edge = selection.edge.and_then(|edge| ends.get(edge).ok());
                let ends = edge.into_iter().flat_map(|(a, b)| [a.0, b.0]);
                rig.frame_group(selection.vertices().iter().copied().chain(ends));
            }
            CameraCommand::Focus(vertex) if vertices.contains(vertex) => rig.focus(vertex),
            CameraCommand::Zoom(factor) if factor.is_finite() && factor > 0.0 => rig.zoom(factor),
            CameraCommand::Fly(direction) => rig.fly(direction),
            CameraCommand::CenterOn(point) if flat => rig.center_on(point),
            CameraCommand::LookFrom(side) => match side {
                Side::Front => rig.look_from(0.0, 0.0),
                Side::Right => rig.look_from(FRAC_PI_2, 0.0),
                Side::Top => rig.look_from(0.0, FRAC_PI_2),
            },
            CameraCommand::Turn { yaw, pitch } if yaw.is_finite() && pitch.is_finite() => {
                rig.look_from(yaw, pitch.clamp(-FRAC_PI_2, FRAC_PI_2));
                rig.arrive();
            }
            CameraCommand::Stand(orbit) => rig.stand(orbit),
            CameraCommand::SaveView(slot) => bookmarks.save(slot, rig.bookmark(&extent)),
            CameraCommand::RecallView(_) | CameraCommand::NextView => {
                let slot = match *command {
                    CameraCommand::RecallView(slot) => slot,
                    _ => bookmarks.next(),
                };
                if let Some(view) = bookmarks.recall(slot) {
                    rig.recall(view, &extent);
                    next.auto_orbit = false;
                }
            }
            CameraCommand::ForgetView(slot) => bookmarks.forget(slot),
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
            // A vertex that is gone, a number that is not finite, a plane asked for in space.
            CameraCommand::Focus(_)
            | CameraCommand::Zoom(_)
            | CameraCommand::CenterOn(_)
            | CameraCommand::Turn { .. } => {}
        }
    }
    settings.set_if_neq(next);
}
