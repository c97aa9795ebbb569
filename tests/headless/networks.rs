//! Tests that networks are built as the notebook and micrograd build them.

use std::collections::HashSet;

use gradswarm::{
    autograd::{Op, Tape, ValueId},
    nn::{DEFAULT_SEED, Origin, Program, Weights, programs},
};

/// The values that reach the first root, and how many of them are operations.
fn reachable(program: &Program) -> (usize, usize) {
    let mut seen = HashSet::new();
    let mut open = vec![program.roots[0]];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(program.tape.inputs(id));
        }
    }
    let operations = seen
        .iter()
        .filter(|&&id| program.tape.op(id) != Op::Leaf)
        .count();
    (seen.len(), operations)
}

/// How often each operation occurs among values that have a gradient.
fn tally(program: &Program, symbol: &str) -> usize {
    let tape = &program.tape;
    tape.ids()
        .filter(|&id| tape.grad(id).is_some() && tape.op(id).symbol() == symbol)
        .count()
}

fn labels(tape: &Tape, ids: &[ValueId]) -> Vec<String> {
    ids.iter().map(|&id| tape.label(id)).collect()
}

#[test]
fn the_seed_graph_has_the_notebooks_size() {
    let program = programs::seed(DEFAULT_SEED);
    assert_eq!(reachable(&program), (433, 308));
    assert_eq!(
        ["+", "*", "tanh", "**2", ""].map(|symbol| tally(&program, symbol)),
        [136, 132, 36, 4, 125]
    );
    let learner = program.learner.as_ref().expect("trainable");
    assert_eq!(learner.parameters().len(), 41);
    assert_eq!(
        (program.predictions().len(), program.targets()),
        (4, &[1.0, -1.0, -1.0, 1.0][..])
    );
}

#[test]
fn the_moons_graph_has_micrograds_size() {
    let program = programs::moons(100, DEFAULT_SEED).expect("a good number of samples");
    assert_eq!(reachable(&program), (65_818, 65_077));
    assert_eq!(program.tape.len(), 65_818);
    assert_eq!(
        program
            .learner
            .as_ref()
            .map(|learner| learner.parameters().len()),
        Some(337)
    );
}

#[test]
fn parameters_have_names_in_a_stable_order() {
    let program = programs::seed(DEFAULT_SEED);
    let parameters = program.learner.as_ref().expect("trainable").parameters();
    let names = labels(&program.tape, parameters);
    assert_eq!(
        names[..5],
        ["w1", "w2", "w3", "b", "w1"]
            .map(String::from)
            .iter()
            .enumerate()
            .map(|(index, name)| { format!("layer 1 · neuron {} · {name}", index / 4 + 1) })
            .collect::<Vec<_>>()[..]
    );
    assert_eq!(names[16 + 2 * 5], "layer 2 · neuron 3 · w1");
    assert_eq!(names[40], "layer 3 · neuron 1 · b");
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), 41);
    assert_eq!(program.tape.label(program.roots[0]), "loss");
}

#[test]
fn inputs_and_predictions_have_names_and_origins() {
    let program = programs::seed(DEFAULT_SEED);
    let count = |label: &str| {
        program
            .tape
            .ids()
            .filter(|&id| program.tape.label(id) == label)
            .count()
    };
    // The seed's dialect wraps an input once for each of the four neurons.
    assert_eq!(
        (
            count("sample 2 · x3"),
            count("sample 4 · prediction"),
            count("sample 1 · target")
        ),
        (4, 1, 1)
    );

    let learner = program.learner.as_ref().expect("trainable");
    let origin = |layer, neuron, sample| Origin {
        layer,
        neuron,
        sample,
    };
    assert_eq!(
        program.origin(learner.prediction_ids()[3]),
        origin(Some(2), Some(0), Some(3))
    );
    assert_eq!(
        program.origin(learner.parameters()[4]),
        origin(Some(0), Some(1), None)
    );
    assert_eq!(program.origin(program.roots[0]), Origin::default());
}

#[test]
fn the_standard_neuron_adds_its_bias_and_the_last_layer_is_linear() {
    let mut program = programs::mlp(&[2, 1], 4, 5).expect("good sizes");
    let mut weights = program.weights().expect("trainable");
    let predictions = program.predictions();
    weights.layers[0][0].b = 10.0;
    program.set_weights(&weights).expect("they fit");
    for (before, after) in predictions.iter().zip(program.predictions()) {
        assert!((after - before - 10.0).abs() < 1e-12);
    }
}

#[test]
fn the_small_examples_are_the_notebooks() {
    let expression = programs::expression();
    let result = expression.roots[0];
    assert_eq!(
        (reachable(&expression), expression.tape.data(result)),
        ((6, 3), 3.0)
    );
    assert_eq!(expression.tape.grad(ValueId(0)), Some(2.0));

    // Two weights, two inputs, a zero, two products, two sums, a tanh.
    assert_eq!(reachable(&programs::neuron(DEFAULT_SEED)), (10, 5));

    let layer = programs::layer(DEFAULT_SEED);
    assert_eq!((layer.roots.len(), reachable(&layer)), (2, (10, 5)));
    assert!(layer.tape.ids().all(|id| layer.tape.grad(id).is_none()));
    assert!(
        [expression, layer]
            .iter_mut()
            .all(|program| program.train_round().is_none())
    );
}

#[test]
fn one_seed_makes_one_program_and_another_another() {
    let make = |seed| {
        (
            programs::seed(seed).weights(),
            programs::moons(5, seed).expect("samples").predictions(),
        )
    };
    assert_eq!(make(3), make(3));
    assert_ne!(make(3).0, make(4).0);
    assert_ne!(make(3).1, make(4).1);
}

#[test]
fn weights_that_do_not_fit_are_refused_with_the_place() {
    let mut program = programs::seed(1);
    let good = program.weights().expect("trainable");
    let broken = |change: fn(&mut Weights)| {
        let mut weights = good.clone();
        change(&mut weights);
        weights
    };
    for (weights, message) in [
        (
            broken(|weights| drop(weights.layers.pop())),
            "found 2 layers, expected 3",
        ),
        (
            broken(|weights| drop(weights.layers[1].pop())),
            "found 3 neurons in layer 2, expected 4",
        ),
        (
            broken(|weights| weights.layers[0][2].w.push(0.0)),
            "found 4 weights in layer 1 · neuron 3, expected 3",
        ),
        (
            broken(|weights| weights.layers[2][0].b = f64::NAN),
            "a parameter of layer 3 · neuron 1 is not finite, expected numbers",
        ),
    ] {
        assert_eq!(
            program.set_weights(&weights).expect_err("they do not fit"),
            message
        );
    }
    assert_eq!(program.weights(), Some(good));
    assert!(
        programs::expression()
            .set_weights(&Weights { layers: Vec::new() })
            .is_err()
    );
}

#[test]
fn a_leaf_changed_by_hand_changes_the_loss_and_a_computed_value_refuses() {
    let mut program = programs::seed(1);
    let (root, loss) = (program.roots[0], program.loss());
    let weight = program.learner.as_ref().expect("trainable").parameters()[0];
    program.set_leaf(weight, 0.123).expect("a leaf");
    assert_ne!(program.loss(), loss);
    assert!(program.set_leaf(root, 0.0).is_err());
}

#[test]
fn impossible_sizes_are_refused() {
    for sizes in [&[][..], &[3], &[3, 0, 1], &[100_000, 100_000, 1]] {
        assert!(programs::mlp(sizes, 4, 1).is_err(), "{sizes:?}");
    }
    assert!(programs::moons(0, 1).is_err() && programs::moons(usize::MAX, 1).is_err());
}
