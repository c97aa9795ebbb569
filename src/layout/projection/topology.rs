//! Keeps the chain of coarser graphs in step with the engine's vertices and edges.

use crate::layout::coarsening::{Chain, Edit, View};

/// An edge by the ids of its ends, ascending, and its own id.
type Link = ([u32; 2], u32);

/// What a look at the engine's graph found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The same graph.
    None,
    /// A graph that has much in common with the one before.
    Edited,
    /// Another graph.
    Replaced,
}

/// The chain, and the graph that it is of.
#[derive(Debug, Default)]
pub struct Topology {
    chain: Chain,
    keys: Vec<u32>,
    edges: Vec<[u32; 2]>,
    /// The vertices' ids: their keys, as long as those ascend.
    ids: Vec<u32>,
    /// The edges, sorted.
    links: Vec<Link>,
    next_link: u32,
}

impl Topology {
    /// The levels, finest first.
    pub fn views(&mut self) -> &[View] {
        self.chain.views()
    }

    /// Takes in what has changed: edit by edit, or at once when that is cheaper.
    pub fn refresh(&mut self, keys: &[u32], edges: &[[u32; 2]]) -> Change {
        if self.keys == keys && self.edges == edges {
            return Change::None;
        }
        self.keys.clear();
        self.keys.extend_from_slice(keys);
        self.edges.clear();
        self.edges.extend_from_slice(edges);
        let ids: Vec<u32> = if keys.is_sorted_by(|a, b| a < b) {
            keys.to_vec()
        } else {
            (0..keys.len() as u32).collect()
        };
        let mut wanted: Vec<[u32; 2]> = edges
            .iter()
            .map(|ends| {
                let [a, b] = ends.map(|end| ids[end as usize]);
                [a.min(b), a.max(b)]
            })
            .collect();
        wanted.sort_unstable();
        let mut edits = Vec::new();
        let links = self.diff_links(&wanted, &mut edits);
        self.diff_ids(&ids, &mut edits);
        // Edges that go, vertices that go, vertices that come, edges that come.
        edits.sort_by_key(|edit| match edit {
            Edit::RemoveEdge(_) => 0,
            Edit::RemoveVertex(_) => 1,
            Edit::AddVertex(_) => 2,
            Edit::AddEdge { .. } => 3,
        });
        self.ids = ids;
        self.links = links;
        if 2 * edits.len() <= self.ids.len() + self.links.len() && self.chain.apply(&edits).is_ok()
        {
            return Change::Edited;
        }
        let edges = self.links.iter().map(|&(ends, id)| (id, ends));
        self.chain = Chain::build(self.ids.iter().copied(), edges).unwrap_or_default();
        Change::Replaced
    }

    /// The wanted edges with ids, old ones where there were, and the edits to them.
    fn diff_links(&mut self, wanted: &[[u32; 2]], edits: &mut Vec<Edit>) -> Vec<Link> {
        let mut old = self.links.iter().copied().peekable();
        let mut links = Vec::with_capacity(wanted.len());
        for &ends in wanted {
            while let Some((_, id)) = old.next_if(|&(there, _)| there < ends) {
                edits.push(Edit::RemoveEdge(id));
            }
            if let Some(link) = old.next_if(|&(there, _)| there == ends) {
                links.push(link);
            } else {
                let edge = self.next_link;
                self.next_link = self.next_link.wrapping_add(1);
                links.push((ends, edge));
                edits.push(Edit::AddEdge { edge, ends });
            }
        }
        edits.extend(old.map(|(_, id)| Edit::RemoveEdge(id)));
        links
    }

    fn diff_ids(&self, wanted: &[u32], edits: &mut Vec<Edit>) {
        let mut old = self.ids.iter().copied().peekable();
        for &id in wanted {
            while let Some(gone) = old.next_if(|&there| there < id) {
                edits.push(Edit::RemoveVertex(gone));
            }
            if old.next_if_eq(&id).is_none() {
                edits.push(Edit::AddVertex(id));
            }
        }
        edits.extend(old.map(Edit::RemoveVertex));
    }
}
