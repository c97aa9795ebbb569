//! Validates a sequence of edits against the finest level and sums up their changes.

use std::collections::BTreeSet;

use super::{
    changes::Changes,
    edit::{Edit, EditError},
    level::Level,
};

/// A batch of edits. Each one is checked against the level plus the edits before it.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    /// The finest level before the batch.
    finest: &'a Level,
    changes: Changes,
    /// Both half-edges of every edge that the batch changed: the vertex, and the other end.
    named: BTreeSet<[u32; 2]>,
}

impl<'a> Batch<'a> {
    /// An empty batch on this finest level.
    pub fn new(finest: &'a Level) -> Self {
        Self {
            finest,
            changes: Changes::default(),
            named: BTreeSet::new(),
        }
    }

    /// Adds one edit, or refuses it and leaves the batch unchanged.
    pub fn add_edit(&mut self, edit: Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddVertex(id) => {
                if self.has_vertex(id) {
                    return Err(EditError::VertexExists(id));
                }
                self.changes.add_mass(id, 1);
            }
            Edit::RemoveVertex(id) => {
                self.require_vertex(id)?;
                for other in self.all_neighbours(id) {
                    self.change_edge([id, other], -self.edge_weight([id, other]));
                }
                self.changes.add_mass(id, -1);
            }
            Edit::AddEdge(ends) => {
                ends.into_iter()
                    .try_for_each(|end| self.require_vertex(end))?;
                self.change_edge(ends, 1);
            }
            Edit::RemoveEdge(ends) => {
                if self.edge_weight(ends) == 0 {
                    return Err(EditError::UnknownEdge(ends));
                }
                self.change_edge(ends, -1);
            }
        }
        Ok(())
    }

    /// The net changes of the batch.
    pub fn into_changes(self) -> Changes {
        let mut changes = self.changes;
        changes.drop_zeros();
        changes
    }

    fn change_edge(&mut self, [a, b]: [u32; 2], difference: i64) {
        self.changes.add_weight([a, b], difference);
        self.named.extend([[a, b], [b, a]]);
    }

    /// Whether a vertex exists after the edits so far.
    fn has_vertex(&self, id: u32) -> bool {
        let before = self.finest.mass(id).map_or(0, i64::from);
        before + self.changes.masses.get(&id).unwrap_or(&0) > 0
    }

    fn require_vertex(&self, id: u32) -> Result<(), EditError> {
        if self.has_vertex(id) {
            Ok(())
        } else {
            Err(EditError::UnknownVertex(id))
        }
    }

    /// The weight of the edge between two vertices after the edits so far; 0 if there is none.
    fn edge_weight(&self, [a, b]: [u32; 2]) -> i64 {
        let ends = [a.min(b), a.max(b)];
        let before = i64::from(self.finest.graph.edge_weight(ends));
        before + self.changes.edges.get(&ends).unwrap_or(&0)
    }

    /// The neighbours of a vertex on the level, and all other ends that the batch named.
    fn all_neighbours(&self, id: u32) -> BTreeSet<u32> {
        let before = self.finest.neighbours(id).map(|(other, _)| other);
        let named = self.named.range([id, 0]..=[id, u32::MAX]);
        before.chain(named.map(|&[_, other]| other)).collect()
    }
}
