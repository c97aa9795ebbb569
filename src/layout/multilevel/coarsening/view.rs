//! A coarser level as dense arrays, for computing on it.

use super::{index::Index, level::Level};

/// A coarser level as arrays. Vertices are sorted by id, edges by their lesser ends: the order
/// depends on the graph alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The vertices' ids, ascending.
    pub ids: Vec<u32>,
    /// The number of finest vertices in each vertex.
    pub masses: Vec<f32>,
    /// For each vertex of the next finer level, the index of its parent here.
    pub parents: Vec<u32>,
    /// The edges as indices of their ends, the lesser first.
    pub edges: Vec<[u32; 2]>,
    /// Edge weights: the number of finest edges in each edge.
    pub counts: Vec<f32>,
    /// The versions of this level and of the next finer one at the last refresh. Greater
    /// numbers are newer; a chain never repeats one.
    pub versions: [u64; 2],
}

impl View {
    /// Refills the arrays that changed with this level or the next finer one.
    pub(super) fn refresh_from(&mut self, level: &Level, finer: &Level) {
        let versions = [level.version(), finer.version()];
        let before = std::mem::replace(&mut self.versions, versions);
        if before == versions {
            return;
        }
        if before[0] != versions[0] {
            let vertices = level.len();
            let masses = level.vertices.iter().map(|(_, vertex)| vertex.mass as f32);
            refill_exact(&mut self.ids, vertices, level.ids());
            refill_exact(&mut self.masses, vertices, masses);
            let index = Index::new(&self.ids);
            let edges = level.edges();
            let edges = edges.map(|(ends, _)| ends.map(|end| index.index_of(end)));
            refill_exact(&mut self.edges, level.edge_count(), edges);
            let counts = level.edges().map(|(_, count)| count as f32);
            refill_exact(&mut self.counts, level.edge_count(), counts);
        }
        let index = Index::new(&self.ids);
        let parents = finer.vertices.iter();
        let parents = parents.map(|(_, vertex)| index.index_of(vertex.parent));
        refill_exact(&mut self.parents, finer.len(), parents);
    }
}

/// Refills a list with `count` items and reserves exactly that capacity.
fn refill_exact<T>(list: &mut Vec<T>, count: usize, items: impl Iterator<Item = T>) {
    list.clear();
    list.reserve_exact(count);
    list.extend(items);
}
