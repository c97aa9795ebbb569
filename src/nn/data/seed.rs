//! The notebook's four samples.

/// Three inputs a sample.
pub const SEED_INPUTS: [[f64; 3]; 4] = [
    [2.0, 3.0, -1.0],
    [3.0, -1.0, 0.5],
    [0.5, 1.0, 1.0],
    [1.0, 1.0, -1.0],
];

/// The answer wanted for each sample.
pub const SEED_TARGETS: [f64; 4] = [1.0, -1.0, -1.0, 1.0];
