//! Building the tree: bodies are split in two at the median of the longest side, down to
//! full leaves; the larger parts one by one, the smaller ones in parallel.

use glam::Vec3;

use super::{
    moments::Moments,
    simd::{LANES, Lanes, Lanes3},
    tree::{Shape, Tree},
    workers::for_each,
};
use crate::layout::budget::Budget;

/// A body on its way into a leaf.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    at: [f32; 3],
    body: u32,
}

/// A part of the tree that is still to be split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subtree {
    node: usize,
    first: usize,
    leaves: usize,
}

/// What it takes to split, in pairs a body.
const SPLIT_COST: u64 = 4;

/// Leaves of a subtree that is built in one go.
const SUBTREE: usize = 64;

impl Tree {
    /// Starts to build the tree over `points`.
    pub fn start_build(&mut self, points: &[Vec3]) {
        self.items.clear();
        self.items
            .extend(points.iter().zip(0..).map(|(p, body)| Item {
                at: p.to_array(),
                body,
            }));
        let leaves = points.len().div_ceil(LANES);
        let nodes = (2 * leaves).saturating_sub(1);
        self.shapes.clear();
        self.shapes.resize(nodes, Shape::default());
        self.moments.resize(nodes, Moments::default());
        self.pending.clear();
        self.ready.clear();
        self.built = 0;
        if leaves > 0 {
            self.pending.push(Subtree {
                node: 0,
                first: 0,
                leaves,
            });
        }
    }

    /// Goes on building within `budget`; returns whether the tree is finished.
    pub fn build(&mut self, parallel: bool, budget: &mut Budget) -> bool {
        while let Some(subtree) = self.pending.pop() {
            if budget.is_spent() {
                self.pending.push(subtree);
                return false;
            }
            if subtree.leaves <= SUBTREE {
                self.ready.push(subtree);
                continue;
            }
            let Subtree {
                node,
                first,
                leaves,
            } = subtree;
            let end = self.items.len().min((first + leaves) * LANES);
            let items = &mut self.items[first * LANES..end];
            budget.spend(items.len() as u64 * SPLIT_COST);
            let left = split(items, leaves);
            self.shapes[node].first = first as u32;
            self.shapes[node].leaves = leaves as u32;
            // The right one first: the left one is met next, so that ready
            // subtrees come in the order of their leaves.
            self.pending.push(Subtree {
                node: node + 2 * left,
                first: first + left,
                leaves: leaves - left,
            });
            self.pending.push(Subtree {
                node: node + 1,
                first,
                leaves: left,
            });
        }
        while self.built < self.ready.len() {
            if budget.is_spent() {
                return false;
            }
            budget.spend(self.build_subtrees(parallel));
        }
        self.finish_build();
        true
    }

    /// Builds the next subtrees; returns what it took.
    fn build_subtrees(&mut self, parallel: bool) -> u64 {
        const BATCH: usize = 16;
        let batch = &self.ready[self.built..self.ready.len().min(self.built + BATCH)];
        let depth = SUBTREE.ilog2() as u64;
        let leaves: usize = batch.iter().map(|subtree| subtree.leaves).sum();
        let (first_leaf, first_node) = (batch[0].first, batch[0].node);
        let mut items = &mut self.items[first_leaf * LANES..];
        let mut shapes = &mut self.shapes[first_node..];
        let mut node = first_node;
        let tasks: Vec<_> = batch
            .iter()
            .map(|subtree| {
                let bodies = items.len().min(subtree.leaves * LANES);
                let own_items = items.split_off_mut(..bodies).unwrap_or_default();
                // Nodes between two subtrees are their ancestors, which are done.
                let own_shapes = shapes
                    .split_off_mut(..subtree.node - node + 2 * subtree.leaves - 1)
                    .unwrap_or_default();
                let own_shapes = &mut own_shapes[subtree.node - node..];
                node = subtree.node + 2 * subtree.leaves - 1;
                (own_items, own_shapes, *subtree)
            })
            .collect();
        for_each(parallel, tasks.into_iter(), |(items, shapes, subtree)| {
            split_down(items, shapes, subtree.first, subtree.leaves);
        });
        self.built += batch.len();
        (leaves * LANES) as u64 * depth * SPLIT_COST
    }

    /// Takes the order of the bodies over from the items.
    fn finish_build(&mut self) {
        self.bodies.clear();
        self.bodies.reserve_exact(self.items.len());
        for leaf in self.items.chunks_mut(LANES) {
            // Whatever way the selection went, a leaf's lanes have one order.
            leaf.sort_unstable_by_key(|item| item.body);
            self.bodies.extend(leaf.iter().map(|item| item.body));
        }
        self.places.resize(self.bodies.len(), 0);
        for (&body, place) in self.bodies.iter().zip(0..) {
            self.places[body as usize] = place;
        }
        // Trees are built rarely, and this is as much as positions and forces are.
        self.items = Vec::new();
        self.leaf_nodes.clear();
        self.leaf_nodes.reserve_exact(self.shapes.len().div_ceil(2));
        for (node, shape) in self.shapes.iter().enumerate() {
            if shape.leaves == 1 {
                self.leaf_nodes.push(node as u32);
            }
        }
        let leaves = self.leaf_nodes.len();
        let nowhere = nowhere();
        self.at.clear();
        self.at.resize(
            leaves,
            Lanes3 {
                x: nowhere,
                y: nowhere,
                z: nowhere,
            },
        );
        self.weights = Vec::new();
    }
}

/// Where lanes without a body stand: so far out that they act on nothing, and apart.
fn nowhere() -> Lanes {
    let mut lanes = Lanes::ZERO;
    for (lane, at) in lanes.0.iter_mut().enumerate() {
        *at = 1e18 * (lane + 1) as f32;
    }
    lanes
}

/// Splits bodies for `leaves` leaves across the longest side of their box, so
/// that all leaves on the left are full. Returns the number of leaves on the left.
fn split(items: &mut [Item], leaves: usize) -> usize {
    let left = leaves / 2;
    let mut low = [f32::INFINITY; 3];
    let mut high = [f32::NEG_INFINITY; 3];
    for item in &*items {
        for axis in 0..3 {
            low[axis] = low[axis].min(item.at[axis]);
            high[axis] = high[axis].max(item.at[axis]);
        }
    }
    let side = |axis: usize| high[axis] - low[axis];
    let axis = if side(0) >= side(1) && side(0) >= side(2) {
        0
    } else if side(1) >= side(2) {
        1
    } else {
        2
    };
    items.select_nth_unstable_by(left * LANES, |a, b| {
        a.at[axis].total_cmp(&b.at[axis]).then(a.body.cmp(&b.body))
    });
    left
}

/// Splits down to the leaves. `shapes` are the nodes of this subtree.
fn split_down(items: &mut [Item], shapes: &mut [Shape], first: usize, leaves: usize) {
    shapes[0].first = first as u32;
    shapes[0].leaves = leaves as u32;
    if leaves == 1 {
        return;
    }
    let left = split(items, leaves);
    let (left_items, right_items) = items.split_at_mut(left * LANES);
    let (left_shapes, right_shapes) = shapes[1..].split_at_mut(2 * left - 1);
    split_down(left_items, left_shapes, first, left);
    split_down(right_items, right_shapes, first + left, leaves - left);
}
