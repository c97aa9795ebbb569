//! Gathers the graph into the engine's dense slices, between two ticks.
//!
//! The engine keeps its own positions and velocities from tick to tick. Only changes from outside
//! the physics are read again: topology, pins, and components that another room or an inspector
//! wrote.

use bevy::prelude::*;

use super::{
    held::held_positions, motion::Motion, simulation::Simulation, status::SimulationStatus,
    sync::Moved,
};
use crate::graph::{CurrentScene, GraphIndex, Held, Pinned, Position, Velocity, Vertex};

/// The components of a vertex that the engine gathers.
type VertexState = (&'static Position, &'static Velocity, Has<Pinned>);

/// Gathers vertices and edges after the graph has changed. Vertices that keep their dense index
/// keep the engine's state; after a reordering all of them are read again.
pub(super) fn gather_topology(
    mut simulation: ResMut<Simulation>,
    mut motion: ResMut<Motion>,
    index: Res<GraphIndex>,
    scene: Option<Res<CurrentScene>>,
    vertices: Query<VertexState, With<Vertex>>,
) {
    let Simulation {
        engine, gathered, ..
    } = &mut *simulation;
    if gathered.version == index.version {
        return;
    }
    let kept = if gathered.reorders == index.reorders {
        engine.positions.len()
    } else {
        0
    };
    engine.positions.truncate(kept);
    engine.velocities.truncate(kept);
    engine.pinned.truncate(kept);
    engine.keys.truncate(kept);
    motion.truncate_vertices(kept);
    for (&entity, id) in index.vertices.iter().zip(&index.vertex_ids).skip(kept) {
        let (position, velocity, pinned) = vertices
            .get(entity)
            .map_or_else(|_| default(), |(p, v, pinned)| (p.0, v.0, pinned));
        let dense = engine.add_vertex(position, id.0);
        engine.velocities[dense] = velocity;
        engine.pinned[dense] = pinned;
    }
    engine.directed = scene.as_ref().is_none_or(|scene| scene.graph.directed);
    engine.edges.clone_from(&index.ends);
    engine.strengths.clone_from(&index.strengths);
    engine.wake();
    engine.forget_levels();
    gathered.version = index.version;
    gathered.reorders = index.reorders;
}

/// Gathers pins after a pin or the held vertices changed. A held vertex is pinned to the pointer;
/// a released one has its own pin again.
pub(super) fn gather_pins(
    mut simulation: ResMut<Simulation>,
    mut motion: ResMut<Motion>,
    index: Res<GraphIndex>,
    held: Res<Held>,
    vertices: Query<VertexState, With<Vertex>>,
    ids: Query<&Vertex>,
) {
    let Simulation {
        engine, gathered, ..
    } = &mut *simulation;
    let held_changed =
        std::mem::replace(&mut gathered.held_version, held.version()) != held.version();
    if std::mem::take(&mut gathered.pins_stale) || held_changed {
        for (dense, &entity) in index.vertices.iter().enumerate() {
            engine.pinned[dense] = vertices.get(entity).is_ok_and(|(_, _, pinned)| pinned);
        }
        for (dense, _) in held_positions(&held, &index, &ids) {
            engine.pinned[dense] = true;
        }
        engine.wake();
    }
    motion.add_vertices(&engine.positions);
}

/// Gathers positions and velocities that were written from outside the physics. A number that is
/// not finite is refused: write-back replaces the component by the engine's value.
pub(super) fn gather_moved_vertices(
    mut simulation: ResMut<Simulation>,
    mut motion: ResMut<Motion>,
    mut status: ResMut<SimulationStatus>,
    index: Res<GraphIndex>,
    moved: Query<(&Vertex, &Position, &Velocity), Moved>,
) {
    let engine = &mut simulation.engine;
    let mut quarantined = 0;
    for (vertex, position, velocity) in &moved {
        let Some(dense) = index.dense(vertex.id) else {
            continue;
        };
        let wanted = if position.0.is_finite() && velocity.0.is_finite() {
            (position.0, velocity.0)
        } else {
            quarantined += 1;
            let kept = engine.positions[dense];
            let kept = if kept.is_finite() { kept } else { Vec3::ZERO };
            (kept, Vec3::ZERO)
        };
        if position.0 != wanted.0
            || engine.positions[dense] != wanted.0
            || engine.velocities[dense] != wanted.1
        {
            (engine.positions[dense], engine.velocities[dense]) = wanted;
            engine.wake();
            motion.place_vertex(dense, wanted.0);
        }
    }
    if quarantined > 0 {
        status.quarantined += quarantined;
    }
}
