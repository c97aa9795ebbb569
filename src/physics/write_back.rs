//! Writes a finished tick back into components and status.

use bevy::prelude::*;

use super::{motion::Motion, simulation::Simulation, status::SimulationStatus};
use crate::{
    clock::SimulationClock,
    graph::{Edge, EdgeForce, GraphIndex, Position, Velocity, Vertex},
};

/// Writes positions, velocities and edge forces of a finished tick into the components, and its
/// report into the status. Change detection is bypassed: *changed* means an edit from outside.
pub(super) fn write_back_tick(
    mut simulation: ResMut<Simulation>,
    mut clock: ResMut<SimulationClock>,
    mut motion: ResMut<Motion>,
    mut status: ResMut<SimulationStatus>,
    index: Res<GraphIndex>,
    mut vertices: Query<(Entity, &Vertex, &mut Position, &mut Velocity)>,
    mut edges: Query<(&Edge, &mut EdgeForce)>,
) {
    if !simulation.tick.finished {
        return;
    }
    // Without the guard the graph may blow up: pause at the last good tick.
    if !simulation.engine.settings.guard && simulation.engine.rewind_if_lost() {
        clock.paused = true;
        status.blown_up = true;
    }
    // Vertices that were moved from outside during the tick keep their new values.
    simulation.tick.touched.sort_unstable();
    let engine = &simulation.engine;
    for (entity, vertex, mut position, mut velocity) in &mut vertices {
        if let Some(dense) = index
            .dense(vertex.id)
            .filter(|&dense| dense < engine.positions.len())
            .filter(|_| simulation.tick.touched.binary_search(&entity).is_err())
        {
            position.bypass_change_detection().0 = engine.positions[dense];
            velocity.bypass_change_detection().0 = engine.velocities[dense];
        }
    }
    let tensions = engine.tensions();
    // Stored in nearly the order of the index: mostly the next edge is the next entry.
    let mut likely = 0;
    for (edge, mut force) in &mut edges {
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
    motion.finish_tick(&engine.positions);
    simulation.ticks_since_rate += 1;
    let engine = &simulation.engine;
    let report = engine.report();
    status.apply_report(&report, engine.extent(), simulation.tick.seconds);
    simulation.tick.seconds = 0.0;
}
