//! What a person, a key, a test or a script can ask of the view.

use bevy::prelude::*;

use super::camera::Orbit;
use crate::view::look::{
    mode::ViewMode,
    palette::Rgb,
    settings::{ColourVision, Theme},
};

/// Steers the view.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum ViewCommand {
    /// What the colours of the vertices mean.
    Mode(ViewMode),
    /// Whether motion is spared.
    Calm(bool),
    /// Whether sizes follow the number that the mode shows.
    SizeFollows(bool),
    /// The other of the two.
    ToggleSize,
    /// Dark or light.
    Theme(Theme),
    /// Whose eyes the colours are chosen for.
    Vision(ColourVision),
    /// The next one of [`ColourVision::ALL`].
    NextVision,
    /// Another colour behind everything, or the theme's own.
    Backdrop(Option<Rgb>),
    /// Labels on or off.
    Labels(bool),
    /// The other of the two.
    ToggleLabels,
    /// The legend on or off.
    Legend(bool),
    /// The other of the two.
    ToggleLegend,
    /// Whether vertices are drawn.
    ShowVertices(bool),
    /// Whether edges are drawn.
    ShowEdges(bool),
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
