//! Computes the camera's goal from the framing.

use bevy::prelude::*;

use super::{Framing, Rig, motion::nearest_turn};
use crate::{
    layout::Dimensions,
    physics::DensePositions,
    view::camera::{
        extent::GraphExtent,
        framing::{self, FramedView},
        orbit::{Orbit, Reach},
        principal_axes::PrincipalAxes,
    },
};

/// Distance of a followed vertex, in radii of the vertex.
const CLOSE_UP: f32 = 32.0;

impl Rig {
    /// Updates the goal. `place` returns the position of a vertex, if it still exists.
    pub(in crate::view::camera) fn aim_at_framing(
        &mut self,
        positions: &DensePositions,
        extent: &GraphExtent,
        place: impl Fn(Entity) -> Option<Vec3>,
    ) {
        match self.framing {
            Framing::Whole => {
                (self.wanted.focus, self.wanted.radius) = self.fit_framing(
                    positions.version,
                    extent,
                    &positions.positions,
                    extent.center,
                );
            }
            Framing::Turned => {
                (self.wanted.focus, self.wanted.radius) =
                    self.turned.focus_and_radius(extent, self.framed_slope());
            }
            Framing::Group => {
                let mut places = std::mem::take(&mut self.places);
                // A group may be the whole graph: read its positions only after they changed.
                if self.placed.replace(positions.version) != Some(positions.version) {
                    places.clear();
                    places.extend(self.group.iter().filter_map(|&vertex| place(vertex)));
                }
                // Every vertex of the group is gone: the view stays.
                if places.is_empty() {
                    self.framing = Framing::Free;
                } else {
                    // A group of a few vertices is not approached nearer than a single one.
                    let middle = places.iter().sum::<Vec3>() / places.len() as f32;
                    let (focus, radius) =
                        self.fit_framing(positions.version, extent, &places, middle);
                    self.wanted.focus = focus;
                    self.wanted.radius = radius.max(extent.vertex_radius * CLOSE_UP);
                }
                self.places = places;
            }
            Framing::Vertex(vertex) => match place(vertex) {
                Some(place) => {
                    self.wanted.focus = place;
                    // Approach once after the request; then only follow.
                    if std::mem::take(&mut self.approach) {
                        let close = extent.vertex_radius * CLOSE_UP;
                        self.wanted.radius = self.wanted.radius.min(close);
                    }
                }
                None => self.framing = Framing::Free,
            },
            Framing::Free => {}
        }
        // In the plane the focus stays on the plane.
        if self.dimensions == Some(Dimensions::Two) {
            self.wanted.focus.z = extent.center.z;
        }
        // A free view keeps its distance even if the graph changes.
        if self.framing != Framing::Free {
            let Reach { nearest, farthest } = self.reach;
            self.wanted.radius = self.wanted.radius.clamp(nearest, farthest);
        }
    }

    /// Turns the view along the thinnest axis of a graph at rest, unless the user chose a direction.
    /// A graph that rests again is looked at from another side only if its axis has moved.
    pub(in crate::view::camera) fn align_with_graph(
        &mut self,
        positions: &DensePositions,
        settled: bool,
    ) {
        /// An axis that has turned by less than this stays the one that the view is along,
        /// radians.
        const MOVED: f32 = 0.21;
        let flat = self.dimensions == Some(Dimensions::Two);
        if !settled || flat || self.directed || self.framing != Framing::Whole {
            return;
        }
        if self.measured.replace(positions.version) == Some(positions.version) {
            return;
        }
        let Some(axes) = PrincipalAxes::from_points(&positions.positions) else {
            return;
        };
        let from = self.wanted.rotation() * Vec3::Z;
        let best = if self.layered {
            axes.best_pitch_across_x()
                .map(|pitch| (self.wanted.yaw, pitch))
        } else {
            axes.best_view(from)
        };
        let Some((yaw, pitch)) = best else { return };
        let to = Orbit {
            yaw,
            pitch,
            ..self.wanted
        };
        if from.angle_between(to.rotation() * Vec3::Z) > MOVED || !self.aligned {
            self.aligned = true;
            self.wanted.yaw = nearest_turn(self.current.yaw, yaw);
            self.wanted.pitch = pitch;
            self.take_off();
        }
    }

    /// The focus and the distance that frame some points; cached for a version and a view.
    fn fit_framing(
        &mut self,
        version: u64,
        extent: &GraphExtent,
        points: &[Vec3],
        center: Vec3,
    ) -> (Vec3, f32) {
        let view = FramedView {
            rotation: self.wanted.rotation(),
            size: self.lens.size,
            free: self.free,
            margin: extent.vertex_radius,
        };
        match self.fit {
            Some((of, seen, fit)) if of == version && seen == view => fit,
            _ => {
                let fit = framing::fit_points(points, center, &view);
                self.fit = Some((version, view, fit));
                fit
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::layout::Arrangement;

    #[test]
    fn a_graph_at_rest_is_seen_along_its_thinnest_axis_until_the_user_turns_it() {
        let extent = GraphExtent::default();
        let mut positions = DensePositions::default();
        // A sheet that stands across the first direction of view.
        for i in 0..20 {
            for j in 0..20 {
                positions.positions.push(Vec3::new(
                    0.01 * ((i * j) % 3) as f32,
                    i as f32,
                    j as f32,
                ));
            }
        }
        let mut rig = Rig::default();
        let size = Vec2::new(900.0, 600.0);
        rig.update_lens(size, Rect::default(), &extent, Arrangement::Space);
        let before = rig.wanted;
        rig.align_with_graph(&positions, false);
        assert_eq!(rig.wanted, before, "a graph that moves is not turned");
        rig.align_with_graph(&positions, true);
        let towards = rig.wanted.rotation() * Vec3::Z;
        assert!(towards.x.abs() > 0.99, "{towards}");
        // A direction that the user chose stays.
        rig.look_from(0.0, 0.0);
        positions.version += 1;
        rig.align_with_graph(&positions, true);
        assert_eq!((rig.wanted.yaw, rig.wanted.pitch), (0.0, 0.0));
        // Framing again is asking for the best view again.
        rig.frame_graph(false);
        rig.align_with_graph(&positions, true);
        assert!((rig.wanted.rotation() * Vec3::Z).x.abs() > 0.99);
    }

    #[test]
    fn a_group_is_asked_where_it_is_when_something_moved_and_not_otherwise() {
        let asked = Cell::new(0);
        let extent = GraphExtent::default();
        let mut positions = DensePositions::default();
        let mut rig = Rig::default();
        let size = Vec2::splat(600.0);
        rig.update_lens(size, Rect::default(), &extent, Arrangement::Space);
        let group = [1, 2].map(|row| Entity::from_raw_u32(row).unwrap());
        let aim = |rig: &mut Rig, positions: &DensePositions| {
            rig.aim_at_framing(positions, &extent, |vertex| {
                asked.set(asked.get() + 1);
                Some(if vertex == group[0] { Vec3::X } else { Vec3::Y })
            });
            asked.get()
        };
        rig.frame_group(group);
        assert_eq!(aim(&mut rig, &positions), 2);
        let wanted = rig.wanted;
        assert_eq!((aim(&mut rig, &positions), rig.wanted), (2, wanted));
        positions.version += 1;
        assert_eq!(aim(&mut rig, &positions), 4);
        rig.frame_group(group);
        assert_eq!((aim(&mut rig, &positions), rig.wanted), (6, wanted));
    }
}
