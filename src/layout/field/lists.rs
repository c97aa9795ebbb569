//! Which bodies act one by one, and which nodes stand for theirs.

use super::tree::{Shape, Tree};

/// The rule. It looks at the nodes' [`Shape`]s alone, so what it says stays the
/// same until they are measured anew.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rule {
    /// 1/θ: a node of radius `r` may stand for its bodies at distance `r/θ` of a leaf's box.
    opening: f32,
    /// Two leaves are near when the gap of their boxes is within this times the
    /// sum of their radii.
    nearness: f32,
    /// Nearer than this, all pairs are summed.
    inner: f32,
}

impl Rule {
    /// The rule for an opening angle `theta` > 0 and an inner distance.
    pub fn new(theta: f32, inner_distance: f32) -> Self {
        let opening = 1.0 / theta;
        Self {
            opening,
            nearness: NEARNESS * opening,
            inner: inner_distance.max(0.0),
        }
    }

    /// Whether two leaves are summed body by body: the same for both.
    #[inline(always)]
    fn near(&self, a: &Shape, b: &Shape) -> bool {
        let reach = (self.nearness * (a.radius + b.radius)).max(self.inner);
        a.gap_squared(b) <= reach * reach
    }

    /// Whether `node` may stand for its bodies on `leaf`. None of its leaves is
    /// near `leaf` then, because no gap is less than the node's and no leaf in it larger.
    #[inline(always)]
    fn stands(&self, node: &Shape, leaf: &Shape) -> bool {
        let reach = (self.nearness * (leaf.radius + node.leaf_radius)).max(self.inner);
        let centre = (node.low + node.high) * 0.5;
        let gap = (leaf.low - centre)
            .max(centre - leaf.high)
            .max(glam::Vec3::ZERO)
            .length_squared();
        let needed = node.radius * self.opening;
        gap > needed * needed && node.gap_squared(leaf) > reach * reach
    }

    /// Collects the nodes that act on `leaf` from afar.
    #[inline(always)]
    pub fn far(&self, tree: &Tree, leaf: usize, stack: &mut Vec<u32>, nodes: &mut Vec<u32>) {
        let here = tree.shapes[tree.leaf_nodes[leaf] as usize];
        nodes.clear();
        stack.clear();
        stack.push(0);
        while let Some(node) = stack.pop() {
            let shape = &tree.shapes[node as usize];
            let far = if shape.leaves == 1 {
                !self.near(shape, &here)
            } else {
                self.stands(shape, &here)
            };
            if far {
                nodes.push(node);
            } else if shape.leaves > 1 {
                let (left, right) = tree.children(node as usize);
                stack.push(right as u32);
                stack.push(left as u32);
            }
        }
    }

    /// Collects the leaves near `leaf` that come after it, in order.
    pub fn near_after(
        &self,
        tree: &Tree,
        leaf: usize,
        stack: &mut Vec<u32>,
        leaves: &mut Vec<u32>,
    ) {
        let here = tree.shapes[tree.leaf_nodes[leaf] as usize];
        stack.clear();
        stack.push(0);
        while let Some(node) = stack.pop() {
            let shape = &tree.shapes[node as usize];
            if (shape.first + shape.leaves) as usize <= leaf + 1 {
                continue;
            }
            if shape.leaves == 1 {
                if self.near(shape, &here) {
                    leaves.push(shape.first);
                }
            } else if !self.stands(shape, &here) {
                let (left, right) = tree.children(node as usize);
                stack.push(right as u32);
                stack.push(left as u32);
            }
        }
    }
}

/// The gap of two leaves that need not be summed, in sums of their radii at θ = 1.
/// Together with quadrupoles it makes the error at θ = 0.5 about half a percent,
/// most of it from leaves just beyond the gap and from large nodes alike.
const NEARNESS: f32 = 0.15;
