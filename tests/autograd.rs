//! Gradients are right: against published figures, closed forms and central differences.

use gradswarm::autograd::{Op, Tape, Value, ValueId};
use proptest::prelude::*;

#[test]
fn micrograds_sanity_check() {
    let tape = Tape::new();
    let x = tape.leaf(-4.0);
    let z = 2.0 * x + 2.0 + x;
    let q = z.relu() + z * x;
    let h = (z * z).relu();
    let y = h + q + q * x;
    y.backward();
    assert_eq!((y.data(), x.grad()), (-20.0, Some(46.0)));
}

#[test]
#[expect(
    clippy::misrefactored_assign_op,
    reason = "as micrograd's own test writes it"
)]
fn micrograds_more_operations() {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(-4.0), tape.leaf(2.0));
    let mut c = a + b;
    let mut d = a * b + b.powf(3.0);
    c += c + 1.0;
    c += 1.0 + c + (-a);
    d += d * 2.0 + (b + a).relu();
    d += 3.0 * d + (b - a).relu();
    let e = c - d;
    let f = e.powf(2.0);
    let mut g = f / 2.0;
    g += 10.0 / f;
    g.backward();
    let close = |found: f64, expected: f64| {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    };
    close(g.data(), 24.704_081_632_653_06);
    close(a.grad().expect("computed"), 138.833_819_241_982_52);
    close(b.grad().expect("computed"), 645.577_259_475_218_6);
}

#[test]
fn values_print_as_in_the_notebook() {
    let tape = Tape::new();
    let x = tape.labelled_leaf(1.0, "x");
    assert_eq!(x.to_string(), "Value x (data=1.000 grad=not computed)");
    let y = x * -2.0;
    y.backward();
    assert_eq!(x.to_string(), "Value x (data=1.000 grad=-2.000)");
    assert_eq!(y.to_string(), "Value  (data=-2.000 grad=1.000)");
    assert_eq!([x.id(), y.id()].map(|id| id.to_string()), ["v1", "v3"]);
}

#[test]
fn gradients_add_up_where_a_value_is_used_more_than_once() {
    let gradient = |x: f64, formula: fn(Value) -> Value| {
        let tape = Tape::new();
        let x = tape.leaf(x);
        formula(x).backward();
        x.grad()
    };
    assert_eq!(gradient(3.0, |a| a + a), Some(2.0));
    assert_eq!(gradient(3.0, |x| x * x), Some(6.0));
    // The counter-example to backward passes in the wrong order: b is used twice.
    assert_eq!(
        gradient(1.0, |a| {
            let b = a + a;
            b + b
        }),
        Some(4.0)
    );
    assert_eq!(
        gradient(2.0, |a| {
            let b = a * a;
            b * b * a
        }),
        Some(80.0)
    );
}

#[test]
fn a_value_used_twice_is_an_input_twice() {
    let tape = Tape::new();
    let x = tape.leaf(3.0);
    let square = x * x;
    assert_eq!(square.inputs()[..], [x.id(), x.id()]);
    assert_eq!(
        (square.op(), x.op(), x.inputs().len()),
        (Op::Mul, Op::Leaf, 0)
    );
}

#[test]
fn not_computed_is_not_zero() {
    let tape = Tape::new();
    let (x, stranger) = (tape.leaf(2.0), tape.leaf(5.0));
    let y = x * 0.0;
    assert_eq!(x.grad(), None);
    y.backward();
    assert_eq!((x.grad(), stranger.grad()), (Some(0.0), None));
    // Another root: everything else is forgotten.
    let z = stranger + 1.0;
    assert_eq!(z.grad(), None);
    z.backward();
    assert_eq!(
        (x.grad(), y.grad(), stranger.grad()),
        (None, None, Some(1.0))
    );
}

#[test]
fn backward_twice_is_backward_once() {
    let tape = Tape::new();
    let x = tape.leaf(3.0);
    let y = x.powf(3.0);
    y.backward();
    y.backward();
    assert_eq!((x.grad(), y.grad()), (Some(27.0), Some(1.0)));
}

#[test]
fn a_chain_of_a_million_operations() {
    let mut tape = Tape::new();
    let (x, end) = {
        let x = tape.leaf(0.5);
        let mut end = x;
        for _ in 0..1_000_000 {
            end += x;
        }
        (x.id(), end.id())
    };
    tape.backward(end);
    assert_eq!(
        (tape.data(end), tape.grad(x)),
        (500_000.5, Some(1_000_001.0))
    );
    tape.set_data(x, 2.0).expect("a leaf");
    tape.forward();
    assert_eq!(tape.data(end), 2_000_002.0);
}

#[test]
fn only_leaves_can_be_set() {
    let mut tape = Tape::new();
    let (x, y) = {
        let x = tape.leaf(1.0);
        (x.id(), (x + 1.0).id())
    };
    assert!(tape.set_data(x, 5.0).is_ok());
    let refusal = tape.set_data(y, 5.0).expect_err("computed");
    assert_eq!(
        refusal.to_string(),
        "v3 is computed from other values: only a leaf's data can be set"
    );
    tape.forward();
    assert_eq!(tape.data(y), 6.0);
}

#[test]
fn tapes_can_be_shared_between_threads() {
    fn shareable<T: Send + Sync>() {}
    shareable::<Tape>();
    let tape = Tape::new();
    std::thread::scope(|scope| {
        for start in [1.0, 2.0] {
            let tape = &tape;
            scope.spawn(move || (0..1000).fold(tape.leaf(start), |sum, _| sum + 1.0));
        }
    });
    assert_eq!(tape.len(), 2 * 2001);
}

/// One operation of a random expression: which, and on which earlier values.
type Step = (u8, prop::sample::Index, prop::sample::Index);

fn expressions() -> impl Strategy<Value = (Vec<f64>, Vec<Step>)> {
    let leaves = prop::collection::vec(-2.0..2.0, 1..6);
    let steps = prop::collection::vec(
        (
            0_u8..11,
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
        ),
        1..=200,
    );
    (leaves, steps)
}

/// Builds the expression on the tape. Arguments are kept where the functions
/// are smooth and of moderate size, as central differences need.
fn build<'t>(leaves: &[Value<'t>], steps: &[Step]) -> Value<'t> {
    let mut values = leaves.to_vec();
    for (kind, first, second) in steps {
        let (a, b) = (
            values[first.index(values.len())],
            values[second.index(values.len())],
        );
        let result = match kind {
            0 => a + b,
            1 => a - b,
            2 => a * b,
            3 => a / (b * b + 1.0),
            4 => 0.5 - a,
            5 => -a,
            6 => a.relu(),
            7 => a.tanh(),
            8 => (a.tanh() * 0.5).exp(),
            9 => (a * a + 1.0).log(),
            _ => (a * a + 1.0).powf(0.5),
        };
        values.push(if result.data().abs() > 3.0 {
            result.tanh()
        } else {
            result
        });
    }
    // Everything counts a little, so that every leaf matters.
    let last = values[values.len() - 1];
    leaves.iter().fold(last, |sum, &leaf| sum + leaf * 0.1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..Default::default() })]

    /// Every leaf of a random expression has the slope that central differences find.
    #[test]
    fn random_expressions_against_central_differences((numbers, steps) in expressions()) {
        let mut tape = Tape::new();
        let leaves: Vec<ValueId> = numbers.iter().map(|&number| tape.leaf(number).id()).collect();
        let handles: Vec<Value> = leaves.iter().map(|&id| tape.value(id)).collect();
        let root = build(&handles, &steps).id();
        tape.backward(root);
        let slopes: Vec<f64> = leaves.iter().map(|&id| tape.grad(id).expect("every leaf matters")).collect();
        for ((&leaf, &number), slope) in leaves.iter().zip(&numbers).zip(slopes) {
            let mut at = |x: f64| {
                tape.set_data(leaf, x).expect("a leaf");
                tape.forward();
                tape.data(root)
            };
            let mut difference = |h: f64| (at(number + h) - at(number - h)) / (2.0 * h);
            let (coarse, fine) = (difference(2e-5), difference(1e-5));
            at(number);
            // Where two step sizes disagree there is a kink, or a curve too
            // sharp to be measured this way.
            let doubt = (coarse - fine).abs();
            prop_assume!(doubt <= 1e-3 * (1.0 + fine.abs()));
            let tolerance = 10.0 * doubt + 1e-6 * (1.0 + fine.abs());
            prop_assert!((slope - fine).abs() <= tolerance, "{} against {} ± {}", slope, fine, tolerance);
        }
    }

    /// Replaying with other leaves gives bit for bit what building anew gives.
    #[test]
    fn a_replayed_tape_equals_a_fresh_one((numbers, steps) in expressions(), shift in -1.0..1.0) {
        let smooth: Vec<Step> = steps.into_iter().filter(|step| step.0 != 6).collect();
        // The squashing in `build` depends on the data: keep to what never needs it.
        let build = |tape: &Tape, numbers: &[f64]| {
            let leaves: Vec<Value> = numbers.iter().map(|&number| tape.leaf(number)).collect();
            let mut values = leaves.clone();
            for (kind, first, second) in &smooth {
                let (a, b) = (values[first.index(values.len())], values[second.index(values.len())]);
                values.push(match kind {
                    0..3 => (a * b + a).tanh(),
                    3..6 => (a - b).exp().tanh(),
                    _ => (a * a + 0.1).log() / 3.0,
                });
            }
            values[values.len() - 1].id()
        };
        let shifted: Vec<f64> = numbers.iter().map(|number| number + shift).collect();
        let (mut replayed, mut fresh) = (Tape::new(), Tape::new());
        let root = build(&replayed, &numbers);
        replayed.backward(root);
        for (index, &number) in shifted.iter().enumerate() {
            replayed.set_data(ValueId(index as u32), number).expect("a leaf");
        }
        replayed.forward();
        replayed.backward(root);
        build(&fresh, &shifted);
        fresh.backward(root);
        for id in fresh.ids() {
            prop_assert_eq!(fresh.data(id).to_bits(), replayed.data(id).to_bits());
            prop_assert_eq!(fresh.grad(id).map(f64::to_bits), replayed.grad(id).map(f64::to_bits));
        }
    }

    /// Each operation's derivative on its own, over its whole domain.
    #[test]
    fn each_derivative_against_central_differences(x in -6.0..6.0_f64, y in -6.0..6.0_f64, exponent in -3.0..3.0_f64) {
        prop_assume!(x.abs() > 1e-3 && y.abs() > 1e-1);
        type Formula = fn(f64, Value) -> Value;
        let by_first: [(Formula, f64); 12] = [
            (|y, x| x + y, x), (|y, x| x - y, x), (|y, x| y - x, x), (|y, x| x * y, x),
            (|y, x| x / y, x), (|y, x| y / x, x), (|_, x| -x, x), (|_, x| x.relu(), x),
            (|_, x| x.tanh(), x), (|_, x| x.exp(), x), (|_, x| x.log(), x.abs()), (|_, x| x.powf(3.0), x),
        ];
        let slope = |formula: &dyn Fn(Value) -> f64, x: f64| {
            let tape = Tape::new();
            formula(tape.leaf(x))
        };
        for (index, (formula, x)) in by_first.into_iter().enumerate() {
            let h = 1e-4 * x.abs().min(1.0);
            let at = |x| slope(&|leaf| formula(y, leaf).data(), x);
            let expected = (at(x + h) - at(x - h)) / (2.0 * h);
            let found = slope(&|leaf| { formula(y, leaf).backward(); leaf.grad().expect("computed") }, x);
            prop_assert!((found - expected).abs() <= 1e-5 * (1.0 + expected.abs()), "{}: {} against {}", index, found, expected);
        }
        let x = x.abs() + 0.1;
        let at = |x| slope(&|leaf| leaf.powf(exponent).data(), x);
        let expected = (at(x + 1e-5) - at(x - 1e-5)) / 2e-5;
        let found = slope(&|leaf| { leaf.powf(exponent).backward(); leaf.grad().expect("computed") }, x);
        prop_assert!((found - expected).abs() <= 1e-5 * (1.0 + expected.abs()), "power: {} against {}", found, expected);
    }
}
