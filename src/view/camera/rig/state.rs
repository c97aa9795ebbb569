//! The state of the camera rig.

use bevy::prelude::*;

use super::{fit::FitInputs, pace::Pace};
use crate::{
    layout::{Arrangement, Dimensions},
    view::camera::{
        bookmarks::Standpoint,
        extent::GraphExtent,
        framing,
        orbit::{Lens, Orbit, Reach},
    },
};

/// First direction in space, radians: slightly from the side and from above.
const FIRST_YAW: f32 = 0.55;
const FIRST_PITCH: f32 = 0.32;

/// First direction for layers, which lead from left to right, radians.
const LAYERS_YAW: f32 = 0.35;
const LAYERS_PITCH: f32 = 0.22;

/// The rule that sets the camera's goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// Keeps the whole graph in view.
    #[default]
    Whole,
    /// Keeps a direction chosen by hand; the distance scales with the graph and the free area.
    Turned,
    /// Follows a vertex.
    Vertex(Entity),
    /// Keeps a group of vertices in view.
    Group,
    /// Stays where the user left it.
    Free,
}

/// The camera's state between frames.
#[derive(Component, Debug)]
pub struct Rig {
    /// The rule that sets the goal.
    pub framing: Framing,
    /// The orbit of this frame.
    pub(super) current: Orbit,
    /// The goal.
    pub(super) wanted: Orbit,
    /// The centre of projection, from the centre of the picture, logical pixels.
    pub(super) shift: Vec2,
    pub(super) lens: Lens,
    pub(super) free: Rect,
    pub(super) reach: Reach,
    pub(super) pace: Pace,
    pub(super) dimensions: Option<Dimensions>,
    pub(super) layered: bool,
    /// The view of [`Framing::Turned`], relative to the graph, and the free area for which it was
    /// computed.
    pub(super) turned: Standpoint,
    pub(super) turned_area: Rect,
    /// The vertices of [`Framing::Group`], and their places in the version `placed` of the
    /// positions.
    pub(super) group: Vec<Entity>,
    pub(super) places: Vec<Vec3>,
    pub(super) placed: Option<u64>,
    /// Whether a vertex was just requested, which the camera approaches once.
    pub(super) approach: bool,
    /// The last fit, so that nothing is measured twice.
    pub(super) fit: Option<(FitInputs, (Vec3, f32))>,
    /// Whether the user chose the direction of view: the graph's axes do not change it then.
    pub(super) directed: bool,
    /// Whether the view was turned along the graph's thinnest axis.
    pub(super) aligned: bool,
    /// The version of the positions whose axes were measured last.
    pub(super) measured: Option<u64>,
    /// Whether the next frame stands at the goal, without a flight.
    pub(super) jump: bool,
    /// The velocity that keys request, and the current one, in the camera's axes.
    pub(super) flight: Vec3,
    pub(super) speed: Vec3,
}

impl Default for Rig {
    fn default() -> Self {
        let orbit = Orbit {
            yaw: FIRST_YAW,
            pitch: FIRST_PITCH,
            ..Orbit::FRONT
        };
        let size = Vec2::splat(600.0);
        Self {
            framing: Framing::Whole,
            current: orbit,
            wanted: orbit,
            shift: Vec2::ZERO,
            lens: Lens {
                size,
                center: size * 0.5,
            },
            free: Rect::from_corners(Vec2::ZERO, size),
            reach: Reach {
                nearest: f32::MIN_POSITIVE,
                farthest: f32::MAX,
            },
            pace: Pace::Follow,
            dimensions: None,
            layered: false,
            turned: Standpoint::default(),
            turned_area: Rect::default(),
            group: Vec::new(),
            places: Vec::new(),
            placed: None,
            approach: false,
            fit: None,
            directed: false,
            aligned: false,
            measured: None,
            jump: true,
            flight: Vec3::ZERO,
            speed: Vec3::ZERO,
        }
    }
}

impl Rig {
    /// Updates lens and reach from the picture and the graph. A new number of dimensions resets the
    /// direction; so do layers, unless the user chose a view.
    pub(in crate::view::camera) fn update_lens(
        &mut self,
        size: Vec2,
        free: Rect,
        extent: &GraphExtent,
        arrangement: Arrangement,
    ) {
        let (dimensions, layered) = arrangement.parts();
        // The picture: gestures are made around the shifted centre of projection.
        self.free = framing::usable_area(size, free);
        self.lens = Lens {
            size,
            center: size * 0.5 + self.shift,
        };
        // The drawn size is eased: just after a graph shrank it may exceed the graph.
        let farthest = extent.radius * 40.0;
        self.reach = Reach {
            nearest: (extent.vertex_radius * 2.0).min(farthest),
            farthest,
        };
        // The direction: reset it for another arrangement.
        let others = std::mem::replace(&mut self.layered, layered) != layered;
        let turned = self.dimensions.replace(dimensions) != Some(dimensions);
        if turned || (others && self.framing == Framing::Whole) {
            (self.wanted.yaw, self.wanted.pitch) = match (dimensions, layered) {
                (Dimensions::Two, _) => (0.0, 0.0),
                (Dimensions::Three, false) => (FIRST_YAW, FIRST_PITCH),
                (Dimensions::Three, true) => (LAYERS_YAW, LAYERS_PITCH),
            };
            if self.framing == Framing::Turned {
                self.framing = Framing::Whole;
            }
            self.forget_direction();
            self.pace = Pace::Follow;
        }
    }

    /// The orbit of this frame.
    pub(in crate::view::camera) fn current(&self) -> Orbit {
        self.current
    }

    /// The centre of projection, from the centre of the picture, logical pixels.
    pub(in crate::view::camera) fn shift(&self) -> Vec2 {
        self.shift
    }

    /// The picture on which gestures are made.
    pub fn lens(&self) -> Lens {
        self.lens
    }

    /// The world rectangle in the free part of the picture, for a camera that looks along −z.
    pub fn visible_rect(&self) -> Rect {
        let corner = |place| self.current.seen_at(&self.lens, place).truncate();
        Rect::from_corners(corner(self.free.min), corner(self.free.max))
    }

    /// Whether keys fly the camera, or it still coasts.
    pub(in crate::view::camera) fn is_flying(&self) -> bool {
        self.flight != Vec3::ZERO || self.speed != Vec3::ZERO
    }

    /// Lets the graph's axes choose the direction of view again.
    pub(super) fn forget_direction(&mut self) {
        (self.directed, self.aligned, self.measured) = (false, false, None);
    }

    pub(super) fn framed_slope(&self) -> f32 {
        framing::framed_slope(self.lens.size, self.free)
    }

    /// Begins a flight to the goal.
    pub(super) fn take_off(&mut self) {
        self.pace = Pace::Flight(0.0);
    }
}
