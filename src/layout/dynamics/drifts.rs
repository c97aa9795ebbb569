//! The displacement of a level by the next coarser one.

use glam::{DVec3, Vec3};

/// The displacements of a level's vertices by the next coarser level in one tick.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drifts<'a> {
    /// The coarse vertex of each vertex.
    pub parents: &'a [u32],
    /// The displacement by each coarse vertex, world units; empty if there is none.
    pub displacements: &'a [Vec3],
}

impl Drifts<'_> {
    /// The displacement of one vertex.
    pub fn of(&self, vertex: usize) -> DVec3 {
        let parent = self.parents.get(vertex);
        let drift = parent.and_then(|&parent| self.displacements.get(parent as usize));
        drift.map_or(DVec3::ZERO, |drift| drift.as_dvec3())
    }
}
