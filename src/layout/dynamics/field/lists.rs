//! The multipole acceptance criterion (MAC): which cells act as a whole, and which leaves body
//! by body.
//!
//! It reads only the cells' [`Shape`]s, so its decisions hold until the shapes are measured
//! again.

use super::{
    simd::{LANES, Lanes, Lanes3},
    targets::{InteractionLists, TargetCell},
    tree::{Shape, Tree},
};

/// The multipole acceptance criterion.
///
/// A source cell of radius `r` is accepted for bodies at distance `r/θ` or more from its centre
/// (Barnes and Hut, 1986). Two cells are well separated, and may interact by M2L, if their
/// centres are `(r₁ + r₂) margin/θ` apart. Neither holds for cells that contain near leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AcceptanceCriterion {
    /// 1/θ, the inverse of the opening angle; no unit. Higher: fewer cells are accepted.
    inverse_theta: f32,
    /// Two leaves are near if the gap of their boxes is at most this times the sum of their
    /// radii.
    near_factor: f32,
    /// Leaves with a smaller gap are always near, world units.
    inner_distance: f32,
}

impl AcceptanceCriterion {
    /// Creates the criterion for an opening angle `theta` > 0 and an inner distance ≥ 0 in
    /// world units.
    pub fn new(theta: f32, inner_distance: f32) -> Self {
        let inverse_theta = 1.0 / theta;
        Self {
            inverse_theta,
            near_factor: NEAR_GAP * inverse_theta,
            inner_distance: inner_distance.max(0.0),
        }
    }

    /// Whether two leaves are near; symmetric. For larger cells, whether two of their leaves
    /// may be: their gap is at least the cells' gap, and `leaf_radius` bounds their radii.
    #[inline(always)]
    fn may_be_near(&self, a: &Shape, b: &Shape) -> bool {
        let reach = (self.near_factor * (a.leaf_radius + b.leaf_radius)).max(self.inner_distance);
        a.gap_squared(b) <= reach * reach
    }

    /// Classifies the source cells that wait for `target`: M2L, M2P (at leaves only), or
    /// undecided until the target's children. Returns the number of cells visited.
    ///
    /// Tests a vector of cells at a time and sorts them without a branch, because the outcomes
    /// cannot be predicted.
    #[inline(always)]
    pub fn classify(&self, tree: &Tree, target: &TargetCell, lists: &mut InteractionLists) -> u64 {
        let here = &tree.shapes[target.node as usize];
        let is_leaf = here.leaves == 1;
        let InteractionLists {
            m2l,
            m2p,
            undecided,
            stack,
        } = lists;
        m2l.len = 0;
        m2p.len = 0;
        undecided.len = target.undecided.end;
        stack.len = 0;
        stack.extend_from_slice(&undecided.items[target.undecided.clone()]);
        let mut visited = 0;
        while stack.len > 0 {
            let count = stack.len.min(LANES);
            stack.len -= count;
            visited += count as u64;
            // Take up to a vector of cells from the stack and test them together.
            let mut nodes = [0; LANES];
            nodes[..count].copy_from_slice(&stack.items[stack.len..][..count]);
            let separation = self.measure_separation(tree, here, &nodes, count);
            for list in [&mut *m2l, m2p, undecided] {
                list.make_room(count);
            }
            stack.make_room(2 * count);
            for (lane, &node) in nodes[..count].iter().enumerate() {
                let well_separated = separation.well_separated[lane];
                let beyond_near = separation.beyond_near[lane];
                let accepted = separation.accepted[lane];
                let shape = &tree.shapes[node as usize];
                let single = shape.leaves == 1;
                // A leaf takes M2P; an inner target defers a source that is a leaf or no larger
                // than itself.
                let act_by_m2p =
                    is_leaf & !well_separated & ((single & beyond_near) | (!single & accepted));
                let defer = !is_leaf & !well_separated & (single | (here.radius >= shape.radius));
                // Append to the lists without a branch.
                m2l.push_if(node, well_separated);
                m2p.push_if(node, act_by_m2p);
                undecided.push_if(node, defer);
                // Open every other source cell.
                let open = !(single | well_separated | act_by_m2p | defer);
                // The clamp keeps the index valid: a leaf has no children, and the last node
                // has no next one.
                let next = (node as usize + 1).min(tree.shapes.len() - 1);
                stack.push_if(node + 2 * tree.shapes[next].leaves, open);
                stack.push_if(node + 1, open);
            }
        }
        visited
    }

    /// Measures up to [`LANES`] source cells against the target cell.
    #[inline(always)]
    fn measure_separation(
        &self,
        tree: &Tree,
        here: &Shape,
        nodes: &[u32; LANES],
        count: usize,
    ) -> Separation {
        // Gather the shapes into lanes.
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
        let margin = self.inverse_theta * M2L_MARGIN[usize::from(tree.is_flat())];
        let mut separation = Separation::default();
        for lane in 0..LANES {
            let (lx, ly, lz) = (low.x.0[lane], low.y.0[lane], low.z.0[lane]);
            let (hx, hy, hz) = (high.x.0[lane], high.y.0[lane], high.z.0[lane]);
            // Near test: squared gap of the boxes against the near reach.
            let gap = square(distance_outside(lx - here.high.x, here.low.x - hx))
                + square(distance_outside(ly - here.high.y, here.low.y - hy))
                + square(distance_outside(lz - here.high.z, here.low.z - hz));
            let reach = select_greater(
                self.near_factor * (here.leaf_radius + leaf_radius.0[lane]),
                self.inner_distance,
            );
            let beyond_near = gap > reach * reach;
            // M2L test: squared distance of the box centres.
            let (cx, cy, cz) = ((lx + hx) * 0.5, (ly + hy) * 0.5, (lz + hz) * 0.5);
            let distance = square(cx - middle.x) + square(cy - middle.y) + square(cz - middle.z);
            let needed = (here.radius + radius.0[lane]) * margin;
            // MAC: squared distance of the source's centre from the target's box.
            let to_centre = square(distance_outside(here.low.x - cx, cx - here.high.x))
                + square(distance_outside(here.low.y - cy, cy - here.high.y))
                + square(distance_outside(here.low.z - cz, cz - here.high.z));
            let opening = radius.0[lane] * self.inverse_theta;
            separation.beyond_near[lane] = beyond_near;
            separation.well_separated[lane] = beyond_near & (distance > needed * needed);
            separation.accepted[lane] = beyond_near & (to_centre > opening * opening);
        }
        separation
    }

    /// Collects the leaves near `leaf` that come after it, in order.
    pub fn collect_near_leaves(
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
            if !comes_after || !self.may_be_near(shape, &here) {
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

/// The results of the tests, one lane a source cell.
#[derive(Default)]
struct Separation {
    /// None of the source's leaves may be near one of the target's.
    beyond_near: [bool; LANES],
    /// The cells are well separated: the source acts by M2L.
    well_separated: [bool; LANES],
    /// The source is accepted (MAC) for each body of the target.
    accepted: [bool; LANES],
}

/// The greater of two numbers. A comparison is one instruction; `max` takes more.
#[inline(always)]
fn select_greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Distance outside of an interval, from the signed distances to both bounds; 0 inside.
#[inline(always)]
fn distance_outside(a: f32, b: f32) -> f32 {
    select_greater(select_greater(a, b), 0.0)
}

#[inline(always)]
fn square(a: f32) -> f32 {
    a * a
}

/// Factor on the distance that M2L requires beyond the acceptance criterion, because both sides
/// are approximated: in space, and in the plane. The plane needs more: fewer cells are around,
/// and their errors cancel less.
const M2L_MARGIN: [f32; 2] = [1.0, 1.25];

/// Largest gap of near leaves, in sums of their radii at θ = 1. Together with quadrupoles it
/// makes the error at θ = 0.5 about half a percent, from leaves just beyond the gap and from
/// large cells alike.
const NEAR_GAP: f32 = 0.15;
