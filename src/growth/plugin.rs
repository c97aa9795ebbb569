//! Puts growth into an app.

use bevy::prelude::*;

use super::{commands::GrowthCommand, queue::Growth, spawning};

/// Growth's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GrowthSystems {
    /// In `PreUpdate`: restart, pause, skip, delay; a new scene's plan.
    Command,
    /// In `FixedUpdate`, between two ticks: spawns what is due.
    Grow,
}

/// One vertex every delay, then the swarm of edges.
pub struct GrowthPlugin;

impl Plugin for GrowthPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<GrowthCommand>()
            .init_resource::<Growth>()
            .init_resource::<super::rising::RisingGraph>()
            .init_resource::<spawning::Plan>()
            .add_systems(
                PreUpdate,
                (spawning::plan_new_scene, spawning::steer)
                    .chain()
                    .in_set(GrowthSystems::Command),
            )
            .add_systems(FixedUpdate, spawning::grow.in_set(GrowthSystems::Grow));
    }
}
