//! The chain of levels, and how edits run through it.

use super::{
    batch::Batch,
    bulk::Bulk,
    changes::Changes,
    edit::{Edit, EditError},
    index::Index,
    level::Level,
    view::View,
};

/// A level of fewer vertices is the coarsest.
pub const COARSEST: usize = 32;

/// A level is built anew, from the one below, rather than repaired when one in so many
/// of the vertices and edges there would change here.
const REBUILD_SHARE: usize = 8;

/// A graph, and ever coarser graphs of it: level 0 is the graph itself, and each level
/// has at most half as many vertices with edges as the one below. The chain ends with
/// the first level that has fewer than [`COARSEST`] vertices, or no edges: as many
/// vertices as the graph has components.
///
/// What it is depends on the graph alone, not on the edits that led there. Source:
/// Veldhuizen, arXiv:0712.1549, §3.
#[derive(Clone, Debug)]
pub struct Chain {
    levels: Vec<Level>,
    views: Vec<View>,
    work: Vec<u64>,
    stamp: u64,
}

impl Chain {
    /// The chain of a graph without vertices: one empty level.
    pub fn new() -> Self {
        Self::of(Bulk::default())
    }

    /// The chain of a graph: the ids of its vertices, and the ends of its edges.
    ///
    /// # Errors
    ///
    /// If an id occurs twice or an edge ends at a vertex that is not there.
    pub fn build(
        vertices: impl IntoIterator<Item = u32>,
        edges: impl IntoIterator<Item = [u32; 2]>,
    ) -> Result<Self, EditError> {
        let mut ids: Vec<u32> = vertices.into_iter().collect();
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(EditError::VertexExists(twice[0]));
        }
        let edges: Vec<[u32; 2]> = edges.into_iter().collect();
        let index = Index::new(&ids);
        if let Some(&end) = edges.iter().flatten().find(|&&end| !index.contains(end)) {
            return Err(EditError::UnknownVertex(end));
        }
        let masses = vec![1; ids.len()];
        let edges = edges.into_iter().map(|ends| (ends, 1));
        Ok(Self::of(Bulk::new(0, ids, masses, edges)))
    }

    fn of(finest: Bulk) -> Self {
        let mut chain = Self {
            levels: Vec::new(),
            views: Vec::new(),
            work: Vec::new(),
            stamp: 0,
        };
        chain.extend(finest);
        chain
    }

    /// Works edits in, in their order. One call with many edits costs less than many
    /// calls: what cancels out costs nothing, and a flood of edits leads to a rebuild.
    ///
    /// # Errors
    ///
    /// Every edit that makes no sense, with the reason: an id that is there already,
    /// or is not. Such an edit is left out; all the others have taken effect.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<(), Vec<EditError>> {
        let mut refused = Vec::new();
        let mut batch = Batch::new(&self.levels[0]);
        for &edit in edits {
            refused.extend(batch.add(edit).err());
        }
        let changes = batch.changes();
        self.propagate(changes);
        if refused.is_empty() {
            Ok(())
        } else {
            Err(refused)
        }
    }

    /// The levels, finest first; never none.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// All levels but the finest as dense arrays, the least coarse first; only what changed
    /// since the last call is laid out anew.
    pub fn views(&mut self) -> &[View] {
        self.views.resize_with(self.levels.len() - 1, View::default);
        for (view, levels) in self.views.iter_mut().zip(self.levels.windows(2)) {
            view.refresh(&levels[1], &levels[0]);
        }
        &self.views
    }

    /// Elementary operations that each level ever took: a vertex or half an edge
    /// looked at, added, removed, or carried over. Levels that are gone keep their
    /// number. Each operation costs the logarithm of the level's size.
    pub fn work(&self) -> &[u64] {
        &self.work
    }

    /// Takes changes of the finest level through the chain.
    fn propagate(&mut self, mut changes: Changes) {
        let mut depth = 0;
        // The finest level is built from its own vertices and edges.
        let mut below = self.levels[0].size();
        while changes.len() > 0 {
            if changes.len() * REBUILD_SHARE > below {
                return self.rebuild(depth, &changes);
            }
            let level = &mut self.levels[depth];
            below = level.size();
            self.stamp += 1;
            level.version = self.stamp;
            changes = level.apply(&changes, &mut self.work[depth]);
            depth += 1;
            if is_coarsest(level) {
                self.levels.truncate(depth);
                return;
            }
            if depth == self.levels.len() {
                return self.rebuild(depth, &changes);
            }
        }
    }

    /// Builds the level at this depth anew, which is to take in these changes, and all
    /// coarser ones.
    fn rebuild(&mut self, depth: usize, changes: &Changes) {
        let bulk = match depth.checked_sub(1) {
            // Where the one below is up to date, all changes are in it.
            Some(below) => {
                self.work[below] += self.levels[below].size() as u64;
                self.levels[below].bulk_above()
            }
            None => {
                self.levels[0].overwrite(changes, &mut self.work[0]);
                self.levels[0].bulk()
            }
        };
        self.levels.truncate(depth);
        self.extend(bulk);
    }

    /// Adds the level that is built from `bulk`, and all coarser ones.
    fn extend(&mut self, mut bulk: Bulk) {
        loop {
            let last = bulk.is_coarsest(COARSEST);
            self.stamp += 1;
            if self.work.len() == self.levels.len() {
                self.work.push(0);
            }
            let work = &mut self.work[self.levels.len()];
            let (level, above) = bulk.level(self.stamp, work);
            self.levels.push(level);
            if last {
                return;
            }
            bulk = above;
        }
    }
}

fn is_coarsest(level: &Level) -> bool {
    level.len() < COARSEST || level.edge_count() == 0
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}

/// Equal graphs, and so equal chains.
impl PartialEq for Chain {
    fn eq(&self, other: &Self) -> bool {
        self.levels == other.levels
    }
}

impl Eq for Chain {}
