//! Names of values on a tape.

use std::{fmt, ops::Deref};

/// A value's place on its tape. Ids grow in the order in which values are
/// made, so every value's inputs have smaller ids than itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

impl ValueId {
    /// The place as an index into anything that has one entry a value.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for ValueId {
    /// Counts from one, as the notebook does: the first value is `v1`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "v{}", u64::from(self.0) + 1)
    }
}

/// The inputs of a value, at most two, in the order of the operands.
/// A value that is used twice is there twice.
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

    pub(super) fn one(id: u32) -> Self {
        Self {
            ids: [ValueId(id); 2],
            len: 1,
        }
    }

    pub(super) fn two(left: u32, right: u32) -> Self {
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
