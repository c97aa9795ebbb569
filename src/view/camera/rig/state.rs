//! The camera's state, and what it looks at.

use bevy::prelude::*;

use super::pace::Pace;
use crate::{
    layout::{Arrangement, Dimensions},
    view::camera::{
        bookmarks::Standpoint,
        extent::GraphExtent,
        framing::{self, View},
        orbit::{Lens, Orbit, Reach},
    },
};

/// Where one first looks from, in space: a little from the side, a little from above.
const FIRST_YAW: f32 = 0.55;
const FIRST_PITCH: f32 = 0.32;

/// The same for layers, which lead from left to right.
const LAYERS_YAW: f32 = 0.35;
const LAYERS_PITCH: f32 = 0.22;

/// What the camera is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// Keeps the whole graph in view.
    #[default]
    Whole,
    /// Was turned by hand: it grows with the graph and does nothing else by itself.
    Turned,
    /// Stays with a vertex.
    Vertex(Entity),
    /// Keeps some vertices in view.
    Group,
    /// Stands where a person left it.
    Free,
}

/// The camera's state between frames.
#[derive(Component, Debug)]
pub struct Rig {
    /// What it is doing.
    pub framing: Framing,
    /// Where it is.
    pub(super) current: Orbit,
    /// Where it is wanted.
    pub(super) wanted: Orbit,
    /// The centre of projection, from the centre of the picture, logical pixels.
    pub(super) shift: Vec2,
    pub(super) lens: Lens,
    pub(super) free: Rect,
    pub(super) reach: Reach,
    pub(super) pace: Pace,
    pub(super) dimensions: Option<Dimensions>,
    pub(super) layered: bool,
    /// Where it was turned, relative to the graph.
    pub(super) turned: Standpoint,
    /// The vertices of [`Framing::Group`], and where they were in a version of the positions.
    pub(super) group: Vec<Entity>,
    pub(super) places: Vec<Vec3>,
    pub(super) placed: Option<u64>,
    /// A vertex was just asked for: come close.
    pub(super) approach: bool,
    /// The last fit, of which positions and view: nothing is measured twice.
    pub(super) fit: Option<(u64, View, (Vec3, f32))>,
    /// Stands at its goal at once, without a way there.
    pub(super) jump: bool,
    /// Where keys fly, in the camera's axes, and the speed that it has.
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
            group: Vec::new(),
            places: Vec::new(),
            placed: None,
            approach: false,
            fit: None,
            jump: true,
            flight: Vec3::ZERO,
            speed: Vec3::ZERO,
        }
    }
}

impl Rig {
    /// Looks at the picture and the graph. Another number of dimensions is looked at from its own
    /// side; so are layers, unless a person chose a view.
    pub(in crate::view::camera) fn look(
        &mut self,
        size: Vec2,
        free: Rect,
        extent: &GraphExtent,
        arrangement: Arrangement,
    ) {
        let (dimensions, layered) = arrangement.parts();
        self.free = framing::usable_area(size, free);
        self.lens = Lens {
            size,
            center: size * 0.5 + self.shift,
        };
        // The drawn size is eased: behind a graph that has just shrunk, it is larger than the graph.
        let farthest = extent.radius * 40.0;
        self.reach = Reach {
            nearest: (extent.vertex_radius * 2.0).min(farthest),
            farthest,
        };
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
            self.pace = Pace::Follow;
        }
    }

    /// Where the camera is.
    pub(in crate::view::camera) fn current(&self) -> Orbit {
        self.current
    }

    /// The centre of projection, from the centre of the picture, logical pixels.
    pub(in crate::view::camera) fn shift(&self) -> Vec2 {
        self.shift
    }

    /// The picture as gestures see it.
    pub fn lens(&self) -> Lens {
        self.lens
    }

    /// The world's rectangle that is in the free part of the picture, of a camera that looks along −z.
    pub fn visible(&self) -> Rect {
        let corner = |place| self.current.seen_at(&self.lens, place).truncate();
        Rect::from_corners(corner(self.free.min), corner(self.free.max))
    }

    /// Whether keys fly it, or it still glides.
    pub(in crate::view::camera) fn flies(&self) -> bool {
        self.flight != Vec3::ZERO || self.speed != Vec3::ZERO
    }

    pub(super) fn slope(&self) -> f32 {
        framing::slope(self.lens.size, self.free)
    }

    /// A flight begins.
    pub(super) fn take_off(&mut self) {
        self.pace = Pace::Flight(0.0);
    }
}
