//! Data sets: what networks learn from.

mod moons;
mod seed;

pub use moons::moons;
pub use seed::{SEED_INPUTS, SEED_TARGETS};

/// Samples with one target each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples<const INPUTS: usize> {
    /// The inputs of each sample.
    pub inputs: Vec<[f64; INPUTS]>,
    /// What each sample should be answered with.
    pub targets: Vec<f64>,
}
