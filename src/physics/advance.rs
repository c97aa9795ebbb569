//! Advances the tick under way within the frame's budget.

use bevy::{platform::time::Instant, prelude::*};

use super::{simulation::Simulation, status::SimulationStatus};
use crate::clock::{FrameBudget, SimulationClock};

/// Advances the tick until it is finished or the budget is used up. A settled graph costs nothing.
pub(super) fn advance_tick(
    mut simulation: ResMut<Simulation>,
    mut budget: ResMut<FrameBudget>,
    mut clock: ResMut<SimulationClock>,
    mut status: ResMut<SimulationStatus>,
) {
    simulation.tick.finished = false;
    if clock.waiting {
        return;
    }
    let engine = &mut simulation.engine;
    let asleep = engine.is_settled() && !engine.is_mid_tick() && clock.steps == 0;
    if status.settled != asleep {
        status.settled = asleep;
    }
    if asleep {
        return;
    }
    let begun = Instant::now();
    let pairs_left = engine.advance(budget.pairs_left);
    simulation.tick.seconds += begun.elapsed().as_secs_f64();
    budget.pairs_left = pairs_left.unwrap_or(0);
    if pairs_left.is_some() {
        simulation.tick.finished = true;
        clock.tick += 1;
        clock.steps = clock.steps.saturating_sub(1);
    }
}
