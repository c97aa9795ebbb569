//! Maps ids to dense indices.

/// Maps an id to its index: by a table if the ids are dense enough (at most 16 numbers an id),
/// by bisection otherwise.
pub(super) struct Index<'a> {
    ids: &'a [u32],
    table: Vec<u32>,
}

impl<'a> Index<'a> {
    /// Creates the index of ids in ascending order.
    pub fn new(ids: &'a [u32]) -> Self {
        let mut table = Vec::new();
        if let Some(&last) = ids.last()
            && last as usize / 16 <= ids.len()
        {
            table.resize(last as usize + 1, 0);
            for (index, &id) in (0u32..).zip(ids) {
                table[id as usize] = index;
            }
        }
        Self { ids, table }
    }

    /// The index of an id of the list. For any other id, the result is an arbitrary number.
    pub fn index_of(&self, id: u32) -> u32 {
        if self.table.is_empty() {
            self.ids.partition_point(|&other| other < id) as u32
        } else {
            self.table.get(id as usize).copied().unwrap_or(u32::MAX)
        }
    }

    /// Whether the id is in the list.
    pub fn has_id(&self, id: u32) -> bool {
        self.ids.get(self.index_of(id) as usize) == Some(&id)
    }
}
