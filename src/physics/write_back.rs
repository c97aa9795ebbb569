//! A tick's end: the engine's state goes back into the components and the status.

use bevy::prelude::*;

use super::{
    motion::Motion,
    simulation::Simulation,
    status::{SimulationClock, SimulationStatus},
};
use crate::graph::{Edge, EdgeForce, GraphIndex, Position, Velocity, Vertex};

/// Writes a finished tick back. Not through change detection: what is marked
/// changed is a foreign hand's.
pub(super) fn write_back(
    mut simulation: ResMut<Simulation>,
    mut clock: ResMut<SimulationClock>,
    mut motion: ResMut<Motion>,
    mut status: ResMut<SimulationStatus>,
    index: Res<GraphIndex>,
    mut vertices: Query<(Entity, &Vertex, &mut Position, &mut Velocity)>,
    mut edges: Query<(&Edge, &mut EdgeForce)>,
) {
    if !simulation.finished {
        return;
    }
    if !simulation.engine.settings.guard && simulation.engine.rewind_if_lost() {
        clock.paused = true;
        status.blown_up = true;
    }
    simulation.touched.sort_unstable();
    let engine = &simulation.engine;
    for (entity, vertex, mut position, mut velocity) in &mut vertices {
        if let Some(dense) = index
            .dense(vertex.id)
            .filter(|&dense| dense < engine.positions.len())
            .filter(|_| simulation.touched.binary_search(&entity).is_err())
        {
            position.bypass_change_detection().0 = engine.positions[dense];
            velocity.bypass_change_detection().0 = engine.velocities[dense];
        }
    }
    let tensions = engine.tensions();
    let mut likely = 0;
    for (edge, mut force) in &mut edges {
        // Stored in much the same order as indexed: mostly it is the next one.
        let found = match index.edge_ids.get(likely) {
            Some(&id) if id == edge.id => Some(likely),
            _ => index.edge_ids.binary_search(&edge.id).ok(),
        };
        let Some(dense) = found else { continue };
        likely = dense + 1;
        if let Some(tension) = tensions.of(dense) {
            force.bypass_change_detection().0 = tension;
        }
    }
    motion.tick(&engine.positions);
    simulation.finished_ticks += 1;
    let engine = &simulation.engine;
    let report = engine.report();
    status.take_report(&report, engine.extent(), simulation.spent);
    simulation.spent = 0.0;
}
