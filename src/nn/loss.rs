//! Loss functions: the distance of predictions from targets, as one value on the tape.

use super::Provenance;
use crate::autograd::{Tape, Value, ValueId};

/// The rate of L2 regularisation (weight decay) in [`max_margin`]; no unit.
const REGULARISATION: f64 = 1e-4;

/// The label of the leaf that divides the sum of all margins by the number of samples.
pub(super) const SHARE_LABEL: &str = "1 / samples";

/// The label of the leaf that holds the rate of weight decay.
pub(super) const REGULARISATION_LABEL: &str = "regularisation rate";

/// The notebook's loss: the sum of squared errors, `Σ (prediction − target)²`; derivative by a
/// prediction `2 (prediction − target)`.
///
/// `predictions` has the outputs sample by sample, `targets` their targets; `outputs` is the
/// number of outputs a sample.
pub fn squared_error<'t>(
    tape: &'t Tape,
    predictions: &[Value<'t>],
    targets: &[f64],
    outputs: usize,
    provenance: &mut Provenance,
) -> Value<'t> {
    let mut squares = Vec::with_capacity(targets.len());
    for (index, (&prediction, &target)) in predictions.iter().zip(targets).enumerate() {
        let sample = index / outputs;
        let name = match outputs {
            1 => format!("sample {} · target", sample + 1),
            _ => format!("sample {} · target {}", sample + 1, index % outputs + 1),
        };
        provenance.enter_sample(Some(sample));
        squares.push((prediction - tape.labelled_leaf(target, name)).powf(2.0));
        provenance.record_values(tape);
    }
    provenance.enter_sample(None);
    let mut loss = tape.leaf(0.0);
    for square in squares {
        loss += square;
    }
    provenance.record_values(tape);
    loss.with_label("loss")
}

/// The loss of micrograd's demo: mean max-margin with L2 regularisation, `1/n Σ relu(1 − y ·
/// score) + 10⁻⁴ Σ p²`, for targets `y` of ±1. Derivative by a score: `−y/n` inside the margin,
/// else 0; by a parameter, besides: `2 · 10⁻⁴ p`.
///
/// Sums start from a constant 0 on the right, like Python's `sum`.
pub fn max_margin<'t>(
    tape: &'t Tape,
    scores: &[Value<'t>],
    targets: &[f64],
    parameters: impl IntoIterator<Item = ValueId>,
    provenance: &mut Provenance,
) -> Value<'t> {
    let mut margins = Vec::with_capacity(targets.len());
    for (sample, (&score, &target)) in scores.iter().zip(targets).enumerate() {
        let opposite = tape.labelled_leaf(-target, format!("sample {} · -target", sample + 1));
        provenance.enter_sample(Some(sample));
        margins.push((score * opposite + 1.0).relu());
        provenance.record_values(tape);
    }
    provenance.enter_sample(None);
    let data_loss =
        python_sum(tape, margins) * tape.labelled_leaf(1.0 / targets.len() as f64, SHARE_LABEL);
    let squares = parameters.into_iter().map(|parameter| {
        let parameter = tape.value(parameter);
        parameter * parameter
    });
    let regularisation =
        python_sum(tape, squares) * tape.labelled_leaf(REGULARISATION, REGULARISATION_LABEL);
    let loss = data_loss.with_label("data loss") + regularisation.with_label("regularisation");
    provenance.record_values(tape);
    loss.with_label("loss")
}

/// `sum(terms)` like Python's on micrograd's values: the first term plus a constant 0, then the
/// others one by one.
fn python_sum<'t>(tape: &'t Tape, terms: impl IntoIterator<Item = Value<'t>>) -> Value<'t> {
    let mut terms = terms.into_iter();
    let Some(first) = terms.next() else {
        return tape.leaf(0.0);
    };
    let mut sum = first + 0.0;
    for term in terms {
        sum += term;
    }
    sum
}
