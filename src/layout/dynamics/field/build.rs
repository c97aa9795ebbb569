//! Builds the k-d tree: splits bodies at the median of the longest side, down to full leaves.
//!
//! Large subtrees are split one by one, within the budget. Small ones are built in parallel.

use glam::Vec3;

use super::{
    moments::Moments,
    simd::{LANES, Lanes, Lanes3},
    tree::{Item, Shape, Subtree, Tree},
    workers::for_each,
};
use crate::layout::budget::Budget;

/// Cost of a split, in pairs a body.
const SPLIT_COST: u64 = 4;

/// Most leaves of a subtree that one thread builds without a pause.
const SUBTREE_LEAVES: usize = 64;

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

    /// Continues the build within `budget`; returns whether the tree is finished.
    pub fn continue_build(&mut self, parallel: bool, budget: &mut Budget) -> bool {
        // Split large subtrees, one a step; collect the small ones.
        while let Some(subtree) = self.pending.pop() {
            if budget.is_spent() {
                self.pending.push(subtree);
                return false;
            }
            if subtree.leaves <= SUBTREE_LEAVES {
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
            let left = split_at_median(items, leaves);
            self.shapes[node].first = first as u32;
            self.shapes[node].leaves = leaves as u32;
            // Push the right child first, so that the left one is popped first and ready
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
        // Build the small subtrees in parallel, a batch a step.
        while self.built < self.ready.len() {
            if budget.is_spent() {
                return false;
            }
            budget.spend(self.build_subtrees(parallel));
        }
        self.finish_build();
        true
    }

    /// Builds the next ready subtrees in parallel; returns the cost in pairs.
    fn build_subtrees(&mut self, parallel: bool) -> u64 {
        const BATCH: usize = 16;
        let batch = &self.ready[self.built..self.ready.len().min(self.built + BATCH)];
        let depth = SUBTREE_LEAVES.ilog2() as u64;
        let leaves: usize = batch.iter().map(|subtree| subtree.leaves).sum();
        let (first_leaf, first_node) = (batch[0].first, batch[0].node);
        // Cut the items and the shapes into disjoint slices, one a subtree.
        let mut items = &mut self.items[first_leaf * LANES..];
        let mut shapes = &mut self.shapes[first_node..];
        let mut node = first_node;
        let tasks: Vec<_> = batch
            .iter()
            .map(|subtree| {
                let bodies = items.len().min(subtree.leaves * LANES);
                let own_items = items.split_off_mut(..bodies).unwrap_or_default();
                // Nodes between two subtrees are their ancestors, which are already split.
                let own_shapes = shapes
                    .split_off_mut(..subtree.node - node + 2 * subtree.leaves - 1)
                    .unwrap_or_default();
                let own_shapes = &mut own_shapes[subtree.node - node..];
                node = subtree.node + 2 * subtree.leaves - 1;
                (own_items, own_shapes, *subtree)
            })
            .collect();
        for_each(parallel, tasks.into_iter(), |(items, shapes, subtree)| {
            split_recursively(items, shapes, subtree.first, subtree.leaves);
        });
        self.built += batch.len();
        (leaves * LANES) as u64 * depth * SPLIT_COST
    }

    /// Copies the order of the bodies from the items and lists the leaves' nodes.
    fn finish_build(&mut self) {
        self.bodies.clear();
        self.bodies.reserve_exact(self.items.len());
        for leaf in self.items.chunks_mut(LANES) {
            // The selection leaves lanes in any order; sorting makes it unique.
            leaf.sort_unstable_by_key(|item| item.body);
            self.bodies.extend(leaf.iter().map(|item| item.body));
        }
        self.body_lanes.resize(self.bodies.len(), 0);
        for (&body, lane) in self.bodies.iter().zip(0..) {
            self.body_lanes[body as usize] = lane;
        }
        // Free the items: builds are rare, and items take as much memory as positions and
        // forces.
        self.items = Vec::new();
        self.leaf_nodes.clear();
        self.leaf_nodes.reserve_exact(self.shapes.len().div_ceil(2));
        for (node, shape) in self.shapes.iter().enumerate() {
            if shape.leaves == 1 {
                self.leaf_nodes.push(node as u32);
            }
        }
        let leaves = self.leaf_nodes.len();
        let padding = padding_lanes();
        self.positions.clear();
        self.positions.resize(
            leaves,
            Lanes3 {
                x: padding,
                y: padding,
                z: padding,
            },
        );
        self.weights = Vec::new();
    }
}

/// Positions of lanes without a body: distinct and so far out that they act on nothing.
fn padding_lanes() -> Lanes {
    let mut lanes = Lanes::ZERO;
    for (lane, at) in lanes.0.iter_mut().enumerate() {
        *at = 1e18 * (lane + 1) as f32;
    }
    lanes
}

/// Splits bodies for `leaves` leaves at the median of the longest side of their box, so that
/// all leaves on the left are full. Returns the number of leaves on the left.
///
/// Ties are broken by the body's index, so the result is unique.
fn split_at_median(items: &mut [Item], leaves: usize) -> usize {
    let left = leaves / 2;
    // Find the box of the bodies.
    let mut low = [f32::INFINITY; 3];
    let mut high = [f32::NEG_INFINITY; 3];
    for item in &*items {
        for axis in 0..3 {
            low[axis] = low[axis].min(item.at[axis]);
            high[axis] = high[axis].max(item.at[axis]);
        }
    }
    // Choose its longest side; ties prefer x, then y.
    let side = |axis: usize| high[axis] - low[axis];
    let axis = if side(0) >= side(1) && side(0) >= side(2) {
        0
    } else if side(1) >= side(2) {
        1
    } else {
        2
    };
    // Put the median in its place, with smaller items on the left.
    items.select_nth_unstable_by(left * LANES, |a, b| {
        a.at[axis].total_cmp(&b.at[axis]).then(a.body.cmp(&b.body))
    });
    left
}

/// Splits recursively down to the leaves. `shapes` are the nodes of this subtree in preorder.
fn split_recursively(items: &mut [Item], shapes: &mut [Shape], first: usize, leaves: usize) {
    shapes[0].first = first as u32;
    shapes[0].leaves = leaves as u32;
    if leaves == 1 {
        return;
    }
    let left = split_at_median(items, leaves);
    let (left_items, right_items) = items.split_at_mut(left * LANES);
    let (left_shapes, right_shapes) = shapes[1..].split_at_mut(2 * left - 1);
    split_recursively(left_items, left_shapes, first, left);
    split_recursively(right_items, right_shapes, first + left, leaves - left);
}
