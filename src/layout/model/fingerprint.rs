//! Recognises a graph without keeping a copy.

use super::hash;

/// Identifies a graph by its sizes and a digest of its edges. Owners of an engine may replace the
/// edges at any time, so derived data is checked against this before each tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The number of vertices.
    pub vertices: usize,
    edges: usize,
    digest: u64,
}

impl Fingerprint {
    /// The fingerprint of a graph whose edges join dense indices.
    pub fn from_edges(vertices: usize, edges: &[[u32; 2]]) -> Self {
        Self {
            vertices,
            edges: edges.len(),
            digest: hash::digest(edges.iter().map(|&ends| hash::pack_ends(ends))),
        }
    }
}
