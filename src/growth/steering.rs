//! Handles the commands of growth.

use bevy::prelude::*;

use super::{
    commands::GrowthCommand,
    plan::{GrowthPlan, initial_rising_graph},
    progress::{Growth, LONGEST_DELAY},
    rising::RisingGraph,
};
use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, Vertex},
};

/// Handles [`GrowthCommand`].
pub(super) fn apply_growth_commands(
    mut requests: MessageReader<GrowthCommand>,
    mut commands: Commands,
    scene: Res<CurrentScene>,
    mut growth: ResMut<Growth>,
    mut plan: ResMut<GrowthPlan>,
    (mut clock, mut rising): (ResMut<SimulationClock>, ResMut<RisingGraph>),
    vertices: Query<Entity, With<Vertex>>,
) {
    for request in requests.read() {
        match *request {
            GrowthCommand::Restart => {
                vertices
                    .iter()
                    .for_each(|vertex| commands.entity(vertex).despawn());
                *plan = GrowthPlan::from_scene(&scene);
                clock.waiting = false;
                growth.vertices = 0;
                growth.edges = 0;
                growth.waited = growth.delay;
                growth.risen = 0.0;
                growth.hurries = false;
                rising.set_if_neq(initial_rising_graph(&scene));
                growth.paused = false;
                // A stopped clock would hide the growth that was asked for.
                clock.paused = false;
            }
            GrowthCommand::Pause(paused) => growth.paused = paused,
            GrowthCommand::Skip => {
                growth.hurries = growth.growing();
                growth.paused = false;
            }
            GrowthCommand::Delay(delay) if delay.is_finite() => {
                growth.delay = delay.clamp(0.0, LONGEST_DELAY);
            }
            GrowthCommand::Delay(_) => {}
            GrowthCommand::Edges(arrival) => {
                growth.edge_arrival = arrival;
                // Edges that were left for the swarm may be due now.
                plan.considered = 0;
            }
        }
    }
}
