//! An input of a neuron: a value, or a plain number that becomes one.

use crate::autograd::{Tape, Value};

/// One input of a neuron.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A plain number with a label; becomes a new leaf wherever it is used.
    Number(f64, &'a str),
    /// A value of the same tape.
    Value(Value<'a>),
}

impl<'a> Input<'a> {
    /// The value on the tape; appends a leaf for a plain number.
    pub fn to_value(self, tape: &'a Tape) -> Value<'a> {
        match self {
            Self::Number(data, name) => tape.labelled_leaf(data, name),
            Self::Value(value) => value,
        }
    }
}
