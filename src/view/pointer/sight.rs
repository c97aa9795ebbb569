//! Searches the drawn graph for vertices and edges at a place of the screen.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::area::Region;
use crate::{
    graph::{Excluded, GraphIndex, Selection},
    layout::Dimensions,
    physics::{DensePositions, Physics},
    view::{
        camera::{
            CameraSummary, GraphCamera,
            extent::GraphExtent,
            screen::{Screen, edge_at, vertex_at},
        },
        look::{
            appearance::{Appearance, HighlightFlags, VertexInstance},
            settings::ViewSettings,
        },
        marks::levels::LevelView,
    },
};

/// Greatest distance of the pointer from a vertex's rim, logical pixels.
const FORGIVENESS: f32 = 7.0;
/// The same for a finger, which is less exact than a mouse, logical pixels.
const FINGER: f32 = 16.0;
/// Greatest distance of a click from an edge, logical pixels.
const EDGE_FORGIVENESS: f32 = 5.0;
/// Least radius of a vertex that a hold takes, logical pixels: smaller ones are dense and must be
/// selected first.
const GRASPABLE: f32 = 2.0;

/// Greatest distance from a vertex's rim, logical pixels.
fn forgiveness(finger: bool) -> f32 {
    if finger { FINGER } else { FORGIVENESS }
}

/// The inputs of the search for the vertex under the pointer: if none changed, neither did the
/// vertex.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HoverInputs {
    pub pointer: Vec2,
    pub positions: u64,
    pub topology: u64,
    pub level: [u64; 2],
    pub camera: CameraSummary,
}

/// The drawn graph and the shown level, for picking.
#[derive(SystemParam)]
pub(super) struct Sight<'w, 's> {
    pub positions: Res<'w, DensePositions>,
    pub index: Res<'w, GraphIndex>,
    pub summary: Res<'w, CameraSummary>,
    pub selection: Res<'w, Selection>,
    pub excluded: Res<'w, Excluded>,
    pub level: Res<'w, LevelView>,
    settings: Res<'w, ViewSettings>,
    extent: Res<'w, GraphExtent>,
    appearance: Res<'w, Appearance>,
    physics: Option<Res<'w, Physics>>,
    cameras: Query<'w, 's, (&'static Camera, &'static GlobalTransform), With<GraphCamera>>,
}

impl Sight<'_, '_> {
    pub fn screen(&self) -> Option<Screen> {
        let (camera, place) = self.cameras.single().ok()?;
        Screen::from_camera(camera, place)
    }

    /// The vertex under the pointer.
    pub fn vertex_at(&self, pointer: Vec2, finger: bool) -> Option<Entity> {
        let dense = self.shown_at(&self.screen()?, pointer, finger)?;
        self.index.vertices.get(dense).copied()
    }

    /// The dense index of the vertex under the pointer.
    fn shown_at(&self, screen: &Screen, pointer: Vec2, finger: bool) -> Option<usize> {
        self.dense_at(screen, pointer, finger, |_| true)
    }

    /// The dense index of the vertex under the pointer, of those visible that `may` be picked.
    fn dense_at(
        &self,
        screen: &Screen,
        pointer: Vec2,
        finger: bool,
        may: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        vertex_at(
            screen,
            pointer,
            &self.positions.positions,
            |i| (may(i) && self.is_shown(i)).then(|| self.radius(i)),
            self.extent.vertex_radius * VertexInstance::LARGEST,
            forgiveness(finger),
        )
    }

    /// The vertex of the shown level under the pointer.
    pub fn part_at(&self, pointer: Vec2, finger: bool) -> Option<u32> {
        if !self.settings.vertices {
            return None;
        }
        let radius = |part| Some(self.extent.vertex_radius * self.level.scale(part));
        let positions = self.level.positions();
        let part = vertex_at(
            &self.screen()?,
            pointer,
            positions,
            radius,
            f32::INFINITY,
            forgiveness(finger),
        )?;
        Some(part as u32)
    }

    /// The vertices of the graph merged into a vertex of the level.
    pub fn part_members(&self, part: u32) -> Vec<Entity> {
        self.level.entities(&self.index, part)
    }

    /// The selected vertex that a drag at `pointer` moves at once, and its distance along the line
    /// of sight. Its reach is that of a tap, whatever lies over it.
    pub fn selected_at(&self, pointer: Vec2, finger: bool) -> Option<(Entity, f32)> {
        let screen = self.screen()?;
        let looks = self.appearance.vertices();
        let is_selected = |i: usize| {
            looks
                .get(i)
                .is_some_and(|look| look.state().intersects(HighlightFlags::SELECTED))
        };
        let dense = self.dense_at(&screen, pointer, finger, is_selected)?;
        self.grasp_at(&screen, dense)
    }

    /// The vertex that a hold at `pointer` takes, and its distance along the line of sight: the one
    /// that a tap selects, unless it is drawn too small.
    pub fn holdable_at(&self, pointer: Vec2, finger: bool) -> Option<(Entity, f32)> {
        let screen = self.screen()?;
        let dense = self.shown_at(&screen, pointer, finger)?;
        let (vertex, distance) = self.grasp_at(&screen, dense)?;
        let large = screen.radius(self.radius(dense), distance) >= GRASPABLE;
        large.then_some((vertex, distance))
    }

    /// A vertex, and its distance along the line of sight.
    fn grasp_at(&self, screen: &Screen, dense: usize) -> Option<(Entity, f32)> {
        let (_, distance) = screen.project(self.positions.positions[dense])?;
        Some((*self.index.vertices.get(dense)?, distance))
    }

    /// The edge under the pointer.
    pub fn edge_at(&self, pointer: Vec2) -> Option<Entity> {
        if !self.settings.edges {
            return None;
        }
        let dense = edge_at(
            &self.screen()?,
            pointer,
            &self.positions.positions,
            &self.index.ends,
            EDGE_FORGIVENESS,
            |[a, b]| !self.excluded.contains(a as usize) && !self.excluded.contains(b as usize),
        )?;
        self.index.edges.get(dense).copied()
    }

    /// The vertices in a region of the screen, in dense order; while a level is shown, the members
    /// of its vertices in the region.
    pub fn vertices_inside(&self, region: &Region) -> Vec<Entity> {
        let Some(screen) = self.screen() else {
            return Vec::new();
        };
        let bounds = region.bounds();
        let is_in = |&position: &Vec3| {
            let at = screen.project(position).map(|(at, _)| at);
            at.is_some_and(|at| bounds.contains(at) && region.contains(at))
        };
        let vertices = self.index.vertices.iter();
        if let Some(merged) = self.level.merged() {
            let parts: Vec<bool> = self.level.positions().iter().map(is_in).collect();
            let members = vertices.zip(&merged.part_of);
            return members
                .filter(|&(_, &part)| parts.get(part as usize) == Some(&true))
                .map(|(&vertex, _)| vertex)
                .collect();
        }
        let positions = self.positions.positions.iter().enumerate();
        positions
            .filter(|&(i, position)| is_in(position) && self.is_shown(i))
            .filter_map(|(i, _)| self.index.vertices.get(i).copied())
            .collect()
    }

    /// World vector of a drag between two places, for a point at `distance`: in the plane that
    /// faces the camera, or in the plane of a flat graph.
    pub fn drag_vector(&self, from: Vec2, to: Vec2, distance: f32) -> Option<Vec3> {
        let screen = self.screen()?;
        let (start, end) = (
            screen.unproject(from, distance),
            screen.unproject(to, distance),
        );
        let flat = self
            .physics
            .as_ref()
            .is_some_and(|physics| physics.dimensions == Dimensions::Two);
        if !flat {
            return Some(end - start);
        }
        // Follow the pointer on the graph's plane, unless the line of sight grazes it.
        let eye = screen.unproject(to, 0.0);
        let sight = end - eye;
        let steep = sight.z.abs() > 0.2 * sight.length();
        let on_plane = if steep {
            end + sight * ((start.z - end.z) / sight.z)
        } else {
            end
        };
        Some((on_plane - start).with_z(0.0))
    }

    /// Whether a vertex is visible, and so can be picked.
    fn is_shown(&self, dense: usize) -> bool {
        self.settings.vertices && !self.excluded.contains(dense)
    }

    fn radius(&self, dense: usize) -> f32 {
        let looks = self.appearance.vertices();
        self.extent.vertex_radius * looks.get(dense).map_or(1.0, |look| look.scale())
    }
}
