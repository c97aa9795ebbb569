//! What a neuron can take: a value, or a plain number yet to be wrapped.

use crate::autograd::{Tape, Value};

/// One input of a neuron.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A plain number with a name; becomes a fresh leaf wherever it is used.
    Number(f64, &'a str),
    /// A value of the same tape.
    Value(Value<'a>),
}

impl<'a> Input<'a> {
    /// The value to compute with.
    pub fn on(self, tape: &'a Tape) -> Value<'a> {
        match self {
            Self::Number(data, name) => tape.labelled(data, name),
            Self::Value(value) => value,
        }
    }
}
