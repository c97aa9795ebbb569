//! The provenance of values: their layer, neuron and sample.

use crate::autograd::{Tape, ValueId};

/// The origin of a value. Everything counts from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The layer of the network.
    pub layer: Option<u32>,
    /// The neuron of the layer.
    pub neuron: Option<u32>,
    /// The sample that is predicted, or whose loss is computed.
    pub sample: Option<u32>,
}

/// The origin of every value of a tape, in the tape's order.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    origins: Vec<Origin>,
    sample: Option<u32>,
}

impl Provenance {
    /// Sets the sample of the values recorded next, or none.
    pub fn enter_sample(&mut self, sample: Option<usize>) {
        self.sample = sample.map(|sample| sample as u32);
    }

    /// Records that all values since the last call belong to the current sample.
    pub fn record_values(&mut self, tape: &Tape) {
        self.record_at(tape, None, None);
    }

    /// Records that all values since the last call belong to this neuron and the current
    /// sample.
    pub fn record_neuron(&mut self, tape: &Tape, layer: usize, neuron: usize) {
        self.record_at(tape, Some(layer as u32), Some(neuron as u32));
    }

    /// The origin of a value; empty if it was never recorded.
    pub fn origin_of(&self, id: ValueId) -> Origin {
        self.origins.get(id.index()).copied().unwrap_or_default()
    }

    fn record_at(&mut self, tape: &Tape, layer: Option<u32>, neuron: Option<u32>) {
        self.origins.resize(
            tape.len(),
            Origin {
                layer,
                neuron,
                sample: self.sample,
            },
        );
    }
}
