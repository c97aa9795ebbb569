//! A balanced k-d tree whose leaves are full vectors of bodies.
//!
//! Every leaf holds [`LANES`] bodies (the last one the rest), so no lane is wasted. The depth
//! is at most `log₂(n / LANES)` for every distribution of bodies, even if all share one point
//! or one lies at the rim of the world. Nodes are in preorder: the left child of node `i` is
//! `i + 1`, and a subtree of `m` leaves takes `2m − 1` nodes.

use std::ops::Range;

use glam::Vec3;

use super::{
    moments::Moments,
    simd::{LANES, Lanes, Lanes3},
    workers::for_each,
};

/// The weights of a leaf if no weights are given.
static ONES: Lanes = Lanes([1.0; LANES]);

/// The shape of a cell, measured when the interaction lists were built. The acceptance
/// criterion reads only shapes, so lists hold until they are measured again. Lengths are world
/// units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Least corner of the tight box.
    pub low: Vec3,
    /// Greatest corner.
    pub high: Vec3,
    /// Half the box's diagonal.
    pub radius: f32,
    /// The largest radius of a leaf in the cell.
    pub leaf_radius: f32,
    /// First leaf.
    pub first: u32,
    /// Number of leaves.
    pub leaves: u32,
}

impl Shape {
    /// Whether the cell contains one of these leaves.
    #[inline(always)]
    pub const fn overlaps_leaves(&self, leaves: &Range<usize>) -> bool {
        let (first, end) = (self.first as usize, (self.first + self.leaves) as usize);
        first < leaves.end && end > leaves.start
    }

    /// The middle of the box.
    #[inline(always)]
    pub fn centre(&self) -> Vec3 {
        (self.low + self.high) * 0.5
    }

    /// The squared gap of two boxes. Rounding is monotone, so the box of a part is never nearer
    /// than the box of the whole.
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
    /// Of the farthest body.
    pub farthest: f32,
    /// Root mean square over all bodies; not a number if any is not.
    pub typical: f32,
}

impl Drift {
    /// Adds a later drift: the sums bound the total.
    pub fn add(&mut self, other: Self) {
        self.farthest += other.farthest;
        self.typical += other.typical;
    }

    /// Whether both are within these limits; false if either is not a number.
    pub fn is_within(&self, farthest: f32, typical: f32) -> bool {
        self.farthest <= farthest && self.typical <= typical
    }
}

/// A body that is being sorted into a leaf.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    pub at: [f32; 3],
    pub body: u32,
}

/// A subtree that has not been split yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subtree {
    pub node: usize,
    pub first: usize,
    pub leaves: usize,
}

/// The tree, and the bodies in the order of its leaves.
#[derive(Debug, Default)]
pub struct Tree {
    /// Shapes of the nodes, in preorder.
    pub shapes: Vec<Shape>,
    /// Moments of the nodes, in preorder.
    pub moments: Vec<Moments>,
    /// Node of each leaf.
    pub leaf_nodes: Vec<u32>,
    /// Positions, a leaf a vector.
    pub positions: Vec<Lanes3>,
    /// Weights, a leaf a vector; 0 where no body is. Empty if all weigh 1.
    pub(super) weights: Vec<Lanes>,
    /// The body in each lane of each leaf, in order.
    pub bodies: Vec<u32>,
    /// The lane of each body: [`LANES`] times its leaf, plus its lane in the leaf.
    pub body_lanes: Vec<u32>,
    /// Drift of each chunk of leaves at the last update: largest square and sum of squares.
    drifts: Vec<(f32, f64)>,
    pub(super) items: Vec<Item>,
    pub(super) pending: Vec<Subtree>,
    pub(super) ready: Vec<Subtree>,
    /// Number of `ready` subtrees that are built.
    pub(super) built: usize,
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

    /// Whether all bodies were in a plane of constant z at the last measurement of shapes.
    #[inline(always)]
    pub fn is_flat(&self) -> bool {
        self.shapes[0].low.z == self.shapes[0].high.z
    }

    /// The bodies of a leaf, lane by lane.
    pub fn leaf_bodies(&self, leaf: usize) -> &[u32] {
        let end = self.bodies.len().min((leaf + 1) * LANES);
        &self.bodies[leaf * LANES..end]
    }

    /// Copies the current positions; returns how far bodies moved since the last copy.
    pub fn update_positions(&mut self, points: &[Vec3], parallel: bool) -> Drift {
        /// Leaves in a chunk, the unit of work of a thread.
        const CHUNK: usize = 1024;
        self.drifts.clear();
        self.drifts
            .resize(self.positions.len().div_ceil(CHUNK), Default::default());
        let chunks = self
            .positions
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

    /// Copies the weights; without `weights`, each body has weight 1.
    pub fn set_weights(&mut self, weights: Option<&[f32]>) {
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

    /// Measures the cells' shapes at the current positions, children before parents. Returns
    /// the mean radius of a leaf.
    pub fn measure_shapes(&mut self) -> f32 {
        let mut sum = 0.0f64;
        for node in (0..self.shapes.len()).rev() {
            let mut shape = self.shapes[node];
            if shape.leaves == 1 {
                let leaf = shape.first as usize;
                let count = self.leaf_bodies(leaf).len();
                (shape.low, shape.high) = leaf_bounds(&self.positions[leaf], count);
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

    /// Measures the cells' moments at the current positions, children before parents: P2M at
    /// leaves, M2M above.
    pub fn measure_moments(&mut self) {
        for node in (0..self.shapes.len()).rev() {
            let shape = &self.shapes[node];
            self.moments[node] = if shape.leaves == 1 {
                let leaf = shape.first as usize;
                let count = self.leaf_bodies(leaf).len();
                Moments::from_bodies(&self.positions[leaf], self.leaf_weights(leaf), count)
            } else {
                let (left, right) = self.children(node);
                Moments::from_children(&self.moments[left], &self.moments[right])
            };
        }
    }

    /// The left and the right child of an inner node.
    #[inline(always)]
    pub fn children(&self, node: usize) -> (usize, usize) {
        let left = self.shapes[node + 1].leaves as usize;
        (node + 1, node + 2 * left)
    }
}

/// The tight box of a leaf's first `count` lanes.
fn leaf_bounds(at: &Lanes3, count: usize) -> (Vec3, Vec3) {
    let mut low = Vec3::INFINITY;
    let mut high = Vec3::NEG_INFINITY;
    for lane in 0..count {
        let p = Vec3::new(at.x.0[lane], at.y.0[lane], at.z.0[lane]);
        low = low.min(p);
        high = high.max(p);
    }
    (low, high)
}
