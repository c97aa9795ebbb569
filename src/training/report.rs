//! The notebook's report in the log: targets, predictions and losses.

use super::trainer::Trainer;
use crate::{journal::Journal, numbers::format_fixed};

/// Numbers of a list that the report prints.
const SHOWN: usize = 8;
/// Decimals of a number in the report.
const DECIMALS: usize = 3;

/// Writes the notebook's six lines.
pub(super) fn write_report(journal: &mut Journal, tick: u64, trainer: &Trainer) {
    let starting = trainer
        .losses
        .first()
        .copied()
        .or(trainer.loss)
        .unwrap_or(f64::NAN);
    for line in [
        format!("target values: {}", format_numbers(&trainer.targets)),
        format!(
            "prediction before optimization: {}",
            format_numbers(&trainer.before)
        ),
        format!("starting loss: {}", format_fixed(starting, DECIMALS)),
        format!("rounds of optimization: {}", trainer.round),
        format!(
            "predictions after optimization: {}",
            format_numbers(&trainer.after)
        ),
        format!(
            "final loss: {}",
            format_fixed(trainer.loss.unwrap_or(f64::NAN), DECIMALS)
        ),
    ] {
        journal.write(tick, line);
    }
}

/// Numbers with three decimals; of a long list, the first [`SHOWN`] and the count.
fn format_numbers(numbers: &[f64]) -> String {
    let mut text: Vec<String> = numbers
        .iter()
        .take(SHOWN)
        .map(|&number| format_fixed(number, DECIMALS))
        .collect();
    if numbers.len() > SHOWN {
        text.push(format!("… {} in all", numbers.len()));
    }
    format!("[{}]", text.join(", "))
}
