//! A run of leaves that one thread works on, with all that it writes.

use std::ops::Range;

use super::{
    lists::Rule,
    local::Local,
    net::Net,
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
    /// Near field of the slots behind its own, while it is being summed.
    pub behind: Vec<Effect>,
    /// Slots of the partners of each own leaf.
    pub partners: Vec<u32>,
    /// Where each own leaf's partners begin.
    pub starts: Vec<u32>,
    /// Near field of each own leaf.
    pub sums: Vec<Effect>,
    /// What the far field sums to on its bodies.
    pub net: Net,
    /// The field of nodes that act body by body on each own leaf, less what the leaf's
    /// expansion has of it.
    pub far: Vec<Effect>,
    /// The field of distant nodes about each own leaf.
    pub locals: Vec<Local>,
    /// The least squared distance of two bodies that was met, lane by lane.
    pub closest: Lanes,
    /// The next own leaf whose near field is due.
    pub near_next: usize,
    /// The nodes whose far field is due, the next one last.
    pub targets: Vec<Target>,
    /// What is being decided about them.
    pub meeting: Meeting,
    /// What was decided: it holds as long as the shapes do.
    pub met: Met,
    /// The next own leaf whose partners are to be found.
    pub list_next: usize,
    /// Nodes still to be looked at.
    pub stack: Vec<u32>,
}

/// A node whose far field is due.
#[derive(Debug)]
pub struct Target {
    /// The node.
    pub node: u32,
    /// What acts on its parent.
    pub local: Local,
    /// The nodes that wait for it.
    pub waiting: Range<usize>,
}

/// What is decided when a node meets others.
#[derive(Debug, Default)]
pub struct Meeting {
    /// Nodes that act by an expansion.
    pub distant: List,
    /// Nodes that act body by body.
    pub medium: List,
    /// Nodes that wait for the children of all targets under way.
    pub waiting: List,
    /// Nodes still to be looked at.
    pub stack: List,
}

/// What was decided about all targets of a task, in the order in which they are met.
///
/// It is the largest part of a layout's memory, and kept only while half as many bytes do:
/// up to 2¹⁶ nodes, which are half a million bodies.
#[derive(Debug, Default)]
pub struct Met {
    /// Whether it is known of all.
    pub is_complete: bool,
    /// Nodes that act by an expansion, then those that act body by body, target by target.
    nodes: Vec<u16>,
    /// Where both lists of each target end.
    ends: Vec<[u32; 2]>,
    /// The target that is due.
    next: usize,
}

impl Met {
    /// Forgets it all.
    fn clear(&mut self) {
        self.is_complete = false;
        self.nodes.clear();
        self.ends.clear();
    }

    /// Takes down what was decided about one more target of a tree of so many nodes.
    pub fn take_down(&mut self, meeting: &Meeting, nodes: usize) {
        if nodes <= 1 << u16::BITS {
            let ends = [&meeting.distant, &meeting.medium].map(|list| {
                let nodes = list.items().iter().map(|&node| node as u16);
                self.nodes.extend(nodes);
                self.nodes.len() as u32
            });
            self.ends.push(ends);
        }
    }

    /// All targets were met.
    fn complete(&mut self) {
        if !self.is_complete && !self.ends.is_empty() {
            self.is_complete = true;
            self.nodes.shrink_to_fit();
            self.ends.shrink_to_fit();
        }
    }

    /// What was decided about the next target.
    pub fn recall(&mut self, meeting: &mut Meeting) {
        let last = self.next.checked_sub(1);
        let start = last.map_or(0, |last| self.ends[last][1]) as usize;
        let [distant, medium] = self.ends[self.next].map(|end| end as usize);
        self.next += 1;
        meeting.distant.set(&self.nodes[start..distant]);
        meeting.medium.set(&self.nodes[distant..medium]);
    }
}

/// A list that can be offered what it may not want.
#[derive(Debug, Default)]
pub struct List {
    /// The items, and room for more.
    pub items: Vec<u32>,
    /// How many there are.
    pub len: usize,
}

impl List {
    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[u32] {
        &self.items[..self.len]
    }

    /// Makes room for so many more.
    #[inline(always)]
    pub fn make_room(&mut self, more: usize) {
        if self.items.len() < self.len + more {
            self.items.resize(2 * (self.len + more), 0);
        }
    }

    /// Takes an item if it is wanted; there must be room.
    #[inline(always)]
    pub fn offer(&mut self, item: u32, wanted: bool) {
        self.items[self.len] = item;
        self.len += usize::from(wanted);
    }

    /// Becomes these.
    #[inline(always)]
    pub fn set(&mut self, items: &[u16]) {
        self.len = 0;
        self.make_room(items.len());
        for (to, &item) in self.items.iter_mut().zip(items) {
            *to = u32::from(item);
        }
        self.len = items.len();
    }

    /// Takes all of these.
    pub fn take(&mut self, items: &[u32]) {
        self.make_room(items.len());
        self.items[self.len..][..items.len()].copy_from_slice(items);
        self.len += items.len();
    }
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
        self.locals.clear();
        self.locals.resize(leaves.len(), Local::default());
        self.targets.clear();
        self.met.clear();
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
        // They stay for many ticks.
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

    /// Makes ready to evaluate the far field anew, from the root of the tree.
    pub fn start_far(&mut self) {
        if !self.met.is_complete {
            self.met.clear();
        }
        self.met.next = 0;
        self.meeting.waiting.len = 0;
        if !self.met.is_complete {
            self.meeting.waiting.take(&[0]);
        }
        self.targets.clear();
        self.targets.push(Target {
            node: 0,
            local: Local::default(),
            waiting: 0..1,
        });
    }

    /// Ends an evaluation of the far field.
    pub fn end_far(&mut self) {
        self.met.complete();
        if self.met.is_complete {
            // Nothing waits to be decided for as long as that holds.
            self.meeting.waiting = List::default();
            self.meeting.stack = List::default();
        }
    }

    /// The far field at the bodies of an own leaf.
    #[inline(always)]
    pub fn far_at(&self, slot: usize, tree: &Tree) -> Effect {
        let mut sum = self.far[slot];
        self.locals[slot].add_to(&mut sum, &tree.at[self.leaves.start + slot]);
        sum
    }

    /// Makes ready to sum the near field anew.
    pub fn start_near(&mut self) {
        self.near_next = 0;
        self.closest = Lanes([f32::MAX; LANES]);
        self.sums.clear();
        self.sums.reserve_exact(self.leaves.len());
        self.sums.resize(self.leaves.len(), Effect::default());
    }
}
