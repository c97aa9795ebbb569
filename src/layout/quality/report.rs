//! All quality measures of one layout.

use glam::Vec3;
use serde::Serialize;

use super::{
    edges::edge_variation, neighbourhood::neighbourhood_preservation, rows::Rows, stress::stress,
};
use crate::topology::SimpleGraph;

/// The quality of a layout. No measure depends on scale, place or direction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Scale-normalised stress, 0 … 1. Lower: distances in the picture match distances in the
    /// graph.
    pub stress: f64,
    /// Neighbourhood preservation at 1 hop, 0 … 1. Higher: neighbours are near.
    pub np1: f64,
    /// Neighbourhood preservation at 2 hops, 0 … 1.
    pub np2: f64,
    /// Edge-length variation σ/µ. Lower: edges are more even.
    pub edge_cv: f64,
}

impl Quality {
    /// Measures a layout: exactly up to [`super::EXACT_UP_TO`] vertices, from [`super::PIVOTS`]
    /// of them above. `None` if a position is not finite.
    pub fn from_layout(positions: &[Vec3], edges: &[[u32; 2]]) -> Option<Self> {
        Self::from_rows(positions, edges, &Rows::exact_or_pivots(positions.len()))
    }

    /// Measures a layout from the vertices `rows`; the edge measure counts all edges.
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
