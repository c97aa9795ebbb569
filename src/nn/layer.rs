//! A layer: neurons with the same inputs.

use rand::Rng;

use super::{Activation, Dialect, Input, Neuron, Provenance};
use crate::autograd::{Tape, Value, ValueId};

/// A layer of neurons that share their inputs.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The neurons, in the order of the outputs.
    pub neurons: Vec<Neuron>,
    number: usize,
}

impl Layer {
    /// Appends a layer's parameters to the tape. `number` is its index in the network, from
    /// zero; labels count from one.
    pub fn new(
        tape: &Tape,
        number: usize,
        (inputs, outputs): (usize, usize),
        (dialect, activation): (Dialect, Activation),
        rng: &mut impl Rng,
        provenance: &mut Provenance,
    ) -> Self {
        let neurons = (0..outputs)
            .map(|neuron| {
                let name = format!("layer {} · neuron {}", number + 1, neuron + 1);
                let made = Neuron::new(tape, inputs, dialect, activation, &name, rng);
                provenance.record_neuron(tape, number, neuron);
                made
            })
            .collect();
        Self { neurons, number }
    }

    /// Appends the layer's forward pass; returns one output a neuron.
    pub fn build_forward<'a>(
        &self,
        tape: &'a Tape,
        inputs: &[Input<'a>],
        provenance: &mut Provenance,
    ) -> Vec<Value<'a>> {
        let answer = |(number, neuron): (usize, &Neuron)| {
            let value = neuron.build_forward(tape, inputs);
            provenance.record_neuron(tape, self.number, number);
            value
        };
        self.neurons.iter().enumerate().map(answer).collect()
    }

    /// All parameters, neuron by neuron.
    pub fn parameters(&self) -> impl Iterator<Item = ValueId> {
        self.neurons.iter().flat_map(Neuron::parameters)
    }
}
