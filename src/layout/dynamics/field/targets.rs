//! Target cells of the far field, and the interaction lists that a task keeps for them.

use std::ops::Range;

use super::local::LocalExpansion;

/// A target cell whose far field is not evaluated yet.
#[derive(Debug)]
pub struct TargetCell {
    /// The cell's node.
    pub node: u32,
    /// The parent's local expansion.
    pub parent_local: LocalExpansion,
    /// The range in `InteractionLists::undecided` of the source cells that wait for this cell.
    pub undecided: Range<usize>,
}

/// The interaction lists of a target cell: source cells by the operator that applies.
#[derive(Debug, Default)]
pub struct InteractionLists {
    /// Well-separated cells: they act by M2L.
    pub m2l: NodeList,
    /// Accepted cells, and leaves that are not near: they act by M2P on each body of a target
    /// leaf.
    pub m2p: NodeList,
    /// Undecided cells, which wait for the children of the targets on the path from the root.
    pub undecided: NodeList,
    /// Cells that the classification has still to visit.
    pub stack: NodeList,
}

/// The cached interaction lists of all target cells of a task, in the order of the traversal.
///
/// They are the largest part of a layout's memory, so they are stored as `u16`: only for trees
/// of up to 2¹⁶ nodes, about half a million bodies.
#[derive(Debug, Default)]
pub struct CachedLists {
    /// Whether all target cells are recorded.
    pub is_complete: bool,
    /// M2L cells, then M2P cells, target by target.
    nodes: Vec<u16>,
    /// Ends of both lists of each target.
    ends: Vec<[u32; 2]>,
    /// The next target.
    next: usize,
}

impl CachedLists {
    /// Discards all lists.
    pub fn clear(&mut self) {
        self.is_complete = false;
        self.nodes.clear();
        self.ends.clear();
    }

    /// Records the lists of one more target of a tree with this number of `nodes`.
    pub fn record_lists(&mut self, lists: &InteractionLists, nodes: usize) {
        if nodes <= 1 << u16::BITS {
            let ends = [&lists.m2l, &lists.m2p].map(|list| {
                let nodes = list.as_slice().iter().map(|&node| node as u16);
                self.nodes.extend(nodes);
                self.nodes.len() as u32
            });
            self.ends.push(ends);
        }
    }

    /// Marks the cache as complete after the last target.
    pub fn finish_recording(&mut self) {
        if !self.is_complete && !self.ends.is_empty() {
            self.is_complete = true;
            self.nodes.shrink_to_fit();
            self.ends.shrink_to_fit();
        }
    }

    /// Returns to the first target.
    pub const fn rewind(&mut self) {
        self.next = 0;
    }

    /// Loads the lists of the next target into `lists`.
    pub fn load_next(&mut self, lists: &mut InteractionLists) {
        let last = self.next.checked_sub(1);
        let start = last.map_or(0, |last| self.ends[last][1]) as usize;
        let [m2l, m2p] = self.ends[self.next].map(|end| end as usize);
        self.next += 1;
        lists.m2l.assign_compact(&self.nodes[start..m2l]);
        lists.m2p.assign_compact(&self.nodes[m2l..m2p]);
    }
}

/// A list of nodes with branch-free conditional push.
#[derive(Debug, Default)]
pub struct NodeList {
    /// The nodes, followed by spare capacity.
    pub items: Vec<u32>,
    /// The number of nodes.
    pub len: usize,
}

impl NodeList {
    /// The nodes.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u32] {
        &self.items[..self.len]
    }

    /// Makes room for `more` further nodes.
    #[inline(always)]
    pub fn make_room(&mut self, more: usize) {
        if self.items.len() < self.len + more {
            self.items.resize(2 * (self.len + more), 0);
        }
    }

    /// Appends `item` if `wanted`, without a branch. There must be room.
    #[inline(always)]
    pub fn push_if(&mut self, item: u32, wanted: bool) {
        self.items[self.len] = item;
        self.len += usize::from(wanted);
    }

    /// Replaces the contents by these nodes.
    #[inline(always)]
    pub fn assign_compact(&mut self, items: &[u16]) {
        self.len = 0;
        self.make_room(items.len());
        for (to, &item) in self.items.iter_mut().zip(items) {
            *to = u32::from(item);
        }
        self.len = items.len();
    }

    /// Appends these nodes.
    pub fn extend_from_slice(&mut self, items: &[u32]) {
        self.make_room(items.len());
        self.items[self.len..][..items.len()].copy_from_slice(items);
        self.len += items.len();
    }
}
