//! What changes on a level: net differences of masses and counts.

use std::collections::BTreeMap;

/// Differences that a level is to take in. A vertex appears when its mass becomes
/// positive and disappears at 0; so does an edge with its count.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// Difference of the mass of a vertex.
    pub masses: BTreeMap<u32, i64>,
    /// Difference of the count of an edge; ends in ascending order.
    pub edges: BTreeMap<[u32; 2], i64>,
}

impl Changes {
    /// The mass of a vertex changes.
    pub fn mass(&mut self, vertex: u32, difference: i64) {
        *self.masses.entry(vertex).or_default() += difference;
    }

    /// The count of an edge changes. Inside one vertex there is no edge.
    pub fn edge(&mut self, [a, b]: [u32; 2], difference: i64) {
        if a != b {
            *self.edges.entry([a.min(b), a.max(b)]).or_default() += difference;
        }
    }

    /// Forgets what cancelled out.
    pub fn settle(&mut self) {
        self.masses.retain(|_, difference| *difference != 0);
        self.edges.retain(|_, difference| *difference != 0);
    }

    /// The elementary operations that taking them in counts for.
    pub fn steps(&self) -> u64 {
        (self.masses.len() + 2 * self.edges.len()) as u64
    }

    /// How many vertices and edges change.
    pub fn len(&self) -> usize {
        self.masses.len() + self.edges.len()
    }
}
