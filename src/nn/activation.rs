//! Activation functions, and the dialects in which networks are built.

use crate::autograd::Value;

/// The dialect of a network: its graph follows the code of the notebook or of micrograd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The notebook's dialect: every layer uses tanh, the last one too. The bias is a parameter
    /// but never enters the sum, which starts at a new zero. Numbers become new leaves wherever
    /// they are used.
    Seed,
    /// micrograd's dialect: the sum starts at the bias, the activation can be chosen, the last
    /// layer is linear.
    Standard,
}

/// The function of a neuron's weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// `tanh x`, in −1 … 1; derivative `1 − tanh² x`.
    Tanh,
    /// `max(x, 0)`; derivative 1 where `x > 0`, else 0.
    Relu,
    /// `x`; derivative 1.
    Linear,
}

impl Activation {
    /// Appends the activation to the tape; `Linear` appends nothing.
    pub fn apply(self, sum: Value) -> Value {
        match self {
            Self::Tanh => sum.tanh(),
            Self::Relu => sum.relu(),
            Self::Linear => sum,
        }
    }
}
