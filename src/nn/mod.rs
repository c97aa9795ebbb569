//! Neurons, layers, multilayer perceptrons, losses, data and training on the tape.

/// Placeholder until the real one is merged.
#[derive(Debug)]
pub struct Program;
