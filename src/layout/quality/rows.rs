//! Which vertices the measures look out from.

use crate::layout::hash;

/// Graphs up to this size are measured exactly.
pub const EXACT_UP_TO: usize = 4096;

/// How many vertices a larger graph is measured from.
pub const PIVOTS: usize = 512;

/// The vertices that a measure looks out from, each towards all others: the rows
/// of the matrix of pairs. All of them make it exact. A seeded choice of
/// [`PIVOTS`] makes it an estimate, off by chance: by less than 5 % for stress and
/// by less than 0.03 for the neighbourhoods on the graphs that are tested.
#[derive(Clone, Debug)]
pub struct Rows(Vec<u32>);

impl Rows {
    /// Every vertex.
    pub fn all(vertices: usize) -> Self {
        Self((0..vertices as u32).collect())
    }

    /// So many different vertices, chosen by `seed`; all if there are no more.
    pub fn pivots(vertices: usize, count: usize, seed: u32) -> Self {
        let mut rows = Self::all(vertices).0;
        let count = count.min(vertices);
        // The first steps of a Fisher–Yates shuffle.
        for place in 0..count {
            let left = (vertices - place) as u32;
            let key = hash::mix(hash::mix(place as u32) ^ seed);
            rows.swap(place, place + (key % left) as usize);
        }
        rows.truncate(count);
        rows.sort_unstable();
        Self(rows)
    }

    /// Exact as long as that is quick, by pivots above.
    pub fn natural(vertices: usize) -> Self {
        if vertices <= EXACT_UP_TO {
            Self::all(vertices)
        } else {
            Self::pivots(vertices, PIVOTS, 0x9e37)
        }
    }

    /// The vertices.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(|&vertex| vertex as usize)
    }
}
