//! The notebook's four samples.

/// The inputs of the samples, three each.
pub const SEED_INPUTS: [[f64; 3]; 4] = [
    [2.0, 3.0, -1.0],
    [3.0, -1.0, 0.5],
    [0.5, 1.0, 1.0],
    [1.0, 1.0, -1.0],
];

/// The target of each sample.
pub const SEED_TARGETS: [f64; 4] = [1.0, -1.0, -1.0, 1.0];
