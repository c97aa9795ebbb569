//! Appearance: the instance attributes of all vertices and edges, in dense order.
//!
//! It reads the graph, its numbers, the settings and the highlights. An update recomputes only what
//! changed, and the version and ranges tell the extraction which instances are new.

mod instance;
mod look;
mod update;

use bevy::prelude::*;

pub use instance::{EdgeInstance, HighlightFlags, VertexInstance};

pub(in crate::view) use instance::ARROW_LENGTH;
pub(in crate::view) use look::{class_colour, number_colour, operation_colour};
pub(in crate::view) use update::update_appearance;

use super::meaning::{LegendContents, Scale, Span};
use look::Chosen;

/// Instance attributes in the order of [`crate::graph::GraphIndex`].
///
/// `version` grows with every change. The last change left every instance before `*_from`
/// unchanged, except those in `state_changes`.
#[derive(Resource, Default)]
pub struct Appearance {
    pub(in crate::view) vertices: Vec<VertexInstance>,
    pub(in crate::view) edges: Vec<EdgeInstance>,
    pub(in crate::view) version: u64,
    pub(in crate::view) vertices_from: usize,
    pub(in crate::view) edges_from: usize,
    pub(in crate::view) state_changes: StateChanges,
    present: LegendContents,
    span: Span,
    scale: Scale,
    chosen: Option<Chosen>,
    attributes_version: u64,
    /// The tick whose speeds are shown, and whether the layout has settled.
    moment: (u64, bool),
    index_version: Option<u64>,
    last_vertex: Option<Entity>,
    last_edge: Option<Entity>,
    highlighted: bool,
}

/// Single instances whose state the last change has set, by dense index.
#[derive(Default)]
pub(in crate::view) struct StateChanges {
    pub vertices: Vec<u32>,
    pub edges: Vec<u32>,
}

impl Appearance {
    /// The kinds of readings that are on the screen.
    pub fn present(&self) -> &LegendContents {
        &self.present
    }

    /// The span of the numbers that the mode shows.
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
