//! Which layer, neuron and sample a value belongs to.

use crate::autograd::{Tape, ValueId};

/// Where a value comes from. Everything counts from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The layer of the network.
    pub layer: Option<u32>,
    /// The neuron of the layer.
    pub neuron: Option<u32>,
    /// The sample that is being predicted or judged.
    pub sample: Option<u32>,
}

/// The origin of every value of a tape, in the tape's order.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    origins: Vec<Origin>,
    sample: Option<u32>,
}

impl Provenance {
    /// From now on values belong to this sample, or to none.
    pub fn enter_sample(&mut self, sample: Option<usize>) {
        self.sample = sample.map(|sample| sample as u32);
    }

    /// Says that all values made since the last call belong to the entered sample.
    pub fn note(&mut self, tape: &Tape) {
        self.note_at(tape, None, None);
    }

    /// Says that all values made since the last call belong to this neuron,
    /// working on the entered sample.
    pub fn note_neuron(&mut self, tape: &Tape, layer: usize, neuron: usize) {
        self.note_at(tape, Some(layer as u32), Some(neuron as u32));
    }

    /// The origin of a value; unknown for values that were never noted.
    pub fn of(&self, id: ValueId) -> Origin {
        self.origins.get(id.index()).copied().unwrap_or_default()
    }

    fn note_at(&mut self, tape: &Tape, layer: Option<u32>, neuron: Option<u32>) {
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
