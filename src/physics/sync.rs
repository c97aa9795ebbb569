//! Notes changes from other rooms that the next gathering must see: pins, moved vertices, scenes.

use bevy::prelude::*;

use super::{
    commands::MoveVertex,
    simulation::Simulation,
    status::{Physics, SimulationStatus},
};
use crate::{
    clock::SimulationClock,
    graph::{Pinned, Planar, Position, SceneLoaded, Velocity, Vertex},
    layout::Dimensions,
};

/// Filter: the position or the velocity was written from outside the physics.
pub(super) type Moved = Or<(Changed<Position>, Changed<Velocity>)>;

/// Notes that a pin was added.
pub(super) fn note_pin(_: On<Add, Pinned>, mut simulation: ResMut<Simulation>) {
    simulation.gathered.pins_stale = true;
}

/// Notes that a pin was removed.
pub(super) fn note_unpin(_: On<Remove, Pinned>, mut simulation: ResMut<Simulation>) {
    simulation.gathered.pins_stale = true;
}

/// Resets tick, clock and status for a scene that was just loaded. An unfinished tick is dropped.
pub(super) fn reset_for_new_scene(
    mut loaded: MessageReader<SceneLoaded>,
    mut simulation: ResMut<Simulation>,
    mut clock: ResMut<SimulationClock>,
    mut status: ResMut<SimulationStatus>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    simulation.engine.cancel_tick();
    simulation.engine.wake();
    simulation.requested.unfold = false;
    simulation.requested.force_error = false;
    *clock = SimulationClock {
        paused: clock.paused,
        ..SimulationClock::default()
    };
    *status = SimulationStatus::default();
}

/// Tells the rooms that place vertices whether the layout lies in the plane.
pub(super) fn publish_plane(physics: Res<Physics>, mut planar: ResMut<Planar>) {
    planar.set_if_neq(Planar(physics.dimensions == Dimensions::Two));
}

/// Notes the vertices that are moved from outside while a tick is under way, so that write-back
/// does not undo it.
pub(super) fn note_touched_vertices(
    mut simulation: ResMut<Simulation>,
    moved: Query<Entity, (With<Vertex>, Moved)>,
) {
    let simulation = &mut *simulation;
    if simulation.engine.is_mid_tick() {
        simulation.tick.touched.extend(&moved);
    } else {
        simulation.tick.touched.clear();
    }
}

/// Handles [`MoveVertex`].
pub(super) fn move_vertices(
    mut requests: MessageReader<MoveVertex>,
    mut vertices: Query<(&mut Position, &mut Velocity), With<Vertex>>,
) {
    for request in requests.read() {
        if request.to.is_finite()
            && let Ok((mut position, mut velocity)) = vertices.get_mut(request.vertex)
        {
            position.0 = request.to;
            velocity.0 = Vec3::ZERO;
        }
    }
}
