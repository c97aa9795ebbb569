//! What a tick's edits disturbed, and for how long.

use std::collections::HashMap;

use glam::Vec3;
use serde::Serialize;

use crate::{
    layout::{Engine, Extent, quality::mean_shift},
    physics::SimulationClock,
};

/// What an edit disturbed. Lengths in mean edges, time in simulated seconds.
#[derive(Clone, Debug, Serialize)]
pub struct EditLog {
    tick: u64,
    mean_shift: f64,
    max_step: f64,
    resettled_after: Option<f64>,
}

/// The state before a tick's edits, and what has happened since.
pub(super) struct Watch {
    tick: u64,
    before: HashMap<u32, Vec3>,
    unit: f64,
    /// In mean edges of its own tick.
    max_step: f32,
    resettled_at: Option<u64>,
    mean_shift: Option<f64>,
}

impl Watch {
    /// Starts to watch, before the edits of `tick`.
    pub fn open(tick: u64, engine: &Engine) -> Self {
        Self {
            tick,
            before: engine
                .keys
                .iter()
                .copied()
                .zip(engine.positions.iter().copied())
                .collect(),
            // Measured now: before the first tick the engine knows no extent.
            unit: f64::from(Extent::of(&engine.positions, &engine.edges).unit()),
            max_step: 0.0,
            resettled_at: None,
            mean_shift: None,
        }
    }

    /// Measures how far the vertices that were there before have moved.
    pub fn close(&mut self, engine: &Engine) {
        if self.mean_shift.is_some() {
            return;
        }
        let moves = engine
            .keys
            .iter()
            .zip(&engine.positions)
            .filter_map(|(key, &p)| Some([*self.before.get(key)?, p]));
        self.mean_shift = Some(mean_shift(moves, self.unit));
    }

    /// Takes in what a tick did.
    pub fn observe(&mut self, tick: u64, engine: &Engine, max_step: f32) {
        // Edges that have just arrived are short: a step is judged by the graph that makes it.
        self.max_step = self.max_step.max(max_step / engine.extent().unit());
        if engine.is_settled() && self.resettled_at.is_none() {
            self.resettled_at = Some(tick + 1);
            self.close(engine);
        }
    }

    /// What it saw.
    pub fn log(&self) -> EditLog {
        EditLog {
            tick: self.tick,
            mean_shift: self.mean_shift.unwrap_or(0.0),
            max_step: f64::from(self.max_step),
            resettled_after: self
                .resettled_at
                .map(|at| (at - self.tick) as f64 / SimulationClock::HERTZ),
        }
    }
}
