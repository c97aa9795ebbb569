//! All measures of one layout together.

use glam::Vec3;
use serde::Serialize;

use super::{
    edges::edge_variation, neighbourhood::neighbourhood_preservation, rows::Rows, stress::stress,
};
use crate::topology::SimpleGraph;

/// How good a layout is. None of it depends on scale, place or direction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Scale-normalised stress, 0 … 1. Lower: distances in the picture tell
    /// distances in the graph.
    pub stress: f64,
    /// Neighbourhood preservation at 1 hop, 0 … 1. Higher: neighbours are near.
    pub np1: f64,
    /// Neighbourhood preservation at 2 hops, 0 … 1.
    pub np2: f64,
    /// Edge-length variation σ/µ. Lower: edges are of even length.
    pub edge_cv: f64,
}

impl Quality {
    /// Measures a layout: exactly up to [`super::EXACT_UP_TO`] vertices, from
    /// [`super::PIVOTS`] of them above. `None` if a position is not finite: then
    /// there is no layout to judge.
    pub fn of(positions: &[Vec3], edges: &[[u32; 2]]) -> Option<Self> {
        Self::from_rows(positions, edges, &Rows::natural(positions.len()))
    }

    /// Measures a layout from the vertices `rows`; the edges count all.
    pub fn from_rows(positions: &[Vec3], edges: &[[u32; 2]], rows: &Rows) -> Option<Self> {
        if !positions.iter().all(|p| p.is_finite()) {
            return None;
        }
        let graph = SimpleGraph::new(positions.len(), edges);
        Some(Self {
            stress: stress(positions, &graph, rows),
            np1: neighbourhood_preservation(positions, &graph, rows, 1),
            np2: neighbourhood_preservation(positions, &graph, rows, 2),
            edge_cv: edge_variation(positions, &graph),
        })
    }
}
