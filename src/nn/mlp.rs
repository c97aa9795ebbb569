//! A multilayer perceptron: a sequence of layers.

use rand::Rng;

use super::{Activation, Dialect, Input, Layer, Neuron, Provenance};
use crate::autograd::{Tape, Value, ValueId};

/// A sequence of fully connected layers.
#[derive(Clone, Debug)]
pub struct Mlp {
    /// The layers, from the inputs to the outputs.
    pub layers: Vec<Layer>,
}

impl Mlp {
    /// Appends a network's parameters to the tape. `sizes` has the number of inputs, then the
    /// number of neurons of each layer. In the standard dialect `hidden` is the activation of
    /// all layers but the last.
    pub fn new(
        tape: &Tape,
        sizes: &[usize],
        dialect: Dialect,
        hidden: Activation,
        rng: &mut impl Rng,
        provenance: &mut Provenance,
    ) -> Self {
        let last = sizes.len().saturating_sub(2);
        let layers = sizes
            .windows(2)
            .enumerate()
            .map(|(number, pair)| {
                let activation = if number == last {
                    Activation::Linear
                } else {
                    hidden
                };
                Layer::new(
                    tape,
                    number,
                    (pair[0], pair[1]),
                    (dialect, activation),
                    rng,
                    provenance,
                )
            })
            .collect();
        Self { layers }
    }

    /// Appends the network's forward pass; returns one value an output.
    pub fn build_forward<'a>(
        &self,
        tape: &'a Tape,
        inputs: &[Input<'a>],
        provenance: &mut Provenance,
    ) -> Vec<Value<'a>> {
        let mut signals = inputs.to_vec();
        for layer in &self.layers {
            let answers = layer.build_forward(tape, &signals, provenance);
            signals.clear();
            signals.extend(answers.into_iter().map(Input::Value));
        }
        signals
            .into_iter()
            .map(|signal| signal.to_value(tape))
            .collect()
    }

    /// All parameters in a stable order: layer by layer, neuron by neuron, weights before the bias.
    pub fn parameters(&self) -> impl Iterator<Item = ValueId> {
        self.neurons().flat_map(Neuron::parameters)
    }

    /// All neurons, layer by layer.
    pub fn neurons(&self) -> impl Iterator<Item = &Neuron> {
        self.layers.iter().flat_map(|layer| &layer.neurons)
    }
}
