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

/// The most parameters and values that a scene may ask for.
const LARGEST: usize = 5_000_000;

/// The one generator behind a program: the same seed, the same program.
fn generator(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// `sample 2 · x3` for each of a sample's inputs.
fn input_names(sample: usize, inputs: usize) -> Vec<String> {
    (1..=inputs)
        .map(|input| format!("sample {} · x{input}", sample + 1))
        .collect()
}

/// The name of a prediction; networks with several outputs number them.
fn prediction_name(sample: usize, output: usize, outputs: usize) -> String {
    match outputs {
        1 => format!("sample {} · prediction", sample + 1),
        _ => format!("sample {} · prediction {}", sample + 1, output + 1),
    }
}
