//! A coarser level as dense arrays, for those who compute on it.

use super::{index::Index, level::Level};

/// One of the coarser levels as arrays. Vertices are in the ascending order of their ids,
/// edges in that of their lesser ends: an order that only the graph decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The vertices' ids, ascending.
    pub ids: Vec<u32>,
    /// Finest vertices in each vertex.
    pub masses: Vec<f32>,
    /// The index of the vertex here that each vertex of the next finer level is part of.
    pub parents: Vec<u32>,
    /// The edges as indices of their ends, the lesser first.
    pub edges: Vec<[u32; 2]>,
    /// Finest edges in each edge.
    pub counts: Vec<f32>,
    /// The versions of the level and of the next finer one when this was laid out. Greater
    /// numbers are newer; a chain gives none twice.
    pub versions: [u64; 2],
}

impl View {
    /// Lays out anew what changed of the level and of the next finer one.
    pub(super) fn refresh(&mut self, level: &Level, finer: &Level) {
        let versions = [level.version(), finer.version()];
        let before = std::mem::replace(&mut self.versions, versions);
        if before == versions {
            return;
        }
        if before[0] != versions[0] {
            let vertices = level.len();
            let masses = level.vertices.iter().map(|(_, vertex)| vertex.mass as f32);
            refill(&mut self.ids, vertices, level.ids());
            refill(&mut self.masses, vertices, masses);
            let index = Index::new(&self.ids);
            let edges = level.edges();
            let edges = edges.map(|(ends, _)| ends.map(|end| index.of(end)));
            refill(&mut self.edges, level.edge_count(), edges);
            let counts = level.edges().map(|(_, count)| count as f32);
            refill(&mut self.counts, level.edge_count(), counts);
        }
        let index = Index::new(&self.ids);
        let parents = finer.vertices.iter();
        let parents = parents.map(|(_, vertex)| index.of(vertex.parent));
        refill(&mut self.parents, finer.len(), parents);
    }
}

/// Puts so many items into a list, and makes room for no more of them.
fn refill<T>(list: &mut Vec<T>, count: usize, items: impl Iterator<Item = T>) {
    list.clear();
    list.reserve_exact(count);
    list.extend(items);
}
