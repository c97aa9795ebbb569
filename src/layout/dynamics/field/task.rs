//! A run of leaves that one thread works on, and all that this work writes.
//!
//! Tasks share nothing that they write, so the number of threads and their order change no bit.

use std::ops::Range;

use super::{
    lists::AcceptanceCriterion,
    local::LocalExpansion,
    net::NetForce,
    simd::{ForceLanes, LANES, Lanes},
    tree::Tree,
};

/// Fewest leaves in a task (unless there are fewer), and the most tasks.
const MIN_LEAVES: usize = 48;
const MAX_TASKS: usize = 64;

/// A task. A pair of near leaves belongs to the task of its first leaf, which sums it for both
/// sides. Forces on leaves of later tasks collect in `outgoing`.
///
/// A *slot* numbers the task's own leaves first, then the foreign ones.
#[derive(Debug, Default)]
pub struct Task {
    /// The task's own leaves.
    pub leaves: Range<usize>,
    /// Leaves of later tasks that are near one of its own, ascending: the slots after its own.
    pub foreign: Vec<u32>,
    /// Forces on the foreign leaves, while the near field is being summed.
    pub outgoing: Vec<ForceLanes>,
    /// Slots of each own leaf's partners: the near leaves that come after it.
    pub partners: Vec<u32>,
    /// Start of each own leaf's partners in `partners`, and the end of the last.
    pub starts: Vec<u32>,
    /// Near-field sums of each own leaf.
    pub sums: Vec<ForceLanes>,
    /// Net force and torque of the far field on the task's bodies.
    pub net: NetForce,
    /// M2P forces on each own leaf, less the part that is in the leaf's expansion.
    pub far: Vec<ForceLanes>,
    /// Local expansion of each own leaf.
    pub locals: Vec<LocalExpansion>,
    /// The least squared distance of two bodies, lane by lane.
    pub closest: Lanes,
    /// The next own leaf whose near field is not summed yet (offset in `leaves`).
    pub near_next: usize,
    /// Target cells whose far field is still to be evaluated; the next one is last.
    pub targets: Vec<TargetCell>,
    /// Interaction lists of the current target cell.
    pub lists: InteractionLists,
    /// Interaction lists of all target cells, valid as long as the shapes are.
    pub cached: CachedLists,
    /// The next own leaf whose partners are not known yet (offset in `leaves`).
    pub partners_next: usize,
    /// Cells that the search for partners has still to visit.
    pub stack: Vec<u32>,
}

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
    fn clear(&mut self) {
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
    fn finish_recording(&mut self) {
        if !self.is_complete && !self.ends.is_empty() {
            self.is_complete = true;
            self.nodes.shrink_to_fit();
            self.ends.shrink_to_fit();
        }
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

/// Leaves in a task, such that there are neither too many tasks nor too small ones.
pub fn leaves_per_task(leaves: usize) -> usize {
    leaves.div_ceil(MAX_TASKS).max(MIN_LEAVES)
}

/// The leaf in a slot of a task with these own and foreign leaves.
#[inline(always)]
pub fn leaf_in_slot(leaves: &Range<usize>, foreign: &[u32], slot: usize) -> usize {
    match slot.checked_sub(leaves.len()) {
        None => leaves.start + slot,
        Some(later) => foreign[later] as usize,
    }
}

impl Task {
    /// Resets the task to these leaves.
    pub fn assign_leaves(&mut self, leaves: Range<usize>) {
        self.foreign.clear();
        self.partners.clear();
        self.starts.clear();
        self.partners_next = 0;
        self.far.clear();
        self.far.resize(leaves.len(), ForceLanes::default());
        self.locals.clear();
        self.locals.resize(leaves.len(), LocalExpansion::default());
        self.targets.clear();
        self.cached.clear();
        self.near_next = leaves.len();
        self.leaves = leaves;
    }

    /// Finds the partners of own leaves until about `share` pairs are spent; returns the cost.
    pub fn find_partners(
        &mut self,
        tree: &Tree,
        criterion: AcceptanceCriterion,
        share: u64,
    ) -> u64 {
        /// Cost of one search, in pairs.
        const WALK: u64 = 1500;
        let mut spent = 0;
        while self.partners_next < self.leaves.len() && spent < share {
            self.starts.push(self.partners.len() as u32);
            let leaf = self.leaves.start + self.partners_next;
            criterion.collect_near_leaves(tree, leaf, &mut self.stack, &mut self.partners);
            self.partners_next += 1;
            spent += WALK;
            if self.partners_next == self.leaves.len() {
                self.starts.push(self.partners.len() as u32);
                self.number_slots();
            }
        }
        spent
    }

    /// Whether the partners of all own leaves have been found.
    pub fn is_listed(&self) -> bool {
        self.partners_next == self.leaves.len()
    }

    /// Replaces the partners' leaf indices by slots and lists the foreign leaves.
    fn number_slots(&mut self) {
        let end = self.leaves.end as u32;
        let own = self.leaves.len() as u32;
        self.foreign
            .extend(self.partners.iter().filter(|&&leaf| leaf >= end));
        self.foreign.sort_unstable();
        self.foreign.dedup();
        // Lists live for many ticks: free the spare capacity.
        self.foreign.shrink_to_fit();
        self.partners.shrink_to_fit();
        for partner in &mut self.partners {
            *partner = if *partner < end {
                *partner - self.leaves.start as u32
            } else {
                own + self.foreign.partition_point(|leaf| leaf < partner) as u32
            };
        }
    }

    /// Starts the far field at the root of the tree.
    pub fn start_far(&mut self) {
        if !self.cached.is_complete {
            self.cached.clear();
        }
        self.cached.next = 0;
        self.lists.undecided.len = 0;
        if !self.cached.is_complete {
            self.lists.undecided.extend_from_slice(&[0]);
        }
        self.targets.clear();
        self.targets.push(TargetCell {
            node: 0,
            parent_local: LocalExpansion::default(),
            undecided: 0..1,
        });
    }

    /// Ends an evaluation of the far field.
    pub fn end_far(&mut self) {
        self.cached.finish_recording();
        if self.cached.is_complete {
            // A complete cache needs no undecided cells: free their memory.
            self.lists.undecided = NodeList::default();
            self.lists.stack = NodeList::default();
        }
    }

    /// The far field on the bodies of an own leaf: M2P plus L2P.
    #[inline(always)]
    pub fn far_field_at(&self, slot: usize, tree: &Tree) -> ForceLanes {
        let mut sum = self.far[slot];
        self.locals[slot].evaluate_l2p(&mut sum, &tree.positions[self.leaves.start + slot]);
        sum
    }

    /// Starts the near field with zero sums.
    pub fn start_near(&mut self) {
        self.near_next = 0;
        self.closest = Lanes([f32::MAX; LANES]);
        self.sums.clear();
        self.sums.reserve_exact(self.leaves.len());
        self.sums.resize(self.leaves.len(), ForceLanes::default());
    }
}
