//! The notebook's experiment: a small perceptron learns four samples.

use super::{input_names, prediction_name, seeded_generator};
use crate::{
    autograd::Tape,
    nn::{
        Activation, Dialect, Input, Learner, Mlp, Objective, Program, Provenance, Schedule,
        data::{SEED_INPUTS, SEED_TARGETS},
        loss,
    },
};

/// The loss of a 3 × 4 × 4 × 1 perceptron in the seed dialect over the notebook's four samples: 433
/// values reach it, 308 of them operations.
pub fn seed(seed: u64) -> Program {
    let tape = Tape::new();
    let mut provenance = Provenance::default();
    let mut rng = seeded_generator(seed);
    let mlp = Mlp::new(
        &tape,
        &[3, 4, 4, 1],
        Dialect::Seed,
        Activation::Tanh,
        &mut rng,
        &mut provenance,
    );

    let mut predictions = Vec::new();
    for (sample, numbers) in SEED_INPUTS.iter().enumerate() {
        provenance.enter_sample(Some(sample));
        let names = input_names(sample, numbers.len());
        let inputs: Vec<Input> = numbers
            .iter()
            .zip(&names)
            .map(|(&x, name)| Input::Number(x, name))
            .collect();
        for answer in mlp.build_forward(&tape, &inputs, &mut provenance) {
            // The input names live only in this iteration; their labels stay on the tape.
            predictions.push(answer.with_label(prediction_name(sample, 0, 1)).id());
        }
    }
    let values: Vec<_> = predictions.iter().map(|&id| tape.value(id)).collect();
    let loss = loss::squared_error(&tape, &values, &SEED_TARGETS, 1, &mut provenance).id();
    let goal = (loss, Objective::SquaredError);
    let learner = Learner::new(
        &tape,
        mlp,
        goal,
        predictions,
        SEED_TARGETS.to_vec(),
        Schedule::SEED,
    );
    Program::new(tape, vec![loss], Some(learner), provenance)
}
