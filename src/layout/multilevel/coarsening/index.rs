//! From ids to dense indices.

/// Finds the index of an id: by a table while the ids are not too far apart, by
/// bisection otherwise.
pub(super) struct Index<'a> {
    ids: &'a [u32],
    table: Vec<u32>,
}

impl<'a> Index<'a> {
    /// For ids in ascending order.
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

    /// The index of an id that is among them. (Of another one: some number.)
    pub fn of(&self, id: u32) -> u32 {
        if self.table.is_empty() {
            self.ids.partition_point(|&other| other < id) as u32
        } else {
            self.table.get(id as usize).copied().unwrap_or(u32::MAX)
        }
    }

    /// Whether an id is among them.
    pub fn contains(&self, id: u32) -> bool {
        self.ids.get(self.of(id) as usize) == Some(&id)
    }
}
