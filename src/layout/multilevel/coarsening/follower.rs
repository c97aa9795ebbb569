//! Keeps a chain in step with a graph that is given as dense arrays: by edits, or by a rebuild.

use std::{borrow::Cow, iter::repeat_n};

use super::{Chain, Edit, Level, View};
use crate::layout::hash;

/// The result of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The graph is the same.
    None,
    /// The graph changed a little; edits were applied.
    Edited,
    /// The graph was replaced; the chain was rebuilt.
    Replaced,
}

/// A chain that follows a graph. The finest level is the only copy of the graph.
#[derive(Debug, Default)]
pub struct Follower {
    chain: Chain,
    /// The last graph: number of vertices, number of edges, and a digest of keys and edges.
    signature: (usize, usize, u64),
}

impl Follower {
    /// The coarser levels as arrays, the finest of them first.
    pub fn views(&mut self) -> &[View] {
        self.chain.views()
    }

    /// All levels, the graph itself first; never empty.
    pub fn levels(&self) -> &[Level] {
        self.chain.levels()
    }

    /// Updates the chain to the graph with these vertex `keys` and these edges as dense
    /// indices. Applies edits if they are fewer than half of the graph, otherwise rebuilds.
    pub fn refresh(&mut self, keys: &[u32], edges: &[[u32; 2]]) -> Change {
        // An unchanged digest means an unchanged graph.
        let numbers = keys.iter().map(|&key| u64::from(key));
        let digest = hash::digest(numbers.chain(edges.iter().map(|&ends| hash::pack_ends(ends))));
        let signature = (keys.len(), edges.len(), digest);
        if std::mem::replace(&mut self.signature, signature) == signature {
            return Change::None;
        }
        // Use the keys as ids if they ascend, the indices otherwise.
        let ids: Cow<[u32]> = if keys.is_sorted_by(|a, b| a < b) {
            keys.into()
        } else {
            (0..keys.len() as u32).collect()
        };
        // The wanted edges as sorted pairs of ids, without loops.
        let mut wanted: Vec<[u32; 2]> = edges
            .iter()
            .map(|ends| ends.map(|end| ids[end as usize]))
            .filter(|[a, b]| a != b)
            .map(|[a, b]| [a.min(b), a.max(b)])
            .collect();
        wanted.sort_unstable();
        // Edit the chain if that is cheaper than a rebuild.
        let edits = edits_between(&self.chain.levels()[0], &ids, &wanted);
        if 2 * edits.len() <= ids.len() + wanted.len() && self.chain.apply(&edits).is_ok() {
            return Change::Edited;
        }
        self.chain = Chain::build(ids.iter().copied(), wanted).unwrap_or_default();
        Change::Replaced
    }
}

/// The edits from `finest` to a graph of these vertices and edges, both ascending. Their order
/// keeps each edit valid: remove edges, remove vertices, add vertices, add edges.
fn edits_between(finest: &Level, ids: &[u32], edges: &[[u32; 2]]) -> Vec<Edit> {
    let parallel = |(ends, count)| repeat_n(ends, count as usize);
    let mut old: Vec<[u32; 2]> = finest.edges().flat_map(parallel).collect();
    // The edges are sorted by their lesser ends already.
    old.chunk_by_mut(|a, b| a[0] == b[0])
        .for_each(<[_]>::sort_unstable);
    let (gone, new) = sorted_difference(old.into_iter(), edges.iter().copied());
    let (gone_ids, new_ids) = sorted_difference(finest.ids(), ids.iter().copied());
    let gone = gone.into_iter().map(Edit::RemoveEdge);
    let new = new.into_iter().map(Edit::AddEdge);
    gone.chain(gone_ids.into_iter().map(Edit::RemoveVertex))
        .chain(new_ids.into_iter().map(Edit::AddVertex))
        .chain(new)
        .collect()
}

/// The items of the first ascending list only, and of the second only.
fn sorted_difference<T: Copy + Ord>(
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
