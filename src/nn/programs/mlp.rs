//! A perceptron of any size in the standard dialect.

use rand::{Rng, RngExt};

use super::{LARGEST, input_names, prediction_name, seeded_generator};
use crate::{
    autograd::Tape,
    nn::{
        Activation, Dialect, Input, Learner, Mlp, Objective, Program, Provenance, Schedule,
        data::{SEED_INPUTS, SEED_TARGETS},
        loss,
    },
};

/// The sum of squared errors over the first `count` of four samples of a perceptron in the
/// standard dialect: with bias, tanh in the hidden layers, a linear last layer.
///
/// `sizes` has the number of inputs, then the neurons of each layer. With three inputs the
/// samples are the notebook's; otherwise they are uniform in −1 … 1. The first output's targets
/// are the notebook's; each further output's are shifted by one sample.
///
/// # Errors
/// Fewer than two sizes, a size of zero, or more values than a scene may have.
pub fn mlp(sizes: &[usize], count: usize, seed: u64) -> Result<Program, String> {
    check_sizes(sizes)?;
    let (inputs, outputs) = (sizes[0], sizes[sizes.len() - 1]);
    let tape = Tape::new();
    let mut provenance = Provenance::default();
    let mut rng = seeded_generator(seed);
    let samples = make_samples(inputs, &mut rng);
    let mlp = Mlp::new(
        &tape,
        sizes,
        Dialect::Standard,
        Activation::Tanh,
        &mut rng,
        &mut provenance,
    );

    let (mut predictions, mut targets) = (Vec::new(), Vec::new());
    for (sample, numbers) in samples.iter().enumerate().take(count) {
        provenance.enter_sample(Some(sample));
        let wrapped: Vec<Input> = numbers
            .iter()
            .zip(input_names(sample, inputs))
            .map(|(&x, name)| Input::Value(tape.labelled_leaf(x, name)))
            .collect();
        provenance.record_values(&tape);
        for (output, answer) in mlp
            .build_forward(&tape, &wrapped, &mut provenance)
            .into_iter()
            .enumerate()
        {
            predictions.push(
                answer
                    .with_label(prediction_name(sample, output, outputs))
                    .id(),
            );
            targets.push(SEED_TARGETS[(sample + output) % SEED_TARGETS.len()]);
        }
    }
    let values: Vec<_> = predictions.iter().map(|&id| tape.value(id)).collect();
    let loss = loss::squared_error(&tape, &values, &targets, outputs, &mut provenance).id();
    let goal = (loss, Objective::SquaredError);
    let learner = Learner::new(
        &tape,
        mlp,
        goal,
        predictions,
        targets,
        scaled_schedule(sizes),
    );
    Ok(Program::new(tape, vec![loss], Some(learner), provenance))
}

/// The notebook's rate for layers as narrow as the notebook's. Wider layers make the loss
/// steeper in proportion, so they take smaller steps.
fn scaled_schedule(sizes: &[usize]) -> Schedule {
    const NOTEBOOK_WIDTH: f64 = 4.0;
    let widest = sizes.iter().copied().max().unwrap_or(1) as f64;
    let Schedule::Constant(rate) = Schedule::SEED else {
        return Schedule::SEED;
    };
    Schedule::Constant(rate * (NOTEBOOK_WIDTH / widest).min(1.0))
}

fn make_samples(inputs: usize, rng: &mut impl Rng) -> Vec<Vec<f64>> {
    if inputs == SEED_INPUTS[0].len() {
        return SEED_INPUTS.iter().map(|numbers| numbers.to_vec()).collect();
    }
    let mut sample = || {
        (0..inputs)
            .map(|_| rng.random::<f64>() * 2.0 - 1.0)
            .collect()
    };
    (0..SEED_TARGETS.len()).map(|_| sample()).collect()
}

fn check_sizes(sizes: &[usize]) -> Result<(), String> {
    if sizes.len() < 2 {
        return Err(
            "a network needs its number of inputs and one layer at least, such as 3x4x4x1".into(),
        );
    }
    if sizes.contains(&0) {
        return Err("a network has no layer of size 0, expected sizes such as 3x4x4x1".into());
    }
    // A weight is one leaf, and a product and a sum a sample.
    let weights = sizes
        .windows(2)
        .map(|pair| pair[0].saturating_mul(pair[1]))
        .fold(0, usize::saturating_add);
    let values = weights.saturating_mul(1 + 2 * SEED_TARGETS.len());
    if values > LARGEST {
        return Err(format!(
            "such a network has about {values} values, expected {LARGEST} at most"
        ));
    }
    Ok(())
}
