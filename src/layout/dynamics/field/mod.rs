//! Pairwise repulsion in O(n log n): a dual-tree fast multipole method (FMM) over a balanced
//! k-d tree.
//!
//! The near field (P2P) sums each pair of near leaves once, for both sides. The far field uses
//! multipole moments up to quadrupoles (P2M, M2M), local expansions to second order (M2L, L2L,
//! L2P), and direct evaluation of moments at bodies (M2P).
//!
//! The multipole acceptance criterion (MAC) reads only the cells' shapes. The interaction lists
//! therefore hold until bodies have moved by a share of a leaf radius. Near rest, the field is
//! one smooth function of the positions, so no list change makes the layout tremble.
//!
//! Sources: Greengard and Rokhlin, *A Fast Algorithm for Particle Simulations* (1987); Dehnen,
//! *A Hierarchical O(N) Force Calculation Algorithm* (2002), for the dual-tree traversal.
//! Lengths are world units, forces the units of `f0 / (ε + d)^q`.

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
mod targets;
mod task;
mod tree;
mod workers;

pub use evaluation::Field;
pub use repulsion::Repulsion;
pub use simd::Instructions;
pub use workers::{Workers, for_each};

/// The smallest distance of two bodies in a force, world units. It keeps forces finite.
const FLOOR: f32 = 1e-6;
