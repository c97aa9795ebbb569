//! Keeps a chain of coarser graphs in step with a graph that is given as dense arrays.

use std::{borrow::Cow, iter::repeat_n};

use super::{Chain, Edit, Level, View};
use crate::layout::hash;

/// What a look at the graph found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The same graph.
    None,
    /// A graph that has much in common with the one before.
    Edited,
    /// Another graph.
    Replaced,
}

/// The chain of a graph, whose finest level is all that is kept of that graph.
#[derive(Debug, Default)]
pub struct Follower {
    chain: Chain,
    /// The graph that was looked at last: its size, and a digest of its keys and edges.
    seen: (usize, usize, u64),
}

impl Follower {
    /// The coarser levels, the least coarse first.
    pub fn views(&mut self) -> &[View] {
        self.chain.views()
    }

    /// All levels, the graph itself first; never none.
    pub fn levels(&self) -> &[Level] {
        self.chain.levels()
    }

    /// Takes in what has changed. `keys` name the vertices, `edges` are dense indices:
    /// edit by edit, or at once when that is cheaper.
    pub fn refresh(&mut self, keys: &[u32], edges: &[[u32; 2]]) -> Change {
        let numbers = keys.iter().map(|&key| u64::from(key));
        let digest = hash::digest(numbers.chain(edges.iter().map(|&ends| hash::both(ends))));
        let seen = (keys.len(), edges.len(), digest);
        if std::mem::replace(&mut self.seen, seen) == seen {
            return Change::None;
        }
        // The vertices' ids: their keys, as long as those ascend.
        let ids: Cow<[u32]> = if keys.is_sorted_by(|a, b| a < b) {
            keys.into()
        } else {
            (0..keys.len() as u32).collect()
        };
        let mut wanted: Vec<[u32; 2]> = edges
            .iter()
            .map(|ends| ends.map(|end| ids[end as usize]))
            .filter(|[a, b]| a != b)
            .map(|[a, b]| [a.min(b), a.max(b)])
            .collect();
        wanted.sort_unstable();
        let edits = edits(&self.chain.levels()[0], &ids, &wanted);
        if 2 * edits.len() <= ids.len() + wanted.len() && self.chain.apply(&edits).is_ok() {
            return Change::Edited;
        }
        self.chain = Chain::build(ids.iter().copied(), wanted).unwrap_or_default();
        Change::Replaced
    }
}

/// What makes `finest` a graph of these vertices and edges, both ascending: edges that
/// go, vertices that go, vertices that come, edges that come.
fn edits(finest: &Level, ids: &[u32], edges: &[[u32; 2]]) -> Vec<Edit> {
    let parallel = |(ends, count)| repeat_n(ends, count as usize);
    let mut old: Vec<[u32; 2]> = finest.edges().flat_map(parallel).collect();
    // They come by their lesser ends already.
    old.chunk_by_mut(|a, b| a[0] == b[0])
        .for_each(<[_]>::sort_unstable);
    let (gone, new) = difference(old.into_iter(), edges.iter().copied());
    let (gone_ids, new_ids) = difference(finest.ids(), ids.iter().copied());
    let gone = gone.into_iter().map(Edit::RemoveEdge);
    let new = new.into_iter().map(Edit::AddEdge);
    gone.chain(gone_ids.into_iter().map(Edit::RemoveVertex))
        .chain(new_ids.into_iter().map(Edit::AddVertex))
        .chain(new)
        .collect()
}

/// What is in the first of two ascending lists only, and what in the second.
fn difference<T: Copy + Ord>(
    old: impl Iterator<Item = T>,
    wanted: impl Iterator<Item = T>,
) -> (Vec<T>, Vec<T>) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let mut old = old.peekable();
    for item in wanted {
        while let Some(other) = old.next_if(|&other| other < item) {
            gone.push(other);
        }
        if old.next_if_eq(&item).is_none() {
            new.push(item);
        }
    }
    gone.extend(old);
    (gone, new)
}
