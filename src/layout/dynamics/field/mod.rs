//! Repulsion in O(n log n): a balanced tree of full leaves, pairs of near leaves
//! summed once for both, multipoles from afar, refreshed as far as bodies moved.
//!
//! What a node may stand for is decided when the shapes of the tree are measured,
//! and stays decided until bodies have moved by a share of a leaf: near rest, the
//! field is one smooth function of the positions, and nothing makes it tremble.

mod batches;
mod build;
mod evaluation;
mod far;
mod lists;
mod local;
mod moments;
mod near;
mod net;
mod repulsion;
mod simd;
mod task;
mod tree;
mod workers;

pub use evaluation::Field;
pub use repulsion::Repulsion;
pub use simd::Instructions;
pub use workers::{Workers, for_each};

/// Nearer than this, two bodies count as this far apart: keeps forces finite.
const FLOOR: f32 = 1e-6;
