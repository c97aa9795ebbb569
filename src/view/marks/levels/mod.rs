//! The coarsening, to look at: a level of it as a graph over the one that it stands for,
//! the pairs that merge into the next level, and the frame by which the finer level sees it.

mod figure;
mod follow;
mod looks;
mod merged;

use bevy::prelude::*;

pub use figure::SeenFrame;
pub use follow::HoveredPart;
pub(in crate::view) use looks::{colour_of, colour_of_axis};
pub use merged::{Bond, Merged};

use crate::{
    graph::GraphIndex,
    layout::coarsening::Follower,
    view::{
        look::appearance::{EdgeInstance, VertexInstance},
        marks::systems::MarksSystems,
    },
};

/// Follows the level that is looked at.
pub(in crate::view) struct LevelsPlugin;

impl Plugin for LevelsPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<LevelCommand>()
            .init_resource::<LevelView>()
            .init_resource::<HoveredPart>()
            .add_systems(
                Update,
                (follow::follow_scene, follow::hear_commands)
                    .chain()
                    .in_set(MarksSystems::LevelCommand),
            )
            .add_systems(
                PostUpdate,
                (follow::follow_graph, follow::follow_places, looks::follow)
                    .chain()
                    .in_set(MarksSystems::Level),
            );
    }
}

/// What a person, a key, a test or a script can ask of the level that is looked at.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelCommand {
    /// Looks at a level, 1 for the graph itself with the pairs that merge; nothing is the
    /// graph alone. A level that there is not is the coarsest one.
    Look(Option<u32>),
    /// So many levels coarser, or finer if below zero; below the first one is the graph alone.
    Step(i32),
}

/// The level that is looked at, and all that is drawn of it. While none is, nothing is
/// kept and nothing is done.
#[derive(Resource, Default)]
pub struct LevelView {
    /// The level that is asked for; it may be more than there are.
    wanted: Option<u32>,
    /// The camera is still to face what the scene has side by side.
    faces: bool,
    chain: Follower,
    sizes: Vec<usize>,
    merged: Option<Merged>,
    positions: Vec<Vec3>,
    own_places: bool,
    frame: Option<SeenFrame>,
    /// Place and scale of every vertex of the level, then of the frame's points.
    points: Vec<Vec4>,
    vertices: Vec<VertexInstance>,
    edges: Vec<EdgeInstance>,
    versions: Versions,
    /// What the parts above were made from.
    seen: Seen,
}

/// Each grows whenever what it is of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Versions {
    merged: u64,
    places: u64,
    looks: u64,
}

/// What the parts of the view were made from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Seen {
    index: Option<(u64, u64)>,
    size: usize,
    level: Option<u32>,
    places: Option<(u64, u64, u64)>,
    looks: Option<looks::Reasons>,
    placed: u64,
}

impl LevelView {
    /// The graph of the level that is looked at, if one is.
    pub fn merged(&self) -> Option<&Merged> {
        self.merged.as_ref()
    }

    /// The level that is looked at; 1 is the graph itself.
    pub fn level(&self) -> Option<u32> {
        self.merged.as_ref().map(|merged| merged.level)
    }

    /// Vertices of each level, the graph first; empty while none is looked at.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Where the level's vertices are, world units.
    pub fn positions(&self) -> &[Vec3] {
        &self.positions
    }

    /// Whether the level moves with the graph, by equations of its own. Otherwise its
    /// vertices are in the middle of those that they stand for.
    pub fn moves(&self) -> bool {
        self.own_places
    }

    /// The frame by which the next finer level sees this one, if this one moves.
    pub fn frame(&self) -> Option<&SeenFrame> {
        self.frame.as_ref()
    }

    /// What the level's vertices look like.
    pub fn vertices(&self) -> &[VertexInstance] {
        &self.vertices
    }

    /// What the level's edges look like, and then the lines of the frame.
    pub fn edges(&self) -> &[EdgeInstance] {
        &self.edges
    }

    /// Place and scale of what the vertices and edges are drawn between.
    pub(in crate::view) fn points(&self) -> &[Vec4] {
        &self.points
    }

    /// The vertices of the graph, by dense index, that a vertex of the level stands for.
    pub fn members(&self, part: u32) -> impl Iterator<Item = usize> + '_ {
        let of = self.merged.iter().flat_map(|merged| &merged.of);
        let members = of.enumerate().filter(move |&(_, &of)| of == part);
        members.map(|(dense, _)| dense)
    }

    /// How large a vertex of the level is drawn, as a multiple of the usual radius.
    pub(in crate::view) fn scale(&self, part: usize) -> f32 {
        self.points.get(part).map_or(0.0, |point| point.w)
    }

    /// The vertices of the graph that a vertex of the level stands for.
    pub(in crate::view) fn entities(&self, index: &GraphIndex, part: u32) -> Vec<Entity> {
        let members = self.members(part);
        members
            .filter_map(|dense| index.vertices.get(dense).copied())
            .collect()
    }

    /// Grow with every change of places and of looks.
    pub(in crate::view) fn drawn_versions(&self) -> [u64; 2] {
        [self.versions.places, self.versions.looks]
    }
}
