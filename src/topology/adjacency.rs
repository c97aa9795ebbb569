//! Adjacency in compressed sparse rows: the neighbours of each vertex, side by side in one array.

/// The targets of the arcs that leave each vertex, in the order of the arcs.
#[derive(Clone, Debug, Default)]
pub struct Adjacency {
    /// Where the row of each vertex begins in `targets`; one more entry than vertices.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Adjacency {
    /// The rows of `vertices` vertices from arcs `[source, target]`.
    pub fn from_arcs(vertices: usize, arcs: impl Iterator<Item = [u32; 2]> + Clone) -> Self {
        let mut adjacency = Self::default();
        adjacency.refill(vertices, arcs);
        adjacency
    }

    /// The rows of an undirected graph: each edge is an arc in both directions, a loop twice.
    pub fn from_edges(vertices: usize, edges: &[[u32; 2]]) -> Self {
        let arcs = edges.iter().flat_map(|&[a, b]| [[a, b], [b, a]]);
        Self::from_arcs(vertices, arcs)
    }

    /// Replaces all rows and keeps the memory.
    pub fn refill(&mut self, vertices: usize, arcs: impl Iterator<Item = [u32; 2]> + Clone) {
        self.starts.clear();
        self.starts.resize(vertices + 1, 0);
        for [source, _] in arcs.clone() {
            self.starts[source as usize + 1] += 1;
        }
        for vertex in 0..vertices {
            self.starts[vertex + 1] += self.starts[vertex];
        }
        self.targets.clear();
        self.targets.resize(self.starts[vertices] as usize, 0);
        // Each start runs to the end of its row and is moved back by one row afterwards.
        for [source, target] in arcs {
            let place = &mut self.starts[source as usize];
            self.targets[*place as usize] = target;
            *place += 1;
        }
        self.starts.copy_within(..vertices, 1);
        self.starts[0] = 0;
    }

    /// The number of vertices.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no vertex.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The targets of the arcs that leave `vertex`; none for a vertex that does not exist.
    pub fn neighbours(&self, vertex: u32) -> &[u32] {
        let start = |row: usize| self.starts.get(row).map(|&start| start as usize);
        match (start(vertex as usize), start(vertex as usize + 1)) {
            (Some(from), Some(to)) => &self.targets[from..to],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_arc_is_in_the_row_of_its_source(
            arcs in prop::collection::vec([0_u32..20, 0_u32..20], 0..60),
        ) {
            let mut adjacency = Adjacency::from_arcs(3, [[0, 2], [1, 1]].into_iter());
            // Nothing of the first graph may be left.
            adjacency.refill(20, arcs.iter().copied());
            for vertex in 0..20 {
                let targets: Vec<u32> =
                    arcs.iter().filter(|arc| arc[0] == vertex).map(|arc| arc[1]).collect();
                prop_assert_eq!(adjacency.neighbours(vertex), &targets[..]);
            }
            prop_assert!(adjacency.neighbours(20).is_empty());
            prop_assert!(Adjacency::default().is_empty());
        }
    }
}
