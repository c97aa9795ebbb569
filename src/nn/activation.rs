//! What a neuron does with its sum, and in whose manner.

use crate::autograd::Value;

/// In whose manner networks compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As the notebook's code does: always tanh, in the last layer too; the
    /// bias is a parameter but never enters the sum, which starts at a fresh
    /// zero; numbers are wrapped anew wherever they are used.
    Seed,
    /// As micrograd does: the sum starts at the bias, the activation can be
    /// chosen, the last layer is linear.
    Standard,
}

/// The function that a neuron applies to its weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// Squashes to −1 … 1.
    Tanh,
    /// Cuts off what is negative.
    Relu,
    /// Leaves the sum as it is.
    Linear,
}

impl Activation {
    /// Applies it; linear adds nothing to the tape.
    pub fn apply(self, sum: Value) -> Value {
        match self {
            Self::Tanh => sum.tanh(),
            Self::Relu => sum.relu(),
            Self::Linear => sum,
        }
    }
}
