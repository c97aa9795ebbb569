//! The notebook's report of a training run, as text and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::nn::Weights;

/// The results of a training run. In JSON, a number that is not finite is `null`.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    pub scene: &'a str,
    pub seed: u64,
    pub targets: &'a [f64],
    pub before: Vec<f64>,
    pub starting_loss: f64,
    pub rounds: u32,
    /// Predictions of the last forward pass, before the last update.
    pub after: Vec<f64>,
    pub final_loss: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<f64>,
    /// The loss before each round's update.
    pub losses: Vec<f64>,
    pub weights: Option<Weights>,
}

impl Report<'_> {
    /// The first round, counted from one, with a number that is not finite.
    pub fn diverged_in(&self) -> Option<usize> {
        let loss = self
            .losses
            .iter()
            .position(|loss| !loss.is_finite())
            .map(|round| round + 1);
        let all_finite =
            self.final_loss.is_finite() && self.weights.as_ref().is_none_or(Weights::are_finite);
        loss.or_else(|| (!all_finite).then_some(self.losses.len()))
    }

    /// Writes one line of JSON.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        writeln!(out)
    }

    /// Writes the notebook's lines, with three decimals.
    pub fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "target values:\n{}", format_list(self.targets))?;
        writeln!(
            out,
            "prediction before optimization:\n{}",
            format_list(&self.before)
        )?;
        writeln!(out, "starting loss:\n{:.3}", self.starting_loss)?;
        writeln!(out, "rounds of optimization:\n{}", self.rounds)?;
        writeln!(
            out,
            "predictions after optimization:\n{}",
            format_list(&self.after)
        )?;
        writeln!(out, "final loss:\n{:.3}", self.final_loss)?;
        match self.accuracy {
            Some(accuracy) => writeln!(out, "accuracy:\n{accuracy:.3}"),
            None => Ok(()),
        }
    }
}

/// Numbers with three decimals in brackets.
fn format_list(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers
        .iter()
        .map(|number| format!("{number:.3}"))
        .collect();
    format!("[{}]", numbers.join(", "))
}
