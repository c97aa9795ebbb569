//! The computations that come with Gradswarm, ready to be traced and trained.

mod examples;
mod mlp;
mod moons;
mod seed;

pub use examples::{expression, layer, neuron};
pub use mlp::mlp;
pub use moons::moons;
pub use seed::seed;

use rand::{SeedableRng, rngs::ChaCha8Rng};

/// The largest number of parameters and values in a scene.
const LARGEST: usize = 5_000_000;

/// The random generator of a program; the same seed gives the same program.
fn seeded_generator(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// `sample 2 · x3` for each of a sample's inputs.
fn input_names(sample: usize, inputs: usize) -> Vec<String> {
    (1..=inputs)
        .map(|input| format!("sample {} · x{input}", sample + 1))
        .collect()
}

/// The label of a prediction; networks with several outputs number them.
fn prediction_name(sample: usize, output: usize, outputs: usize) -> String {
    match outputs {
        1 => format!("sample {} · prediction", sample + 1),
        _ => format!("sample {} · prediction {}", sample + 1, output + 1),
    }
}
