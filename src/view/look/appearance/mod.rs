//! What every vertex and edge looks like: the instance attributes of the two
//! draws, computed again only for what changed.

mod instance;
mod look;
mod update;

use bevy::prelude::*;

pub use instance::{EdgeInstance, State, VertexInstance};

pub(in crate::view) use look::{class_colour, number_colour, operation_colour};
pub(in crate::view) use update::update_appearance;

use super::meaning::{Present, Scale, Span};
use look::Chosen;

/// Instance attributes in [`crate::graph::GraphIndex`] order. `version` grows with every
/// change; the last change left everything before `*_from` as it was, but for what is `restated`.
#[derive(Resource, Default)]
pub struct Appearance {
    pub(in crate::view) vertices: Vec<VertexInstance>,
    pub(in crate::view) edges: Vec<EdgeInstance>,
    pub(in crate::view) version: u64,
    pub(in crate::view) vertices_from: usize,
    pub(in crate::view) edges_from: usize,
    pub(in crate::view) restated: Restated,
    present: Present,
    span: Span,
    scale: Scale,
    chosen: Option<Chosen>,
    attributes_version: u64,
    /// The tick whose speeds are shown, and whether the graph sleeps.
    moment: (u64, bool),
    index_version: Option<u64>,
    last_vertex: Option<Entity>,
    last_edge: Option<Entity>,
    highlighted: bool,
}

/// Single instances whose states the last change has set, by dense index.
#[derive(Default)]
pub(in crate::view) struct Restated {
    pub vertices: Vec<u32>,
    pub edges: Vec<u32>,
}

impl Appearance {
    /// What there is to tell apart.
    pub fn present(&self) -> &Present {
        &self.present
    }

    /// The numbers that the mode shows.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// The scale on which the mode shows them.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// The attributes of the vertices, in dense order.
    pub fn vertices(&self) -> &[VertexInstance] {
        &self.vertices
    }

    /// The attributes of the edges, in dense order.
    pub fn edges(&self) -> &[EdgeInstance] {
        &self.edges
    }
}
