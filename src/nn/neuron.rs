//! A neuron: an activation of a weighted sum, `f(Σ w x + b)`.

use rand::{Rng, RngExt};

use super::{Activation, Dialect, Input};
use crate::autograd::{Tape, Value, ValueId};

/// A neuron's parameters on a tape, and its dialect and activation.
#[derive(Clone, Debug)]
pub struct Neuron {
    /// One weight an input.
    pub weights: Vec<ValueId>,
    /// The bias.
    pub bias: ValueId,
    dialect: Dialect,
    activation: Activation,
}

impl Neuron {
    /// Appends the parameters to the tape: weights uniform in −1 … 1, bias 0, labelled
    /// `{name} · w1`, …, `{name} · b`. A neuron of the seed dialect ignores `activation` and uses
    /// tanh.
    pub fn new(
        tape: &Tape,
        inputs: usize,
        dialect: Dialect,
        activation: Activation,
        name: &str,
        rng: &mut impl Rng,
    ) -> Self {
        let weights = (1..=inputs)
            .map(|input| {
                tape.labelled_leaf(
                    rng.random::<f64>() * 2.0 - 1.0,
                    format!("{name} · w{input}"),
                )
                .id()
            })
            .collect();
        let bias = tape.labelled_leaf(0.0, format!("{name} · b")).id();
        let activation = match dialect {
            Dialect::Seed => Activation::Tanh,
            Dialect::Standard => activation,
        };
        Self {
            weights,
            bias,
            dialect,
            activation,
        }
    }

    /// Appends the neuron's forward pass. Surplus inputs, or surplus weights, are ignored.
    pub fn build_forward<'a>(&self, tape: &'a Tape, inputs: &[Input<'a>]) -> Value<'a> {
        let mut sum = match self.dialect {
            Dialect::Seed => tape.leaf(0.0),
            Dialect::Standard => tape.value(self.bias),
        };
        for (&weight, input) in self.weights.iter().zip(inputs) {
            sum += tape.value(weight) * input.to_value(tape);
        }
        self.activation.apply(sum)
    }

    /// The weights, then the bias.
    pub fn parameters(&self) -> impl Iterator<Item = ValueId> {
        self.weights.iter().copied().chain([self.bias])
    }
}
