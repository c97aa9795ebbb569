//! The requests of commands to the rig.

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

impl Rig {
    /// Frames the whole graph; for a `new` graph without a flight.
    pub(in crate::view::camera) fn frame_graph(&mut self, new: bool) {
        self.framing = Framing::Whole;
        self.fit = None;
        self.jump |= new;
        self.forget_direction();
        self.take_off();
    }

    /// Moves to a vertex and follows it.
    pub(in crate::view::camera) fn focus_vertex(&mut self, vertex: Entity) {
        self.framing = Framing::Vertex(vertex);
        self.approach = true;
        self.take_off();
    }

    /// Frames a group of vertices; one vertex is followed instead.
    pub(in crate::view::camera) fn frame_group(
        &mut self,
        vertices: impl IntoIterator<Item = Entity>,
    ) {
        self.group.clear();
        self.group.extend(vertices);
        match self.group[..] {
            [] => {}
            [vertex] => self.focus_vertex(vertex),
            _ => {
                self.framing = Framing::Group;
                self.placed = None;
                self.fit = None;
                self.take_off();
            }
        }
    }

    /// Multiplies the distance by a factor.
    pub(in crate::view::camera) fn zoom_by(&mut self, factor: f32) {
        if !matches!(self.framing, Framing::Vertex(_)) {
            self.take_over();
        }
        // The focus stays in the middle of the view.
        let at = self.lens.center;
        self.wanted =
            self.wanted
                .apply_gesture(Gesture::Zoom { factor, at }, &self.lens, &self.reach);
    }

    /// Centres a point of the plane.
    pub(in crate::view::camera) fn center_on(&mut self, point: Vec2) {
        if point.is_finite() {
            self.take_over();
            self.wanted.focus = point.extend(self.wanted.focus.z);
        }
    }

    /// Looks at the same focus from another direction; ignored in the plane.
    pub(in crate::view::camera) fn look_from(&mut self, yaw: f32, pitch: f32) {
        if self.dimensions != Some(Dimensions::Two) {
            self.wanted.yaw = nearest_turn(self.current.yaw, yaw);
            self.wanted.pitch = pitch;
            self.directed = true;
            self.take_off();
        }
    }

    /// Moves to an orbit without a flight, with its pitch clamped: the camera stays upright.
    pub(in crate::view::camera) fn stand_at(&mut self, orbit: Orbit) {
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
            self.jump_to_goal();
        }
    }

    /// Reaches the goal in the next frame, without a flight.
    pub(in crate::view::camera) fn jump_to_goal(&mut self) {
        self.jump = true;
    }

    /// Sets the flight by keys: right, up and back, in units of
    /// [`CameraSettings::flight`](crate::view::camera::CameraSettings::flight); zero stops.
    pub(in crate::view::camera) fn set_flight(&mut self, direction: Vec3) {
        if direction.is_finite() {
            self.flight = direction;
        }
    }

    /// The goal as a saved view, relative to the graph.
    pub(in crate::view::camera) fn to_bookmark(&self, extent: &GraphExtent) -> Bookmark {
        Bookmark {
            standpoint: Standpoint::from_orbit(self.wanted, extent, self.framed_slope()),
            yaw: self.wanted.yaw,
            pitch: self.wanted.pitch,
            whole: self.framing == Framing::Whole,
        }
    }

    /// Flies to a saved view.
    pub(in crate::view::camera) fn recall_view(&mut self, view: Bookmark, extent: &GraphExtent) {
        if view.whole {
            self.frame_graph(false);
            self.look_from(view.yaw, view.pitch);
        } else {
            self.look_from(view.yaw, view.pitch);
            self.framing = Framing::Free;
            (self.wanted.focus, self.wanted.radius) = view
                .standpoint
                .focus_and_radius(extent, self.framed_slope());
            self.take_off();
        }
    }
}
