//! Neural networks on the tape: neurons, layers, perceptrons, losses, data, training by
//! gradient descent.
//!
//! A network is built once on a tape; training replays it. Full-batch gradient descent has one
//! optimisation step an epoch, called a *round* here.

mod activation;
pub mod data;
mod input;
mod layer;
mod learner;
pub mod loss;
mod mlp;
mod neuron;
mod program;
pub mod programs;
mod provenance;
mod role;
mod schedule;
mod weights;

pub use activation::{Activation, Dialect};
pub use input::Input;
pub use layer::Layer;
pub use learner::{Learner, Objective, RoundOutcome};
pub use mlp::Mlp;
pub use neuron::Neuron;
pub use program::Program;
pub use provenance::{Origin, Provenance};
pub use role::Role;
pub use schedule::Schedule;
pub use weights::{NeuronWeights, Weights};

/// The default seed of all random numbers.
pub const DEFAULT_SEED: u64 = 2;
