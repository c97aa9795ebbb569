//! A level as dense arrays, for those who compute on it.

use super::{index::Index, level::Level};

/// One level as arrays. Vertices are in the ascending order of their ids, edges in
/// that of their lesser ends: an order that only the graph decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The vertices' ids, ascending.
    pub ids: Vec<u32>,
    /// Finest vertices in each vertex.
    pub masses: Vec<u32>,
    /// The index of each vertex's parent on the next level; empty on the coarsest.
    pub parents: Vec<u32>,
    /// The edges as indices of their ends, the lesser first.
    pub edges: Vec<[u32; 2]>,
    /// Finest edges in each edge.
    pub counts: Vec<u32>,
    /// The versions of the level and of the next one when this was laid out. Greater
    /// numbers are newer; a chain gives none twice.
    pub versions: [u64; 2],
}

impl View {
    /// Lays the level out anew if it, or the next one, changed.
    pub(super) fn refresh(&mut self, level: &Level, next: Option<&Level>) {
        let versions = [level.version(), next.map_or(0, Level::version)];
        if versions == self.versions {
            return;
        }
        self.versions = versions;
        self.ids.clear();
        self.ids.extend(level.ids());
        self.masses.clear();
        self.masses
            .extend(level.vertices.iter().map(|(_, vertex)| vertex.mass));
        self.edges.clear();
        self.counts.clear();
        let index = Index::new(&self.ids);
        for (ends, count) in level.graph.edges() {
            self.edges.push(ends.map(|end| index.of(end)));
            self.counts.push(count);
        }
        self.parents.clear();
        if let Some(next) = next {
            let above: Vec<u32> = next.ids().collect();
            let index = Index::new(&above);
            self.parents.extend(
                level
                    .vertices
                    .iter()
                    .map(|(_, vertex)| index.of(vertex.parent)),
            );
        }
    }
}
