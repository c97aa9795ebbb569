//! Which bodies act one by one, and which nodes stand for theirs.

use super::{
    simd::{LANES, Lanes, Lanes3},
    task::{Meeting, Target},
    tree::{Shape, Tree},
};

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

    /// Whether two leaves are summed body by body: the same for both. Of a larger node,
    /// whether one of its leaves may be: no gap of theirs is less than the node's, and
    /// no leaf in it larger.
    #[inline(always)]
    fn near(&self, a: &Shape, b: &Shape) -> bool {
        let reach = (self.nearness * (a.leaf_radius + b.leaf_radius)).max(self.inner);
        a.gap_squared(b) <= reach * reach
    }

    /// Decides, as far as it can be decided for all of `target`, how the nodes that wait for
    /// it act on it; the others wait for its children. Returns how many it looked at.
    ///
    /// Looks at a vector of nodes at a time and sorts them without a branch: which way a
    /// node goes cannot be foretold.
    #[inline(always)]
    pub fn meet(&self, tree: &Tree, target: &Target, meeting: &mut Meeting) -> u64 {
        let here = &tree.shapes[target.node as usize];
        let is_leaf = here.leaves == 1;
        let Meeting {
            distant,
            medium,
            waiting,
            stack,
        } = meeting;
        distant.len = 0;
        medium.len = 0;
        waiting.len = target.waiting.end;
        stack.len = 0;
        stack.take(&waiting.items[target.waiting.clone()]);
        let mut looks = 0;
        while stack.len > 0 {
            let count = stack.len.min(LANES);
            stack.len -= count;
            looks += count as u64;
            let mut nodes = [0; LANES];
            nodes[..count].copy_from_slice(&stack.items[stack.len..][..count]);
            let sight = self.look(tree, here, &nodes, count);
            for list in [&mut *distant, medium, waiting] {
                list.make_room(count);
            }
            stack.make_room(2 * count);
            for (lane, &node) in nodes[..count].iter().enumerate() {
                let (apart, beyond, stands) =
                    (sight.apart[lane], sight.beyond[lane], sight.stands[lane]);
                let shape = &tree.shapes[node as usize];
                let single = shape.leaves == 1;
                let acts = is_leaf & !apart & ((single & beyond) | (!single & stands));
                let waits = !is_leaf & !apart & (single | (here.radius >= shape.radius));
                distant.offer(node, apart);
                medium.offer(node, acts);
                waiting.offer(node, waits);
                let opens = !(single | apart | acts | waits);
                // A leaf has no children, and the last node no next one.
                let next = (node as usize + 1).min(tree.shapes.len() - 1);
                stack.offer(node + 2 * tree.shapes[next].leaves, opens);
                stack.offer(node + 1, opens);
            }
        }
        looks
    }

    /// Looks from `here` at `count` nodes.
    #[inline(always)]
    fn look(&self, tree: &Tree, here: &Shape, nodes: &[u32; LANES], count: usize) -> Sight {
        let (mut low, mut high) = (Lanes3::default(), Lanes3::default());
        let (mut radius, mut leaf_radius) = (Lanes::ZERO, Lanes::ZERO);
        for (lane, &node) in nodes[..count].iter().enumerate() {
            let shape = &tree.shapes[node as usize];
            (low.x.0[lane], low.y.0[lane], low.z.0[lane]) = shape.low.into();
            (high.x.0[lane], high.y.0[lane], high.z.0[lane]) = shape.high.into();
            radius.0[lane] = shape.radius;
            leaf_radius.0[lane] = shape.leaf_radius;
        }
        let middle = here.centre();
        let apart = self.opening * APART[usize::from(tree.is_flat())];
        let mut sight = Sight::default();
        for lane in 0..LANES {
            let (lx, ly, lz) = (low.x.0[lane], low.y.0[lane], low.z.0[lane]);
            let (hx, hy, hz) = (high.x.0[lane], high.y.0[lane], high.z.0[lane]);
            let gap = square(outside(lx - here.high.x, here.low.x - hx))
                + square(outside(ly - here.high.y, here.low.y - hy))
                + square(outside(lz - here.high.z, here.low.z - hz));
            let reach = greater(
                self.nearness * (here.leaf_radius + leaf_radius.0[lane]),
                self.inner,
            );
            let beyond = gap > reach * reach;
            let (cx, cy, cz) = ((lx + hx) * 0.5, (ly + hy) * 0.5, (lz + hz) * 0.5);
            let distance = square(cx - middle.x) + square(cy - middle.y) + square(cz - middle.z);
            let needed = (here.radius + radius.0[lane]) * apart;
            let to_centre = square(outside(here.low.x - cx, cx - here.high.x))
                + square(outside(here.low.y - cy, cy - here.high.y))
                + square(outside(here.low.z - cz, cz - here.high.z));
            let opening = radius.0[lane] * self.opening;
            sight.beyond[lane] = beyond;
            sight.apart[lane] = beyond & (distance > needed * needed);
            sight.stands[lane] = beyond & (to_centre > opening * opening);
        }
        sight
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
            let comes_after = (shape.first + shape.leaves) as usize > leaf + 1;
            if !comes_after || !self.near(shape, &here) {
                continue;
            }
            if shape.leaves == 1 {
                leaves.push(shape.first);
            } else {
                let (left, right) = tree.children(node as usize);
                stack.push(right as u32);
                stack.push(left as u32);
            }
        }
    }
}

/// What a look at nodes tells of each.
#[derive(Default)]
struct Sight {
    /// None of its leaves is near one of the target's.
    beyond: [bool; LANES],
    /// It is so far from the target that its moments act by a local expansion.
    apart: [bool; LANES],
    /// It may stand for its bodies on each body of the target.
    stands: [bool; LANES],
}

/// The greater of two numbers: a comparison and not `max`, which takes more than one
/// instruction.
#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// How far something is outside of two bounds.
#[inline(always)]
fn outside(a: f32, b: f32) -> f32 {
    greater(greater(a, b), 0.0)
}

#[inline(always)]
fn square(a: f32) -> f32 {
    a * a
}

/// How many times as far as its bodies require a node must be of a node that it acts
/// on by an expansion, with the sum of their radii, because both sides are approximated
/// then: in space, and in the plane, where fewer nodes are about and their errors
/// cancel less.
const APART: [f32; 2] = [1.0, 1.25];

/// The gap of two leaves that need not be summed, in sums of their radii at θ = 1.
/// Together with quadrupoles it makes the error at θ = 0.5 about half a percent,
/// most of it from leaves just beyond the gap and from large nodes alike.
const NEARNESS: f32 = 0.15;
