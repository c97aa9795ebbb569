//! Rewinding a graph that blew up without the guard.

use bevy::prelude::*;

use super::{simulation::Simulation, status::SimulationStatus};
use crate::{
    clock::{SimulationClock, commands::ClockCommand},
    layout::Engine,
};

/// The state of the graph when the guard was switched off.
#[derive(Resource, Default)]
pub(super) struct RewindPoint {
    /// Positions and velocities by dense index.
    state: Option<(Vec<Vec3>, Vec<Vec3>)>,
}

impl RewindPoint {
    /// Keeps the positions and velocities of an engine.
    pub(super) fn store_state(&mut self, engine: &Engine) {
        self.state = Some((engine.positions.clone(), engine.velocities.clone()));
    }

    /// Puts the kept vertices back, unless the graph has fewer vertices now. Returns whether it
    /// did.
    fn restore_state(&self, engine: &mut Engine) -> bool {
        let Some((positions, velocities)) = self
            .state
            .as_ref()
            .filter(|(positions, _)| positions.len() <= engine.positions.len())
        else {
            return false;
        };
        engine.cancel_tick();
        engine.positions[..positions.len()].clone_from_slice(positions);
        engine.velocities[..velocities.len()].clone_from_slice(velocities);
        engine.wake();
        true
    }
}

/// Handles [`ClockCommand::Rewind`]. Every clock command ends the state *blown up*.
pub(super) fn rewind_blown_up_graph(
    mut requests: MessageReader<ClockCommand>,
    mut clock: ResMut<SimulationClock>,
    mut status: ResMut<SimulationStatus>,
    mut simulation: ResMut<Simulation>,
    rewind_point: Res<RewindPoint>,
) {
    for request in requests.read() {
        if *request == ClockCommand::Rewind && rewind_point.restore_state(&mut simulation.engine) {
            // Write the restored positions back although no tick ended.
            simulation.tick.finished = true;
            clock.paused = true;
        }
        status.blown_up = false;
    }
}
