//! The shown level: its command, and its drawing data.

use bevy::prelude::*;

use super::{FrameFigure, Merged};
use crate::{
    graph::GraphIndex,
    layout::coarsening::Follower,
    view::look::{
        appearance::{EdgeInstance, VertexInstance},
        palette::Palette,
    },
};

/// Commands to the shown level, from the interface, keys, tests and scripts.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelCommand {
    /// Shows a level: 1 is the graph itself with the pairs that merge, `None` is the graph alone. A
    /// number beyond the coarsest level shows the coarsest one.
    Look(Option<u32>),
    /// Shows a level that is coarser by this number, or finer if negative. Below level 1 is the
    /// graph alone.
    Step(i32),
}

/// The shown level and all its drawing data; empty while no level is shown.
#[derive(Resource, Default)]
pub struct LevelView {
    /// The wanted level; it may be more than there are.
    pub(super) wanted: Option<u32>,
    /// Whether the camera must still face halves that the scene shows side by side.
    pub(super) faces: bool,
    pub(super) chain: Follower,
    pub(super) sizes: Vec<usize>,
    pub(super) merged: Option<Merged>,
    pub(super) positions: Vec<Vec3>,
    pub(super) own_places: bool,
    pub(super) frame: Option<FrameFigure>,
    /// Position and scale of every vertex of the level, then of the frame's points.
    pub(super) points: Vec<Vec4>,
    pub(super) vertices: Vec<VertexInstance>,
    pub(super) edges: Vec<EdgeInstance>,
    pub(super) versions: Versions,
    /// The inputs from which the fields above were computed.
    pub(super) seen: LevelInputs,
}

/// Versions of the view's parts; each grows with every change of its part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Versions {
    pub(super) merged: u64,
    pub(super) places: u64,
    pub(super) looks: u64,
}

/// The versions of the inputs from which the parts of the view were computed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct LevelInputs {
    pub(super) index: Option<(u64, u64)>,
    pub(super) size: usize,
    pub(super) level: Option<u32>,
    pub(super) places: Option<(u64, u64, u64)>,
    pub(super) looks: Option<LookInputs>,
    pub(super) placed: u64,
}

impl LevelView {
    /// The graph of the shown level, if there is one.
    pub fn merged(&self) -> Option<&Merged> {
        self.merged.as_ref()
    }

    /// Number of the shown level; 1 is the graph itself.
    pub fn level(&self) -> Option<u32> {
        self.merged.as_ref().map(|merged| merged.level)
    }

    /// Number of vertices of each level, the graph first; empty while no level is shown.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Positions of the level's vertices, world units.
    pub fn positions(&self) -> &[Vec3] {
        &self.positions
    }

    /// Whether the level moves by equations of its own. Otherwise its vertices are at the mean
    /// positions of the vertices that they stand for.
    pub fn moves(&self) -> bool {
        self.own_places
    }

    /// The frame that maps this level to the next finer one, if this level moves.
    pub fn frame(&self) -> Option<&FrameFigure> {
        self.frame.as_ref()
    }

    /// Looks of the level's vertices, then of the frame's axes.
    pub fn vertices(&self) -> &[VertexInstance] {
        &self.vertices
    }

    /// Looks of the level's edges, then of the frame's lines.
    pub fn edges(&self) -> &[EdgeInstance] {
        &self.edges
    }

    /// Positions and scales of the drawn points: the level's vertices, then the frame's points.
    pub(in crate::view) fn drawn_points(&self) -> &[Vec4] {
        &self.points
    }

    /// Dense indices of the graph's vertices that a vertex of the level stands for.
    pub fn members(&self, part: u32) -> impl Iterator<Item = usize> + '_ {
        let of = self.merged.iter().flat_map(|merged| &merged.part_of);
        let members = of.enumerate().filter(move |&(_, &of)| of == part);
        members.map(|(dense, _)| dense)
    }

    /// Drawn size of a vertex of the level, as a multiple of the usual radius.
    pub(in crate::view) fn scale(&self, part: usize) -> f32 {
        self.points.get(part).map_or(0.0, |point| point.w)
    }

    /// Entities of the graph's vertices that a vertex of the level stands for.
    pub(in crate::view) fn entities(&self, index: &GraphIndex, part: u32) -> Vec<Entity> {
        let members = self.members(part);
        members
            .filter_map(|dense| index.vertices.get(dense).copied())
            .collect()
    }

    /// Versions of the positions and of the looks.
    pub(in crate::view) fn drawn_versions(&self) -> [u64; 2] {
        [self.versions.places, self.versions.looks]
    }
}

/// The inputs from which the looks are computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LookInputs {
    pub(super) palette: &'static Palette,
    pub(super) merged: u64,
    pub(super) hovered: Option<u32>,
    /// Number of drawn axes of the frame.
    pub(super) axes: usize,
    pub(super) flat: bool,
}
