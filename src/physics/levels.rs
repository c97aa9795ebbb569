//! The levels: unfolding on demand, and how many vertices each has.

use bevy::prelude::*;

use super::{commands::Unfold, simulation::Simulation, status::SimulationStatus};
use crate::layout::Levels;

/// Handles [`Unfold`]: notes it, because a tick may be under way.
pub(super) fn note_unfold(mut requests: MessageReader<Unfold>, mut simulation: ResMut<Simulation>) {
    if requests.read().last().is_some() {
        simulation.unfold = true;
    }
}

/// Begins to unfold, between two ticks.
pub(super) fn begin_to_unfold(mut simulation: ResMut<Simulation>) {
    if simulation.unfold {
        simulation.unfold = false;
        simulation.engine.unfold(Levels::Auto);
    }
}

/// Keeps the status in step with the engine's levels. They change seldom: writes only then.
pub(super) fn show_levels(simulation: Res<Simulation>, mut status: ResMut<SimulationStatus>) {
    let engine = simulation.engine();
    if !engine.levels().eq(status.levels.iter().copied()) {
        let levels = &mut status.levels;
        levels.clear();
        levels.extend(engine.levels());
    }
    if status.unfolding != engine.is_unfolding() {
        status.unfolding = engine.is_unfolding();
    }
}
