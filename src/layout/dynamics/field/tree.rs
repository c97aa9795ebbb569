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
    build::{Item, Subtree},
    moments::Moments,
    simd::{LANES, Lanes, Lanes3},
    workers::for_each,
};

/// What bodies weigh of which nobody said how much.
static ONES: Lanes = Lanes([1.0; LANES]);

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
    pub(super) weights: Vec<Lanes>,
    /// The body in each lane of each leaf, in order.
    pub bodies: Vec<u32>,
    /// Where each body is: [`LANES`] times its leaf, plus its lane.
    pub places: Vec<u32>,
    /// How far the bodies of each chunk of leaves went, when positions were taken over last.
    drifts: Vec<(f32, f64)>,
    pub(super) items: Vec<Item>,
    pub(super) pending: Vec<Subtree>,
    pub(super) ready: Vec<Subtree>,
    /// How many of `ready` are built.
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
