//! Watches the disturbance by a tick's edits, and how long it lasts.

use std::collections::HashMap;

use glam::Vec3;
use serde::Serialize;

use crate::{
    clock::SimulationClock,
    layout::{Engine, LayoutExtent, quality::mean_shift},
};

/// The disturbance by an edit. Lengths in mean edges, time in simulated seconds.
#[derive(Clone, Debug, Serialize)]
pub struct EditLog {
    tick: u64,
    mean_shift: f64,
    max_step: f64,
    resettled_after: Option<f64>,
}

/// The state before a tick's edits, and the motion since.
pub(super) struct Watch {
    tick: u64,
    /// Positions before the edits, by stable number.
    before: HashMap<u32, Vec3>,
    /// Mean length of the edges before the edits.
    unit: f64,
    /// Largest step, in mean edges of its own tick.
    max_step: f32,
    resettled_at: Option<u64>,
    mean_shift: Option<f64>,
}

impl Watch {
    /// Starts to watch, before the edits of `tick`.
    pub fn new(tick: u64, engine: &Engine) -> Self {
        Self {
            tick,
            before: engine
                .keys
                .iter()
                .copied()
                .zip(engine.positions.iter().copied())
                .collect(),
            // Measured here: before the first tick the engine has no extent.
            unit: f64::from(LayoutExtent::from_graph(&engine.positions, &engine.edges).unit()),
            max_step: 0.0,
            resettled_at: None,
            mean_shift: None,
        }
    }

    /// Measures how far the vertices from before the edits have moved, once.
    pub fn finish(&mut self, engine: &Engine) {
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

    /// Observes the graph after a tick.
    pub fn observe_tick(&mut self, tick: u64, engine: &Engine, max_step: f32) {
        // New edges are short: a step is measured in the mean edge of its own tick.
        self.max_step = self.max_step.max(max_step / engine.extent().unit());
        if engine.is_settled() && self.resettled_at.is_none() {
            self.resettled_at = Some(tick + 1);
            self.finish(engine);
        }
    }

    /// The log entry.
    pub fn to_log(&self) -> EditLog {
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
