//! A balanced k-d tree whose leaves are full vectors of bodies.
//!
//! Every leaf holds [`LANES`] bodies (the last one what is left), so that no lane
//! is wasted, and no distribution of bodies, not even all in one point or one at
//! the rim of the world, makes the tree deeper than `log₂(n / LANES)`. Nodes stand
//! in preorder: the left child of node `i` is `i + 1`, and a subtree over `m`
//! leaves takes `2m − 1` nodes.

use std::ops::Range;

use glam::Vec3;

use super::{
    simd::{LANES, Lanes, Lanes3},
    workers::for_each,
};
use crate::layout::budget::Budget;

/// Where lanes without a body stand: so far out that they act on nothing, and apart.
fn nowhere() -> Lanes {
    let mut lanes = Lanes::ZERO;
    for (lane, at) in lanes.0.iter_mut().enumerate() {
        *at = 1e18 * (lane + 1) as f32;
    }
    lanes
}

/// What bodies weigh of which nobody said how much.
static ONES: Lanes = Lanes([1.0; LANES]);

/// A body on its way into a leaf.
#[derive(Clone, Copy, Debug, Default)]
struct Item {
    at: [f32; 3],
    body: u32,
}

/// The shape of a node when the lists of interactions were made. What may stand
/// for what is decided by it alone, so that lists stay the same until it changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Least corner of the tight box.
    pub low: Vec3,
    /// Greatest corner.
    pub high: Vec3,
    /// Half the box's diagonal.
    pub radius: f32,
    /// The largest radius of a leaf in it.
    pub leaf_radius: f32,
    /// First leaf.
    pub first: u32,
    /// Number of leaves.
    pub leaves: u32,
}

impl Shape {
    /// Whether some of its leaves are among these.
    #[inline(always)]
    pub const fn meets(&self, leaves: &Range<usize>) -> bool {
        let (first, end) = (self.first as usize, (self.first + self.leaves) as usize);
        first < leaves.end && end > leaves.start
    }

    /// The middle of the box.
    #[inline(always)]
    pub fn centre(&self) -> Vec3 {
        (self.low + self.high) * 0.5
    }

    /// The squared distance of two boxes. Rounding is monotone, so the box of a
    /// part is never nearer than the box of the whole.
    #[inline(always)]
    pub fn gap_squared(&self, other: &Self) -> f32 {
        (self.low - other.high)
            .max(other.low - self.high)
            .max(Vec3::ZERO)
            .length_squared()
    }
}

/// How far bodies moved, world units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drift {
    /// The one that moved farthest.
    pub farthest: f32,
    /// Root mean square of all; not a number if any is not.
    pub typical: f32,
}

impl Drift {
    /// Adds a further drift.
    pub fn add(&mut self, other: Self) {
        self.farthest += other.farthest;
        self.typical += other.typical;
    }

    /// Whether both are within these limits. What is not a number is not.
    pub fn within(&self, farthest: f32, typical: f32) -> bool {
        self.farthest <= farthest && self.typical <= typical
    }
}

/// The multipole moments of a node about its centre of mass, which has no dipole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moments {
    /// Centre of mass.
    pub centre: Vec3,
    /// Sum of weights.
    pub weight: f32,
    /// Second moments `Σ w δδᵀ`: xx, yy, zz, xy, xz, yz.
    pub second: [f32; 6],
}

/// A part of the tree that is still to be split.
#[derive(Clone, Copy, Debug)]
struct Subtree {
    node: usize,
    first: usize,
    leaves: usize,
}

/// What it takes to split, in pairs a body.
const SPLIT_COST: u64 = 4;

/// Leaves of a subtree that is built in one go.
const SUBTREE: usize = 64;

/// The tree and the bodies in the order of its leaves.
#[derive(Debug, Default)]
pub struct Tree {
    /// Shapes of the nodes, in preorder.
    pub shapes: Vec<Shape>,
    /// Moments of the nodes, in preorder.
    pub moments: Vec<Moments>,
    /// Node of each leaf.
    pub leaf_nodes: Vec<u32>,
    /// Positions, a leaf a vector.
    pub at: Vec<Lanes3>,
    /// Weights, a leaf a vector; 0 where no body is. Empty if all weigh 1.
    weights: Vec<Lanes>,
    /// The body in each lane of each leaf, in order.
    pub bodies: Vec<u32>,
    /// Where each body is: lane and leaf as one number, the other way round.
    pub places: Vec<u32>,
    /// How far the bodies of each chunk of leaves went, when positions were taken over last.
    drifts: Vec<(f32, f64)>,
    items: Vec<Item>,
    pending: Vec<Subtree>,
    ready: Vec<Subtree>,
    /// How many of `ready` are built.
    built: usize,
}

impl Tree {
    /// Number of bodies.
    pub const fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Number of leaves.
    pub const fn leaves(&self) -> usize {
        self.leaf_nodes.len()
    }

    /// Whether all bodies were in a plane of constant z when shapes were measured last.
    #[inline(always)]
    pub fn is_flat(&self) -> bool {
        self.shapes[0].low.z == self.shapes[0].high.z
    }

    /// The bodies of a leaf, lane by lane.
    pub fn leaf_bodies(&self, leaf: usize) -> &[u32] {
        let end = self.bodies.len().min((leaf + 1) * LANES);
        &self.bodies[leaf * LANES..end]
    }

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

    /// Takes the present positions over; returns how far bodies are from where they
    /// were.
    pub fn place(&mut self, points: &[Vec3], parallel: bool) -> Drift {
        /// Leaves that one thread takes at a time.
        const CHUNK: usize = 1024;
        self.drifts.clear();
        self.drifts
            .resize(self.at.len().div_ceil(CHUNK), Default::default());
        let chunks = self
            .at
            .chunks_mut(CHUNK)
            .zip(self.bodies.chunks(CHUNK * LANES))
            .zip(&mut self.drifts);
        for_each(
            parallel,
            chunks,
            |((leaves, bodies), (farthest, squares))| {
                for (at, bodies) in leaves.iter_mut().zip(bodies.chunks(LANES)) {
                    for (lane, &body) in bodies.iter().enumerate() {
                        let p = points[body as usize];
                        let (dx, dy, dz) =
                            (p.x - at.x.0[lane], p.y - at.y.0[lane], p.z - at.z.0[lane]);
                        let moved = dx * dx + dy * dy + dz * dz;
                        *squares += f64::from(moved);
                        *farthest = if *farthest > moved { *farthest } else { moved };
                        at.x.0[lane] = p.x;
                        at.y.0[lane] = p.y;
                        at.z.0[lane] = p.z;
                    }
                }
            },
        );
        let (farthest, squares) = self.drifts.iter().fold((0.0f32, 0.0f64), |sum, chunk| {
            (sum.0.max(chunk.0), sum.1 + chunk.1)
        });
        Drift {
            farthest: farthest.sqrt(),
            typical: (squares / self.bodies.len().max(1) as f64).sqrt() as f32,
        }
    }

    /// Takes the weights over: 1 for each body without `weights`.
    pub fn weigh(&mut self, weights: Option<&[f32]>) {
        let Some(weights) = weights else {
            self.weights = Vec::new();
            return;
        };
        self.weights.resize(self.leaves(), Lanes::ZERO);
        for (leaf, bodies) in self.weights.iter_mut().zip(self.bodies.chunks(LANES)) {
            for (weight, &body) in leaf.0.iter_mut().zip(bodies) {
                *weight = weights[body as usize];
            }
        }
    }

    /// The weights of a leaf's bodies, lane by lane.
    #[inline(always)]
    pub fn leaf_weights(&self, leaf: usize) -> &Lanes {
        self.weights.get(leaf).unwrap_or(&ONES)
    }

    /// Measures the nodes' shapes at the present positions, children before parents.
    /// Returns the mean radius of a leaf.
    pub fn measure_shapes(&mut self) -> f32 {
        let mut sum = 0.0f64;
        for node in (0..self.shapes.len()).rev() {
            let mut shape = self.shapes[node];
            if shape.leaves == 1 {
                let leaf = shape.first as usize;
                let count = self.leaf_bodies(leaf).len();
                (shape.low, shape.high) = bounds(&self.at[leaf], count);
                shape.radius = (shape.high - shape.low).length() * 0.5;
                shape.leaf_radius = shape.radius;
                sum += f64::from(shape.radius);
            } else {
                let (left, right) = self.children(node);
                let (left, right) = (&self.shapes[left], &self.shapes[right]);
                shape.low = left.low.min(right.low);
                shape.high = left.high.max(right.high);
                shape.radius = (shape.high - shape.low).length() * 0.5;
                shape.leaf_radius = left.leaf_radius.max(right.leaf_radius);
            }
            self.shapes[node] = shape;
        }
        (sum / self.leaves().max(1) as f64) as f32
    }

    /// Measures the nodes' moments at the present positions, children before parents.
    pub fn measure_moments(&mut self) {
        for node in (0..self.shapes.len()).rev() {
            let shape = &self.shapes[node];
            self.moments[node] = if shape.leaves == 1 {
                let leaf = shape.first as usize;
                let count = self.leaf_bodies(leaf).len();
                Moments::of_bodies(&self.at[leaf], self.leaf_weights(leaf), count)
            } else {
                let (left, right) = self.children(node);
                Moments::of_parts(&self.moments[left], &self.moments[right])
            };
        }
    }

    /// Both children of an inner node.
    #[inline(always)]
    pub fn children(&self, node: usize) -> (usize, usize) {
        let left = self.shapes[node + 1].leaves as usize;
        (node + 1, node + 2 * left)
    }
}

/// The tight box of a leaf's first `count` lanes.
fn bounds(at: &Lanes3, count: usize) -> (Vec3, Vec3) {
    let mut low = Vec3::INFINITY;
    let mut high = Vec3::NEG_INFINITY;
    for lane in 0..count {
        let p = Vec3::new(at.x.0[lane], at.y.0[lane], at.z.0[lane]);
        low = low.min(p);
        high = high.max(p);
    }
    (low, high)
}

impl Moments {
    fn of_bodies(at: &Lanes3, weights: &Lanes, count: usize) -> Self {
        let point = |lane: usize| Vec3::new(at.x.0[lane], at.y.0[lane], at.z.0[lane]);
        let mut weight = 0.0;
        let mut sum = Vec3::ZERO;
        for lane in 0..count {
            weight += weights.0[lane];
            sum += point(lane) * weights.0[lane];
        }
        let centre = sum / weight;
        let mut second = [0.0; 6];
        for lane in 0..count {
            add_second(&mut second, point(lane) - centre, weights.0[lane]);
        }
        Self {
            centre,
            weight,
            second,
        }
    }

    fn of_parts(a: &Self, b: &Self) -> Self {
        let weight = a.weight + b.weight;
        let centre = (a.centre * a.weight + b.centre * b.weight) / weight;
        let mut second = [0.0; 6];
        for (sum, (&a, &b)) in second.iter_mut().zip(a.second.iter().zip(&b.second)) {
            *sum = a + b;
        }
        add_second(&mut second, a.centre - centre, a.weight);
        add_second(&mut second, b.centre - centre, b.weight);
        Self {
            centre,
            weight,
            second,
        }
    }
}

/// Adds `w δδᵀ`.
fn add_second(second: &mut [f32; 6], d: Vec3, weight: f32) {
    let scaled = d * weight;
    second[0] += scaled.x * d.x;
    second[1] += scaled.y * d.y;
    second[2] += scaled.z * d.z;
    second[3] += scaled.x * d.y;
    second[4] += scaled.x * d.z;
    second[5] += scaled.y * d.z;
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
