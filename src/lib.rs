//! Gradswarm shows the whole computation graph of a neural network, every
//! scalar a vertex, growing, learning and settling under real physics.

pub mod autograd;
pub mod cli;
pub mod nn;
