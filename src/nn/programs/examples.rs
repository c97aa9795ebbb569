//! The notebook's three small examples.

use super::seeded_generator;
use crate::{
    autograd::Tape,
    nn::{Activation, Dialect, Input, Layer, Neuron, Program, Provenance},
};

/// `relu(2x + 1)` at `x = 1`.
pub fn expression() -> Program {
    let tape = Tape::new();
    let x = tape.labelled_leaf(1.0, "x");
    let y = (x * 2.0 + 1.0).relu().with_label("y");
    let roots = vec![y.id()];
    Program::new(tape, roots, None, Provenance::default())
}

/// One neuron of the seed dialect with the inputs 1 and −2.
pub fn neuron(seed: u64) -> Program {
    let tape = Tape::new();
    let mut provenance = Provenance::default();
    let neuron = Neuron::new(
        &tape,
        2,
        Dialect::Seed,
        Activation::Tanh,
        "neuron",
        &mut seeded_generator(seed),
    );
    let inputs = [
        Input::Value(tape.labelled_leaf(1.0, "x1")),
        Input::Value(tape.labelled_leaf(-2.0, "x2")),
    ];
    let roots = vec![neuron.build_forward(&tape, &inputs).with_label("y").id()];
    provenance.record_neuron(&tape, 0, 0);
    Program::new(tape, roots, None, provenance)
}

/// A layer of the seed dialect: two neurons with the same two inputs, both 3. The notebook's
/// own lines cannot run; this is their intent. There are two results, so no gradient is
/// computed.
pub fn layer(seed: u64) -> Program {
    let tape = Tape::new();
    let mut provenance = Provenance::default();
    let manner = (Dialect::Seed, Activation::Tanh);
    let layer = Layer::new(
        &tape,
        0,
        (2, 2),
        manner,
        &mut seeded_generator(seed),
        &mut provenance,
    );
    let inputs = [
        Input::Value(tape.labelled_leaf(3.0, "x1")),
        Input::Value(tape.labelled_leaf(3.0, "x2")),
    ];
    provenance.record_values(&tape);
    let answers = layer.build_forward(&tape, &inputs, &mut provenance);
    let roots = answers
        .iter()
        .enumerate()
        .map(|(index, y)| y.with_label(format!("y{}", index + 1)).id())
        .collect();
    Program::new(tape, roots, None, provenance)
}
