//! The edges by vertex. Rebuilt on demand, once for each change of the topology.

use bevy::prelude::*;

use super::index::GraphIndex;

/// Inputs and outputs of every vertex by dense index. A cache of [`GraphIndex::ends`].
#[derive(Resource, Debug, Default)]
pub struct Adjacency {
    version: Option<u64>,
    inputs: Rows,
    outputs: Rows,
}

impl Adjacency {
    /// The adjacency of the graph as it is now. Rebuilt in linear time, only after a change.
    pub fn updated(&mut self, index: &GraphIndex) -> &Self {
        if self.version != Some(index.version) {
            self.version = Some(index.version);
            let vertices = index.vertices.len();
            self.inputs
                .fill_rows(vertices, &index.ends, |[source, target]| (target, source));
            self.outputs
                .fill_rows(vertices, &index.ends, |[source, target]| (source, target));
        }
        self
    }

    /// Number of vertices.
    pub fn len(&self) -> usize {
        self.inputs.starts.len().saturating_sub(1)
    }

    /// Whether it has no vertices.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sources of the edges that enter a vertex, in the order of the edges.
    pub fn inputs(&self, vertex: u32) -> &[u32] {
        self.inputs.row(vertex)
    }

    /// The targets of the edges that leave a vertex, in the order of the edges.
    pub fn outputs(&self, vertex: u32) -> &[u32] {
        self.outputs.row(vertex)
    }
}

/// Rows of different lengths in one list (compressed sparse rows).
#[derive(Debug, Default)]
struct Rows {
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Rows {
    fn fill_rows(&mut self, rows: usize, ends: &[[u32; 2]], part: impl Fn([u32; 2]) -> (u32, u32)) {
        self.starts.clear();
        self.starts.resize(rows + 1, 0);
        for &pair in ends {
            self.starts[part(pair).0 as usize + 1] += 1;
        }
        for row in 0..rows {
            self.starts[row + 1] += self.starts[row];
        }
        self.entries.clear();
        self.entries.resize(ends.len(), 0);
        // Filling moves each start to the end of its row; the starts are shifted back afterwards.
        for &pair in ends {
            let (row, entry) = part(pair);
            let place = &mut self.starts[row as usize];
            self.entries[*place as usize] = entry;
            *place += 1;
        }
        self.starts.copy_within(..rows, 1);
        self.starts[0] = 0;
    }

    fn row(&self, row: u32) -> &[u32] {
        let bound = |row: usize| self.starts.get(row).map(|&start| start as usize);
        match (bound(row as usize), bound(row as usize + 1)) {
            (Some(from), Some(to)) => &self.entries[from..to],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_edge_is_in_both_lists(
            ends in prop::collection::vec([0_u32..20, 0_u32..20], 0..60),
        ) {
            let mut rows = [Rows::default(), Rows::default()];
            // Filled twice: nothing of the first graph may be left.
            rows[0].fill_rows(3, &[[0, 2], [1, 1]], |[a, b]| (a, b));
            rows[0].fill_rows(20, &ends, |[a, b]| (a, b));
            rows[1].fill_rows(20, &ends, |[a, b]| (b, a));
            for vertex in 0..20 {
                let outputs: Vec<u32> = ends.iter().filter(|e| e[0] == vertex).map(|e| e[1]).collect();
                let inputs: Vec<u32> = ends.iter().filter(|e| e[1] == vertex).map(|e| e[0]).collect();
                prop_assert_eq!(rows[0].row(vertex), &outputs[..]);
                prop_assert_eq!(rows[1].row(vertex), &inputs[..]);
            }
            prop_assert!(rows[0].row(20).is_empty());
        }
    }
}
