//! Data sets for training.

mod moons;
mod seed;

pub use moons::moons;
pub use seed::{SEED_INPUTS, SEED_TARGETS};

/// Samples with one target each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples<const INPUTS: usize> {
    /// The inputs of each sample.
    pub inputs: Vec<[f64; INPUTS]>,
    /// The target of each sample.
    pub targets: Vec<f64>,
}
