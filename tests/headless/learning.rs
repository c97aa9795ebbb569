//! Tests that networks learn, and that their training can be repeated and kept.

use gradswarm::nn::{DEFAULT_SEED, Program, Schedule, Weights, programs};
use proptest::prelude::*;

/// Trains and gives the losses before each update.
fn train(program: &mut Program, rounds: usize) -> Vec<f64> {
    (0..rounds)
        .map(|_| program.train_round().expect("trainable").loss)
        .collect()
}

#[test]
fn the_seeds_bias_never_enters_and_its_gradient_is_not_computed() {
    let mut program = programs::seed(DEFAULT_SEED);
    train(&mut program, 10);
    let (learner, tape) = (program.learner.as_ref().expect("trainable"), &program.tape);
    for neuron in learner.mlp().neurons() {
        assert_eq!(
            (tape.data(neuron.bias), tape.grad(neuron.bias)),
            (0.0, None)
        );
    }
    let mut weights = program.weights().expect("trainable");
    let before = program.predictions();
    weights
        .layers
        .iter_mut()
        .flatten()
        .for_each(|neuron| neuron.b = 0.7);
    let mut other = programs::seed(DEFAULT_SEED);
    other.set_weights(&weights).expect("they fit");
    program.recompute();
    assert_ne!(
        before,
        program.predictions(),
        "the last update had not been forwarded"
    );
    assert_eq!(other.predictions(), program.predictions());
}

#[test]
fn the_seed_learns_its_four_samples_for_most_seeds() {
    let mut learned = 0;
    for seed in 0..100 {
        let mut program = programs::seed(seed);
        let start = program.loss().expect("trainable");
        let losses = train(&mut program, 1000);
        assert_eq!(losses[0], start);
        assert!(losses[999] < start, "seed {seed}");
        learned += usize::from(losses[999] < 0.02);
    }
    assert!(learned >= 90, "{learned} of 100 seeds");
}

#[test]
fn the_default_seed_tells_a_good_story() {
    let losses = train(&mut programs::seed(DEFAULT_SEED), 1000);
    assert!(
        (4.0..6.0).contains(&losses[0]) && losses[999] < 0.01,
        "{} to {}",
        losses[0],
        losses[999]
    );
}

#[test]
fn moons_are_parted_within_a_hundred_rounds() {
    for seed in 1..=5 {
        let mut program = programs::moons(100, seed).expect("a good number of samples");
        let perfect = (0..100).any(|_| {
            program.train_round();
            program.accuracy() == Some(1.0)
        });
        assert!(perfect, "seed {seed} ends at {:?}", program.accuracy());
    }
}

#[test]
fn a_round_shows_the_passes_before_its_update() {
    let mut program = programs::seed(DEFAULT_SEED);
    let (predictions, weights) = (program.predictions(), program.weights());
    let outcome = program.train_round().expect("trainable");
    assert_eq!(
        (program.loss(), program.predictions()),
        (Some(outcome.loss), predictions)
    );
    assert_eq!((outcome.round, outcome.learning_rate), (0, 0.01));

    // Each parameter has moved down the gradient that is still shown.
    let after = program.weights().expect("trainable");
    let before = weights.expect("trainable");
    let first = program.learner.as_ref().expect("trainable").parameters()[0];
    let gradient = program.tape.grad(first).expect("computed");
    assert_eq!(
        after.layers[0][0].w[0],
        before.layers[0][0].w[0] - 0.01 * gradient
    );
}

#[test]
fn reset_repeats_the_same_training_to_the_bit() {
    for mut program in [
        programs::seed(7),
        programs::moons(8, 7).expect("samples"),
        programs::mlp(&[3, 4, 4, 1], 4, 7).expect("sizes"),
    ] {
        let start = (program.predictions(), program.weights());
        let losses = train(&mut program, 30);
        program.reset();
        assert_eq!((program.predictions(), program.weights()), start);
        assert_eq!(train(&mut program, 30), losses);
    }
}

#[test]
fn weights_survive_json_to_the_bit_and_start_training_anew() {
    let mut trained = programs::seed(2);
    train(&mut trained, 50);
    let json = serde_json::to_string(&trained.weights()).expect("finite numbers");
    let weights: Weights = serde_json::from_str(&json).expect("our own format");
    assert_eq!(Some(&weights), trained.weights().as_ref());

    let mut other = programs::seed(3);
    other.set_weights(&weights).expect("they fit");
    trained.recompute();
    assert_eq!(other.predictions(), trained.predictions());
    train(&mut other, 5);
    other.reset();
    assert_eq!(other.weights(), Some(weights));
}

#[test]
fn the_learning_rate_can_be_changed_on_the_way() {
    let mut program = programs::moons(4, 1).expect("samples");
    let rates: Vec<f64> = (0..3)
        .map(|_| program.train_round().expect("trainable").learning_rate)
        .collect();
    assert_eq!(rates, [0, 1, 2].map(|round| Schedule::MOONS.rate(round)));
    program.set_learning_rate(0.25);
    assert_eq!(
        program.train_round().map(|outcome| outcome.learning_rate),
        Some(0.25)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..Default::default() })]

    /// Perceptrons of many shapes learn, and every parameter that counts has
    /// the gradient that central differences find.
    #[test]
    fn any_perceptron_learns(
        sizes in prop::collection::vec(1_usize..12, 2..5),
        seed in 0_u64..1000,
        pick in any::<prop::sample::Index>(),
    ) {
        let mut program = programs::mlp(&sizes, 4, seed).expect("good sizes");
        prop_assert_eq!(program.predictions().len(), 4 * sizes[sizes.len() - 1]);
        let loss = program.loss().expect("trainable");

        let parameters = program.learner.as_ref().expect("trainable").parameters();
        let parameter = parameters[pick.index(parameters.len())];
        let (data, grad) = (program.tape.data(parameter), program.tape.grad(parameter).expect("it reaches the loss"));
        let mut loss_at = |data| {
            program.set_leaf(parameter, data).expect("a leaf");
            program.loss().expect("trainable")
        };
        let slope = (loss_at(data + 1e-5) - loss_at(data - 1e-5)) / 2e-5;
        prop_assert!((slope - grad).abs() <= 1e-5 * (1.0 + grad.abs()), "{} against {}", slope, grad);

        program.reset();
        let losses = train(&mut program, 200);
        prop_assert!(losses.iter().all(|loss| loss.is_finite()) && losses[199] < loss, "{:?}", losses);
    }
}
