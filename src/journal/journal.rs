//! The log: the notebook's lines, and what else a person should know.

use bevy::prelude::*;

use super::trainer::Trainer;

/// One line of the log.
#[derive(Reflect, Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Simulated tick at which it was written.
    pub tick: u64,
    /// What it says.
    pub text: String,
}

/// The log, oldest line first; the oldest go when there are too many.
#[derive(Resource, Reflect, Clone, Debug, Default)]
#[reflect(Resource, Default)]
pub struct Journal {
    /// The lines.
    pub lines: Vec<Line>,
}

impl Journal {
    const CAPACITY: usize = 1000;

    /// Writes a line.
    pub fn write(&mut self, tick: u64, text: impl Into<String>) {
        if self.lines.len() == Self::CAPACITY {
            self.lines.drain(..Self::CAPACITY / 10);
        }
        self.lines.push(Line {
            tick,
            text: text.into(),
        });
    }

    /// Writes the notebook's report.
    pub(super) fn report(&mut self, tick: u64, trainer: &Trainer) {
        let starting = trainer
            .losses
            .first()
            .copied()
            .or(trainer.loss)
            .unwrap_or(f64::NAN);
        self.write(
            tick,
            format!("target values: {}", shortened(&trainer.targets)),
        );
        self.write(
            tick,
            format!(
                "prediction before optimization: {}",
                shortened(&trainer.before)
            ),
        );
        self.write(tick, format!("starting loss: {starting:.3}"));
        self.write(tick, format!("rounds of optimization: {}", trainer.round));
        self.write(
            tick,
            format!(
                "predictions after optimization: {}",
                shortened(&trainer.after)
            ),
        );
        self.write(
            tick,
            format!("final loss: {:.3}", trainer.loss.unwrap_or(f64::NAN)),
        );
    }
}

/// Numbers with three decimals; of many, the first few.
fn shortened(numbers: &[f64]) -> String {
    const SHOWN: usize = 8;
    let mut text: Vec<String> = numbers
        .iter()
        .take(SHOWN)
        .map(|number| format!("{number:.3}"))
        .collect();
    if numbers.len() > SHOWN {
        text.push(format!("… {} in all", numbers.len()));
    }
    format!("[{}]", text.join(", "))
}
