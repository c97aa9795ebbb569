//! The chain of levels, and the propagation of edits through it.

use super::{
    batch::Batch,
    bulk::Bulk,
    changes::Changes,
    edit::{Edit, EditError},
    index::Index,
    level::{COARSEST, Level},
    view::View,
};

/// A level is rebuilt instead of repaired if more than one in this many vertices and edges of
/// the level below changes.
const REBUILD_SHARE: usize = 8;

/// A graph and its coarser graphs. Level 0 is the graph itself; each level has at most half as
/// many vertices with edges as the one below.
///
/// The chain ends with the first level that has fewer than [`COARSEST`] vertices or no edges
/// (then one vertex a component). It depends on the graph alone, not on the edits that led
/// there. Source: Veldhuizen, arXiv:0712.1549, §3.
#[derive(Clone, Debug)]
pub struct Chain {
    levels: Vec<Level>,
    views: Vec<View>,
    work: Vec<u64>,
    stamp: u64,
}

impl Chain {
    /// The chain of the empty graph: one empty level.
    pub fn new() -> Self {
        Self::from_bulk(Bulk::default())
    }

    /// Builds the chain of a graph from its vertex ids and the ends of its edges.
    ///
    /// # Errors
    ///
    /// An id occurs twice, or an edge ends at an unknown vertex.
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
        if let Some(&end) = edges.iter().flatten().find(|&&end| !index.has_id(end)) {
            return Err(EditError::UnknownVertex(end));
        }
        let masses = vec![1; ids.len()];
        let edges = edges.into_iter().map(|ends| (ends, 1));
        Ok(Self::from_bulk(Bulk::new(0, ids, masses, edges)))
    }

    fn from_bulk(finest: Bulk) -> Self {
        let mut chain = Self {
            levels: Vec::new(),
            views: Vec::new(),
            work: Vec::new(),
            stamp: 0,
        };
        chain.build_levels(finest);
        chain
    }

    /// Applies edits in their order. One call with many edits costs less than many calls: edits
    /// that cancel cost nothing, and a flood of edits leads to a rebuild.
    ///
    /// # Errors
    ///
    /// All refused edits, each with its reason: an id that exists already, or does not exist.
    /// All other edits have taken effect.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<(), Vec<EditError>> {
        let mut refused = Vec::new();
        let mut batch = Batch::new(&self.levels[0]);
        for &edit in edits {
            refused.extend(batch.add_edit(edit).err());
        }
        let changes = batch.into_changes();
        self.propagate_changes(changes);
        if refused.is_empty() {
            Ok(())
        } else {
            Err(refused)
        }
    }

    /// The levels, the finest first; never empty.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// All levels but the finest as dense arrays, the least coarse first. Only arrays that
    /// changed since the last call are refilled.
    pub fn views(&mut self) -> &[View] {
        self.views.resize_with(self.levels.len() - 1, View::default);
        for (view, levels) in self.views.iter_mut().zip(self.levels.windows(2)) {
            view.refresh_from(&levels[1], &levels[0]);
        }
        &self.views
    }

    /// The number of elementary operations of each level since the start: a vertex or half-edge
    /// visited, added, removed or carried over. Removed levels keep their number. Each operation
    /// costs the logarithm of the level's size.
    pub fn work(&self) -> &[u64] {
        &self.work
    }

    /// Propagates changes of the finest level up the chain.
    fn propagate_changes(&mut self, mut changes: Changes) {
        let mut depth = 0;
        // The finest level is rebuilt from its own vertices and edges.
        let mut below = self.levels[0].entry_count();
        while changes.len() > 0 {
            // Too much changes: rebuild this level and those above.
            if changes.len() * REBUILD_SHARE > below {
                return self.rebuild_from(depth, &changes);
            }
            let level = &mut self.levels[depth];
            below = level.entry_count();
            self.stamp += 1;
            level.version = self.stamp;
            // Repair this level; its result is the edit of the next one.
            changes = level.apply_changes(&changes, &mut self.work[depth]);
            depth += 1;
            // The chain has become shorter, or longer.
            if is_coarsest(level) {
                self.levels.truncate(depth);
                return;
            }
            if depth == self.levels.len() {
                return self.rebuild_from(depth, &changes);
            }
        }
    }

    /// Rebuilds the level at this depth, which takes in these changes, and all coarser ones.
    fn rebuild_from(&mut self, depth: usize, changes: &Changes) {
        let bulk = match depth.checked_sub(1) {
            // The level below is up to date, so it contains all changes.
            Some(below) => {
                self.work[below] += self.levels[below].entry_count() as u64;
                self.levels[below].bulk_above()
            }
            None => {
                self.levels[0].overwrite_changes(changes, &mut self.work[0]);
                self.levels[0].to_bulk()
            }
        };
        self.levels.truncate(depth);
        self.build_levels(bulk);
    }

    /// Adds the level built from `bulk`, and all coarser ones.
    fn build_levels(&mut self, mut bulk: Bulk) {
        loop {
            let last = bulk.is_coarsest(COARSEST);
            self.stamp += 1;
            if self.work.len() == self.levels.len() {
                self.work.push(0);
            }
            let work = &mut self.work[self.levels.len()];
            let (level, above) = bulk.into_level(self.stamp, work);
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

/// Equal graphs have equal chains.
impl PartialEq for Chain {
    fn eq(&self, other: &Self) -> bool {
        self.levels == other.levels
    }
}

impl Eq for Chain {}
