//! A layer: neurons side by side that look at the same inputs.

use rand::Rng;

use super::{Activation, Dialect, Input, Neuron, Provenance};
use crate::autograd::{Tape, Value, ValueId};

/// Neurons that look at the same inputs.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The neurons, first output first.
    pub neurons: Vec<Neuron>,
    number: usize,
}

impl Layer {
    /// Puts a layer's parameters on the tape. `number` is its place in the
    /// network, from zero; names count from one.
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
                provenance.note_neuron(tape, number, neuron);
                made
            })
            .collect();
        Self { neurons, number }
    }

    /// One answer a neuron.
    pub fn call<'a>(
        &self,
        tape: &'a Tape,
        inputs: &[Input<'a>],
        provenance: &mut Provenance,
    ) -> Vec<Value<'a>> {
        let answer = |(number, neuron): (usize, &Neuron)| {
            let value = neuron.call(tape, inputs);
            provenance.note_neuron(tape, self.number, number);
            value
        };
        self.neurons.iter().enumerate().map(answer).collect()
    }

    /// All parameters, neuron by neuron.
    pub fn parameters(&self) -> impl Iterator<Item = ValueId> {
        self.neurons.iter().flat_map(Neuron::parameters)
    }
}
