//! The levels: unfolding on demand, and the number of vertices of each level.

use bevy::prelude::*;

use super::{commands::Unfold, simulation::Simulation, status::SimulationStatus};
use crate::layout::Levels;

/// Handles [`Unfold`]: only notes the request, because a tick may be under way.
pub(super) fn request_unfolding(
    mut requests: MessageReader<Unfold>,
    mut simulation: ResMut<Simulation>,
) {
    if requests.read().last().is_some() {
        simulation.requested.unfold = true;
    }
}

/// Begins a requested unfolding, between two ticks.
pub(super) fn begin_unfolding(mut simulation: ResMut<Simulation>) {
    if simulation.requested.unfold {
        simulation.requested.unfold = false;
        simulation.engine.unfold(Levels::Auto);
    }
}

/// Copies the engine's levels into the status when they have changed, which is seldom.
pub(super) fn publish_levels(simulation: Res<Simulation>, mut status: ResMut<SimulationStatus>) {
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
