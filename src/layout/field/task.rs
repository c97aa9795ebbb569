//! A run of leaves that one thread works on, with all that it writes.

use std::ops::Range;

use super::{
    gradient::Gradient,
    lists::Rule,
    simd::{Effect, LANES, Lanes},
    tree::Tree,
};

/// Leaves that a task should have, and the most tasks there are.
const LEAVES: usize = 48;
const MOST: usize = 64;

/// A task. A pair of leaves belongs to the task of its first leaf, which sums it
/// for both; what comes to leaves of later tasks waits in slots behind its own.
#[derive(Debug, Default)]
pub struct Task {
    /// Its own leaves.
    pub leaves: Range<usize>,
    /// Leaves of later tasks that are near its own, ascending: the slots behind its own.
    pub foreign: Vec<u32>,
    /// Slots of the partners of each own leaf.
    pub partners: Vec<u32>,
    /// Where each own leaf's partners begin.
    pub starts: Vec<u32>,
    /// Near field of each slot.
    pub sums: Vec<Effect>,
    /// Far field of each own leaf: while it is evaluated, at its bodies; then at the
    /// centres of the gradients.
    pub far: Vec<Effect>,
    /// How the far field of each own leaf changes about it.
    pub gradients: Vec<Gradient>,
    /// The least squared distance of two bodies that was met, lane by lane.
    pub closest: Lanes,
    /// The next own leaf whose near field is due.
    pub near_next: usize,
    /// The next own leaf whose far field is due.
    pub far_next: usize,
    /// The next own leaf whose partners are to be found.
    pub list_next: usize,
    /// Nodes still to be looked at.
    pub stack: Vec<u32>,
    /// Nodes that act from afar.
    pub nodes: Vec<u32>,
}

/// Leaves a task so that there are neither too many tasks nor too small ones.
pub fn leaves_a_task(leaves: usize) -> usize {
    leaves.div_ceil(MOST).max(LEAVES)
}

/// The leaf in a slot of a task with these leaves and foreign ones.
#[inline(always)]
pub fn leaf_in_slot(leaves: &Range<usize>, foreign: &[u32], slot: usize) -> usize {
    match slot.checked_sub(leaves.len()) {
        None => leaves.start + slot,
        Some(behind) => foreign[behind] as usize,
    }
}

impl Task {
    /// Forgets everything and takes these leaves.
    pub fn assign(&mut self, leaves: Range<usize>) {
        self.foreign.clear();
        self.partners.clear();
        self.starts.clear();
        self.list_next = 0;
        self.far.clear();
        self.far.resize(leaves.len(), Effect::default());
        self.gradients.clear();
        self.gradients.resize(leaves.len(), Gradient::default());
        self.far_next = leaves.len();
        self.near_next = leaves.len();
        self.leaves = leaves;
    }

    /// Finds the partners of own leaves, for about `share` leaves looked at.
    pub fn list(&mut self, tree: &Tree, rule: Rule, share: u64) -> u64 {
        /// What a walk costs, in pairs.
        const WALK: u64 = 1500;
        let mut spent = 0;
        while self.list_next < self.leaves.len() && spent < share {
            self.starts.push(self.partners.len() as u32);
            let leaf = self.leaves.start + self.list_next;
            rule.near_after(tree, leaf, &mut self.stack, &mut self.partners);
            self.list_next += 1;
            spent += WALK;
            if self.list_next == self.leaves.len() {
                self.starts.push(self.partners.len() as u32);
                self.number_slots();
            }
        }
        spent
    }

    /// Whether the partners of all own leaves are found.
    pub fn is_listed(&self) -> bool {
        self.list_next == self.leaves.len()
    }

    /// Turns the partners from leaves into slots.
    fn number_slots(&mut self) {
        let end = self.leaves.end as u32;
        let own = self.leaves.len() as u32;
        self.foreign
            .extend(self.partners.iter().filter(|&&leaf| leaf >= end));
        self.foreign.sort_unstable();
        self.foreign.dedup();
        for partner in &mut self.partners {
            *partner = if *partner < end {
                *partner - self.leaves.start as u32
            } else {
                own + self.foreign.partition_point(|leaf| leaf < partner) as u32
            };
        }
    }

    /// Takes the far field from the bodies to the centres of the gradients.
    pub fn centre_far(&mut self, tree: &Tree) {
        let fields = self.far.iter_mut().zip(&self.gradients);
        for ((far, gradient), at) in fields.zip(&tree.at[self.leaves.clone()]) {
            gradient.add_to(far, at, -1.0);
        }
    }

    /// The near and the far field at the bodies of an own leaf.
    pub fn effect(&self, slot: usize, tree: &Tree) -> Effect {
        let mut sum = self.sums[slot];
        sum.add(&self.far[slot]);
        let at = &tree.at[self.leaves.start + slot];
        self.gradients[slot].add_to(&mut sum, at, 1.0);
        sum
    }

    /// Makes ready to sum the near field anew; `slots` is how many leaves it writes.
    pub fn start_near(&mut self, slots: usize) {
        self.near_next = 0;
        self.closest = Lanes([f32::MAX; LANES]);
        self.sums.clear();
        self.sums.resize(slots, Effect::default());
    }
}
