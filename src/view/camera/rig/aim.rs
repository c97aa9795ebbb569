//! Computes the camera's goal from the framing.

use bevy::prelude::*;

use super::{DrawnGraph, Framing, Rig, fit::FitInputs, motion::nearest_turn};
use crate::{
    layout::Dimensions,
    physics::DensePositions,
    view::camera::{
        bookmarks::Standpoint,
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
        graph: &DrawnGraph,
        place: impl Fn(Entity) -> Option<Vec3>,
    ) {
        let extent = graph.extent;
        match self.framing {
            Framing::Whole => {
                (self.wanted.focus, self.wanted.radius) =
                    self.fit_framing(graph, graph.balls(), extent.center);
            }
            Framing::Turned => {
                // Panels moved: fit the graph again, seen from the direction that the user chose.
                if std::mem::replace(&mut self.turned_area, self.free) != self.free {
                    let (focus, radius) = self.fit_framing(graph, graph.balls(), extent.center);
                    let fitted = Orbit {
                        focus,
                        radius,
                        ..self.wanted
                    };
                    self.turned = Standpoint::from_orbit(fitted, extent, self.framed_slope());
                }
                (self.wanted.focus, self.wanted.radius) =
                    self.turned.focus_and_radius(extent, self.framed_slope());
            }
            Framing::Group => {
                let mut places = std::mem::take(&mut self.places);
                // A group may be the whole graph: read its positions only after they changed.
                let version = graph.positions.version;
                if self.placed.replace(version) != Some(version) {
                    places.clear();
                    places.extend(self.group.iter().filter_map(|&vertex| place(vertex)));
                }
                // Every vertex of the group is gone: the view stays.
                if places.is_empty() {
                    self.framing = Framing::Free;
                } else {
                    // A group of a few vertices is not approached nearer than a single one.
                    let middle = places.iter().sum::<Vec3>() / places.len() as f32;
                    let balls = places.iter().map(|at| at.extend(extent.vertex_radius));
                    let (focus, radius) = self.fit_framing(graph, balls, middle);
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
        /// A view that would turn by less than this stays, radians: 12°.
        const MOVED: f32 = 0.21;
        let flat = self.dimensions == Some(Dimensions::Two);
        let free = !self.directed && self.framing == Framing::Whole && !self.is_flying();
        if !settled || flat || !free {
            return;
        }
        if self.measured.replace(positions.version) == Some(positions.version) {
            return;
        }
        let Some(axes) = PrincipalAxes::from_points(&positions.positions) else {
            return;
        };
        let now = self.wanted.rotation();
        let best = if self.layered {
            // Layers lead from left to right: the camera turns about their direction only.
            let pitch = axes.best_pitch_across_x(now);
            pitch.map(|pitch| (self.wanted.yaw, pitch))
        } else {
            axes.best_view(now, self.free.width() >= self.free.height())
        };
        let Some((yaw, pitch)) = best else { return };
        let to = Orbit {
            yaw,
            pitch,
            ..self.wanted
        };
        if now.angle_between(to.rotation()) > MOVED || !self.aligned {
            self.aligned = true;
            self.wanted.yaw = nearest_turn(self.current.yaw, yaw);
            self.wanted.pitch = pitch;
            self.take_off();
        }
    }

    /// The focus and the distance that frame some balls: position and radius, world units.
    fn fit_framing(
        &mut self,
        graph: &DrawnGraph,
        balls: impl Iterator<Item = Vec4> + Clone,
        center: Vec3,
    ) -> (Vec3, f32) {
        let inputs = FitInputs::new(
            graph,
            FramedView {
                rotation: self.wanted.rotation(),
                size: self.lens.size,
                free: self.free,
                vertex_radius: graph.extent.vertex_radius,
            },
        );
        match self.fit {
            Some((of, fit)) if of == inputs => fit,
            _ => {
                let fit = framing::fit_balls(balls, center, &inputs.view);
                self.fit = Some((inputs, fit));
                fit
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::{
        layout::Arrangement,
        view::{camera::extent::GraphExtent, look::appearance::Appearance},
    };

    /// Aims at a graph of balls of the usual size.
    fn aim(rig: &mut Rig, positions: &DensePositions, place: impl Fn(Entity) -> Option<Vec3>) {
        let graph = DrawnGraph {
            positions,
            appearance: &Appearance::default(),
            extent: &GraphExtent::default(),
        };
        rig.aim_at_framing(&graph, place);
    }

    /// A sheet that stands across the first direction of view.
    fn standing_sheet() -> DensePositions {
        let mut positions = DensePositions::default();
        for i in 0..20 {
            for j in 0..20 {
                let thin = 0.01 * ((i * j) % 3) as f32;
                positions
                    .positions
                    .push(Vec3::new(thin, i as f32, j as f32) * 0.05);
            }
        }
        positions
    }

    #[test]
    fn a_graph_at_rest_is_seen_along_its_thinnest_axis_until_the_user_turns_it() {
        let extent = GraphExtent::default();
        let mut positions = standing_sheet();
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
            aim(rig, positions, |vertex| {
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

    #[test]
    fn a_turn_keeps_the_distance_until_panels_move() {
        let extent = GraphExtent::default();
        let positions = standing_sheet();
        let mut rig = Rig::default();
        let size = Vec2::new(900.0, 600.0);
        let nowhere = |_: Entity| None::<Vec3>;
        let wide = Rect::new(0.0, 0.0, 900.0, 600.0);
        rig.update_lens(size, wide, &extent, Arrangement::Space);
        aim(&mut rig, &positions, nowhere);
        let whole = rig.wanted;
        rig.circle_by(0.7, &extent);
        aim(&mut rig, &positions, nowhere);
        assert_eq!(rig.framing, Framing::Turned);
        assert!((rig.wanted.radius / whole.radius - 1.0).abs() < 1e-4);
        assert!((rig.wanted.yaw - whole.yaw - 0.7).abs() < 1e-5);
        // A panel takes half of the width: the graph fits into the rest, from the same direction.
        let narrow = Rect::new(450.0, 0.0, 900.0, 600.0);
        rig.update_lens(size, narrow, &extent, Arrangement::Space);
        aim(&mut rig, &positions, nowhere);
        let turned = rig.wanted;
        assert!((turned.yaw - whole.yaw - 0.7).abs() < 1e-5);
        let mut fresh = Rig {
            wanted: turned,
            ..Rig::default()
        };
        fresh.update_lens(size, narrow, &extent, Arrangement::Space);
        (fresh.wanted.yaw, fresh.wanted.pitch) = (turned.yaw, turned.pitch);
        aim(&mut fresh, &positions, nowhere);
        assert!((turned.radius / fresh.wanted.radius - 1.0).abs() < 1e-4);
        assert!(turned.focus.distance(fresh.wanted.focus) < 1e-4);
    }
}
