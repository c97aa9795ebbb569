//! A run of leaves that one thread works on, and all that this work writes.
//!
//! Tasks share nothing that they write, so the number of threads and their order change no bit.

use std::ops::Range;

use super::{
    lists::AcceptanceCriterion,
    local::LocalExpansion,
    net::NetForce,
    simd::{ForceLanes, LANES, Lanes},
    targets::{CachedLists, InteractionLists, NodeList, TargetCell},
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
        self.cached.rewind();
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
