//! Tests that networks learn, that their training can be repeated and kept, and that it plays.

use bevy::prelude::*;
use gradswarm::{
    clock::{SimulationClock, commands::ClockCommand},
    journal::Journal,
    nn::{DEFAULT_SEED, Program, Schedule, Weights, programs},
    physics::Simulation,
    training::{Pace, Trainer, commands::TrainingCommand},
};
use proptest::prelude::*;

use crate::common;

fn send<M: Message>(app: &mut App, message: M) {
    app.world_mut().write_message(message);
}

fn updates(app: &mut App, count: usize) {
    (0..count).for_each(|_| app.update());
}

fn trainer(app: &App) -> &Trainer {
    app.world().resource()
}

fn clock(app: &App) -> &SimulationClock {
    app.world().resource()
}

/// Whether a line of the log begins with a text.
fn logged(app: &App, text: &str) -> bool {
    let lines = &app.world().resource::<Journal>().lines;
    lines.iter().any(|line| line.text.starts_with(text))
}

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

#[test]
fn rounds_play_evenly_over_ten_seconds() {
    let mut app = common::app("seed", 2);
    send(&mut app, TrainingCommand::Train { rounds: 600 });
    for second in 1..=10 {
        updates(&mut app, 60);
        let Trainer {
            round,
            planned,
            pace,
            ..
        } = *trainer(&app);
        let due = second * 60;
        assert!((due - 2..=due + 2).contains(&round), "{round} of {due}");
        assert_eq!((planned, pace.rounds_left()), (600, 600 - round));
    }
    updates(&mut app, 10);
    let seen = trainer(&app);
    assert_eq!((seen.round, seen.pace), (600, Pace::Idle));
    assert!(logged(&app, "rounds of optimization: 600"));

    // A few rounds need no ten seconds, and one round is done at once.
    send(&mut app, TrainingCommand::Train { rounds: 1 });
    updates(&mut app, 1);
    assert_eq!((trainer(&app).round, trainer(&app).pace), (601, Pace::Idle));
    send(&mut app, TrainingCommand::Train { rounds: 4 });
    updates(&mut app, 60);
    assert!((603..=604).contains(&trainer(&app).round));
    updates(&mut app, 70);
    assert_eq!(trainer(&app).round, 605);
    send(&mut app, TrainingCommand::OneRound);
    updates(&mut app, 1);
    let seen = trainer(&app);
    assert_eq!((seen.round, seen.planned, seen.pace), (606, 1, Pace::Idle));
    assert!(logged(&app, "round 606: loss "));
}

#[test]
fn the_speed_of_the_clock_is_the_speed_of_training() {
    for speed in SimulationClock::SPEEDS {
        let mut app = common::app("seed", 2);
        send(&mut app, ClockCommand::Speed(speed));
        updates(&mut app, 1);
        let rounds = 600;
        send(&mut app, TrainingCommand::Train { rounds });
        updates(&mut app, 30);
        let (round, due) = (trainer(&app).round as f32, 30.0 * speed);
        assert!((round - due).abs() <= 1.5, "×{speed}: {round} of {due}");
    }
}

#[test]
fn the_same_ticks_give_the_same_bits_at_every_speed() {
    let play = |speed: f32, until: u64| {
        let mut app = common::app("seed", 3);
        send(&mut app, ClockCommand::Speed(speed));
        for _ in 0..4000 {
            if clock(&app).tick >= until {
                break;
            }
            app.update();
        }
        let digest = app.world().resource::<Simulation>().engine().digest();
        (clock(&app).tick, digest)
    };
    for speed in [0.25, 4.0, 16.0] {
        let (tick, digest) = play(speed, 240);
        assert!((240..256).contains(&tick), "×{speed} ends at {tick}");
        assert_eq!(play(1.0, tick), (tick, digest), "×{speed}");
    }
}

#[test]
fn a_paused_clock_stops_what_plays_and_training_lets_it_run() {
    let mut app = common::app("seed", 2);
    send(&mut app, ClockCommand::Pause(true));
    updates(&mut app, 1);
    send(&mut app, TrainingCommand::Train { rounds: 600 });
    updates(&mut app, 30);
    let round = trainer(&app).round;
    assert!(!clock(&app).paused && round > 20, "{round} rounds");

    send(&mut app, ClockCommand::Pause(true));
    updates(&mut app, 30);
    assert_eq!(trainer(&app).round, round, "no round while it is paused");
    assert_eq!(trainer(&app).pace.rounds_left(), 600 - round);
    send(&mut app, TrainingCommand::OneRound);
    updates(&mut app, 5);
    assert_eq!(trainer(&app).round, round + 1, "one round all the same");
    assert_eq!(trainer(&app).pace.rounds_left(), 599 - round);
    send(&mut app, ClockCommand::Pause(false));
    updates(&mut app, 10);
    let round = trainer(&app).round;
    assert!(round > 25, "{round}: it goes on");

    send(&mut app, TrainingCommand::Pause);
    updates(&mut app, 10);
    let stopped = (round, Pace::Idle);
    assert_eq!((trainer(&app).round, trainer(&app).pace), stopped);
    // There is nothing to finish.
    send(&mut app, ClockCommand::Pause(true));
    send(&mut app, TrainingCommand::Finish);
    updates(&mut app, 10);
    assert_eq!((trainer(&app).round, trainer(&app).pace), stopped);
    assert!(clock(&app).paused);
}

#[test]
fn rounds_that_play_and_rounds_that_hurry_are_the_same_rounds() {
    let expected = train(&mut programs::seed(2), 300);
    for (speed, played) in [(1.0, 700), (16.0, 50), (1.0, 7), (0.25, 0)] {
        let mut app = common::app("seed", 2);
        send(&mut app, ClockCommand::Speed(speed));
        updates(&mut app, 1);
        send(&mut app, TrainingCommand::Train { rounds: 300 });
        updates(&mut app, played);
        send(&mut app, TrainingCommand::Finish);
        updates(&mut app, 2);
        let seen = trainer(&app);
        assert_eq!((seen.pace, seen.planned), (Pace::Idle, 300));
        assert_eq!(seen.losses, expected, "×{speed}, {played} frames");
    }
}

#[test]
fn a_large_network_keeps_its_share_of_the_frame() {
    let mut app = common::app("moons:samples=100", 1);
    let fast = TrainingCommand::Play {
        rounds: 1000,
        rounds_per_second: 1e6,
    };
    send(&mut app, fast);
    updates(&mut app, 1);
    let round = trainer(&app).round;
    assert!((1..=25).contains(&round), "{round} rounds in a frame");
    updates(&mut app, 1);
    assert_eq!(trainer(&app).round, 2 * round, "and no more to make up");
}

#[test]
fn a_diverging_training_ends_with_the_reason() {
    let mut app = common::app("mlp", 2);
    send(&mut app, TrainingCommand::LearningRate(1e6));
    send(&mut app, TrainingCommand::Train { rounds: 600 });
    updates(&mut app, 200);
    let seen = trainer(&app);
    assert!(seen.pace == Pace::Idle && seen.round < 200);
    assert!(logged(&app, "the loss is no longer finite"));
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
