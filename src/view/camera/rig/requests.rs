//! What people and scripts ask of the camera.

use std::f32::consts::FRAC_PI_2;

use bevy::prelude::*;

use super::{Framing, Rig, motion::nearest_turn};
use crate::{
    layout::Dimensions,
    view::camera::{
        bookmarks::{Bookmark, Standpoint},
        extent::GraphExtent,
        orbit::{Gesture, Orbit},
    },
};

/// What people and scripts ask of it.
impl Rig {
    /// Frames the whole graph; `new` is a graph that was not there before.
    pub(in crate::view::camera) fn frame(&mut self, new: bool) {
        self.framing = Framing::Whole;
        self.fit = None;
        self.jump |= new;
        self.take_off();
    }

    /// Comes to a vertex.
    pub(in crate::view::camera) fn focus(&mut self, vertex: Entity) {
        self.framing = Framing::Vertex(vertex);
        self.approach = true;
        self.take_off();
    }

    /// Frames some vertices.
    pub(in crate::view::camera) fn frame_group(
        &mut self,
        vertices: impl IntoIterator<Item = Entity>,
    ) {
        self.group.clear();
        self.group.extend(vertices);
        match self.group[..] {
            [] => {}
            [vertex] => self.focus(vertex),
            _ => {
                self.framing = Framing::Group;
                self.placed = None;
                self.fit = None;
                self.take_off();
            }
        }
    }

    /// Comes nearer, or goes farther, by a factor of the distance.
    pub(in crate::view::camera) fn zoom(&mut self, factor: f32) {
        if !matches!(self.framing, Framing::Vertex(_)) {
            self.take();
        }
        let at = self.lens.center;
        self.wanted = self
            .wanted
            .after(Gesture::Zoom { factor, at }, &self.lens, &self.reach);
    }

    /// Brings a point of the plane to the middle.
    pub(in crate::view::camera) fn center_on(&mut self, point: Vec2) {
        if point.is_finite() {
            self.take();
            self.wanted.focus = point.extend(self.wanted.focus.z);
        }
    }

    /// Looks from somewhere else at the same thing.
    pub(in crate::view::camera) fn look_from(&mut self, yaw: f32, pitch: f32) {
        if self.dimensions != Some(Dimensions::Two) {
            self.wanted.yaw = nearest_turn(self.current.yaw, yaw);
            self.wanted.pitch = pitch;
            self.take_off();
        }
    }

    /// Stands somewhere at once; not on its head.
    pub(in crate::view::camera) fn stand(&mut self, orbit: Orbit) {
        let Orbit {
            focus,
            yaw,
            pitch,
            radius,
        } = orbit;
        let known = focus.is_finite() && yaw.is_finite() && pitch.is_finite();
        if known && radius.is_finite() && radius > 0.0 {
            self.wanted = Orbit {
                pitch: pitch.clamp(-FRAC_PI_2, FRAC_PI_2),
                ..orbit
            };
            self.framing = Framing::Free;
            self.arrive();
        }
    }

    /// What was asked for last is there at once, without a way.
    pub(in crate::view::camera) fn arrive(&mut self) {
        self.jump = true;
    }

    /// Flies; right, up and back, in [`CameraSettings::flight`](crate::view::CameraSettings::flight); zero stops.
    pub(in crate::view::camera) fn fly(&mut self, direction: Vec3) {
        if direction.is_finite() {
            self.flight = direction;
        }
    }

    /// The view as it is wanted now, relative to the graph.
    pub(in crate::view::camera) fn bookmark(&self, extent: &GraphExtent) -> Bookmark {
        Bookmark {
            standpoint: Standpoint::of(self.wanted, extent, self.slope()),
            yaw: self.wanted.yaw,
            pitch: self.wanted.pitch,
            whole: self.framing == Framing::Whole,
        }
    }

    /// Goes to a saved view.
    pub(in crate::view::camera) fn recall(&mut self, view: Bookmark, extent: &GraphExtent) {
        self.look_from(view.yaw, view.pitch);
        if view.whole {
            self.frame(false);
        } else {
            self.framing = Framing::Free;
            (self.wanted.focus, self.wanted.radius) = view.standpoint.place(extent, self.slope());
            self.take_off();
        }
    }
}
