//! The graph as the framing reads it, and the inputs that decide a fit.

use bevy::prelude::*;

use crate::{
    physics::DensePositions,
    view::{
        camera::{extent::GraphExtent, framing::FramedView},
        look::appearance::{Appearance, HighlightFlags},
    },
};

/// The drawn graph.
#[derive(Clone, Copy)]
pub(in crate::view::camera) struct DrawnGraph<'a> {
    pub positions: &'a DensePositions,
    pub appearance: &'a Appearance,
    pub extent: &'a GraphExtent,
}

/// The inputs of a fit: if none changed, neither did the fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FitInputs {
    /// Versions of the positions and of the appearance.
    versions: [u64; 2],
    pub view: FramedView,
}

impl FitInputs {
    pub fn new(graph: &DrawnGraph, view: FramedView) -> Self {
        Self {
            versions: [graph.positions.version, graph.appearance.version],
            view,
        }
    }
}

impl DrawnGraph<'_> {
    /// Every vertex as a ball: its position and its drawn radius, world units. Highlights enlarge a
    /// vertex, and they do not count: the pointer must not move the camera.
    pub fn balls(&self) -> impl Iterator<Item = Vec4> + Clone {
        let (looks, radius) = (self.appearance.vertices(), self.extent.vertex_radius);
        let places = self.positions.positions.iter().enumerate();
        places.map(move |(dense, place)| {
            let scale = looks.get(dense).map_or(1.0, |look| {
                look.with_state(HighlightFlags::default()).scale()
            });
            place.extend(radius * scale)
        })
    }
}
