//! micrograd's demo: a perceptron separates two moons.

use super::{LARGEST, input_names, prediction_name, seeded_generator};
use crate::{
    autograd::Tape,
    nn::{
        Activation, Dialect, Input, Learner, Mlp, Objective, Program, Provenance, Schedule, data,
        loss,
    },
};

/// Two inputs, two hidden layers, one score.
const SIZES: [usize; 4] = [2, 16, 16, 1];

/// Standard deviation of the points around their moon.
const NOISE: f64 = 0.1;

/// The number of values that one sample adds to the tape.
const VALUES_A_SAMPLE: usize = 648;

/// The loss of micrograd's demo, built like its code: a 2 × 16 × 16 × 1 perceptron with relu,
/// mean max-margin and L2 regularisation over all samples. At 100 samples 65,818 values reach
/// the loss, 65,077 of them operations.
///
/// # Errors
/// No samples, or more than a scene may have.
pub fn moons(samples: usize, seed: u64) -> Result<Program, String> {
    let most = LARGEST / VALUES_A_SAMPLE;
    if samples == 0 || samples > most {
        return Err(format!("{samples} samples, expected 1 to {most}"));
    }
    let tape = Tape::new();
    let mut provenance = Provenance::default();
    let mut rng = seeded_generator(seed);
    let points = data::moons(samples, NOISE, &mut rng);
    let mlp = Mlp::new(
        &tape,
        &SIZES,
        Dialect::Standard,
        Activation::Relu,
        &mut rng,
        &mut provenance,
    );

    // Wrap all inputs before the first prediction, like the demo.
    let mut wrapped = Vec::with_capacity(samples);
    for (sample, point) in points.inputs.iter().enumerate() {
        provenance.enter_sample(Some(sample));
        let names = input_names(sample, point.len());
        let inputs = point
            .iter()
            .zip(names)
            .map(|(&x, name)| Input::Value(tape.labelled_leaf(x, name)));
        wrapped.push(inputs.collect::<Vec<_>>());
        provenance.record_values(&tape);
    }
    let mut scores = Vec::with_capacity(samples);
    for (sample, inputs) in wrapped.iter().enumerate() {
        provenance.enter_sample(Some(sample));
        let answers = mlp.build_forward(&tape, inputs, &mut provenance);
        scores.extend(
            answers
                .into_iter()
                .map(|score| score.with_label(prediction_name(sample, 0, 1))),
        );
    }
    let loss = loss::max_margin(
        &tape,
        &scores,
        &points.targets,
        mlp.parameters(),
        &mut provenance,
    )
    .id();
    let predictions = scores.iter().map(|score| score.id()).collect();
    let goal = (loss, Objective::MaxMargin);
    let learner = Learner::new(
        &tape,
        mlp,
        goal,
        predictions,
        points.targets,
        Schedule::MOONS,
    );
    Ok(Program::new(tape, vec![loss], Some(learner), provenance))
}
