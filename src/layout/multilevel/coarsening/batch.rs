//! Edits on their way into the finest level: whether each makes sense after those before
//! it, and what they add up to.

use std::collections::BTreeSet;

use super::{
    changes::Changes,
    edit::{Edit, EditError},
    level::Level,
};

/// Edits that are taken in together.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    /// The finest level as it was before them.
    finest: &'a Level,
    changes: Changes,
    /// Both halves of every edge that they name: the vertex, and the other end.
    named: BTreeSet<[u32; 2]>,
}

impl<'a> Batch<'a> {
    /// No edits of this level yet.
    pub fn new(finest: &'a Level) -> Self {
        Self {
            finest,
            changes: Changes::default(),
            named: BTreeSet::new(),
        }
    }

    /// Takes in one more edit, unless it makes no sense.
    pub fn add(&mut self, edit: Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddVertex(id) => {
                if self.contains(id) {
                    return Err(EditError::VertexExists(id));
                }
                self.changes.mass(id, 1);
            }
            Edit::RemoveVertex(id) => {
                self.known(id)?;
                for other in self.neighbours(id) {
                    self.change([id, other], -self.count([id, other]));
                }
                self.changes.mass(id, -1);
            }
            Edit::AddEdge(ends) => {
                ends.into_iter().try_for_each(|end| self.known(end))?;
                self.change(ends, 1);
            }
            Edit::RemoveEdge(ends) => {
                if self.count(ends) == 0 {
                    return Err(EditError::UnknownEdge(ends));
                }
                self.change(ends, -1);
            }
        }
        Ok(())
    }

    /// What they add up to.
    pub fn changes(self) -> Changes {
        let mut changes = self.changes;
        changes.settle();
        changes
    }

    fn change(&mut self, [a, b]: [u32; 2], difference: i64) {
        self.changes.edge([a, b], difference);
        self.named.extend([[a, b], [b, a]]);
    }

    /// Whether a vertex is there by now.
    fn contains(&self, id: u32) -> bool {
        let before = self.finest.mass(id).map_or(0, i64::from);
        before + self.changes.masses.get(&id).unwrap_or(&0) > 0
    }

    fn known(&self, id: u32) -> Result<(), EditError> {
        if self.contains(id) {
            Ok(())
        } else {
            Err(EditError::UnknownVertex(id))
        }
    }

    /// How many edges there are by now between two vertices.
    fn count(&self, [a, b]: [u32; 2]) -> i64 {
        let ends = [a.min(b), a.max(b)];
        let before = i64::from(self.finest.graph.count(ends));
        before + self.changes.edges.get(&ends).unwrap_or(&0)
    }

    /// The other ends of all edges that a vertex has, or had.
    fn neighbours(&self, id: u32) -> BTreeSet<u32> {
        let before = self.finest.neighbours(id).map(|(other, _)| other);
        let named = self.named.range([id, 0]..=[id, u32::MAX]);
        before.chain(named.map(|&[_, other]| other)).collect()
    }
}
