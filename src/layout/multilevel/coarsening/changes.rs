//! Net changes of a level: differences of masses and edge weights.

use std::collections::BTreeMap;

/// Differences for a level to apply. A vertex appears when its mass becomes positive and
/// disappears at 0; an edge does the same with its weight.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// Difference of the mass of a vertex.
    pub masses: BTreeMap<u32, i64>,
    /// Difference of the weight of an edge; ends in ascending order.
    pub edges: BTreeMap<[u32; 2], i64>,
}

impl Changes {
    /// Adds a difference to the mass of a vertex.
    pub fn add_mass(&mut self, vertex: u32, difference: i64) {
        *self.masses.entry(vertex).or_default() += difference;
    }

    /// Adds a difference to the weight of an edge. A loop is ignored.
    pub fn add_weight(&mut self, [a, b]: [u32; 2], difference: i64) {
        if a != b {
            *self.edges.entry([a.min(b), a.max(b)]).or_default() += difference;
        }
    }

    /// Drops the differences that cancelled out.
    pub fn drop_zeros(&mut self) {
        self.masses.retain(|_, difference| *difference != 0);
        self.edges.retain(|_, difference| *difference != 0);
    }

    /// The number of elementary operations for applying the changes.
    pub fn step_count(&self) -> u64 {
        (self.masses.len() + 2 * self.edges.len()) as u64
    }

    /// The number of vertices and edges that change.
    pub fn len(&self) -> usize {
        self.masses.len() + self.edges.len()
    }
}
