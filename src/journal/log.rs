//! The lines of the log.

use bevy::prelude::*;

/// One line of the log.
#[derive(Reflect, Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Simulated tick at which it was written.
    pub tick: u64,
    /// The text, without a line break.
    pub text: String,
}

/// The log, oldest line first. At 1000 lines the oldest tenth is dropped.
#[derive(Resource, Reflect, Clone, Debug, Default)]
#[reflect(Resource, Default)]
pub struct Journal {
    /// The lines.
    pub lines: Vec<Line>,
}

impl Journal {
    const CAPACITY: usize = 1000;

    /// Writes a line at a simulated tick.
    pub fn write(&mut self, tick: u64, text: impl Into<String>) {
        if self.lines.len() == Self::CAPACITY {
            self.lines.drain(..Self::CAPACITY / 10);
        }
        self.lines.push(Line {
            tick,
            text: text.into(),
        });
    }
}
