//! Ids of values, and the inputs of a value.

use std::{fmt, ops::Deref};

/// The row of a value on its tape. Ids grow in the order of creation, so inputs have smaller
/// ids than the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

impl ValueId {
    /// The id as an index into arrays with one entry a value.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for ValueId {
    /// Counts from one, like the notebook: the first value is `v1`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "v{}", u64::from(self.0) + 1)
    }
}

/// The inputs of a value, at most two, in the order of the operands. A value that is used twice
/// appears twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inputs {
    ids: [ValueId; 2],
    len: u8,
}

impl Inputs {
    pub(super) const NONE: Self = Self {
        ids: [ValueId(0); 2],
        len: 0,
    };

    pub(super) fn from_one(id: u32) -> Self {
        Self {
            ids: [ValueId(id); 2],
            len: 1,
        }
    }

    pub(super) fn from_two(left: u32, right: u32) -> Self {
        Self {
            ids: [ValueId(left), ValueId(right)],
            len: 2,
        }
    }
}

impl Deref for Inputs {
    type Target = [ValueId];

    fn deref(&self) -> &[ValueId] {
        &self.ids[..usize::from(self.len)]
    }
}

impl IntoIterator for Inputs {
    type Item = ValueId;
    type IntoIter = std::iter::Take<std::array::IntoIter<ValueId, 2>>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.into_iter().take(usize::from(self.len))
    }
}
