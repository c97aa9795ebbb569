//! Puts growth into an app.

use bevy::prelude::*;

use super::{
    commands::GrowthCommand,
    plan::{self, GrowthPlan},
    progress::Growth,
    rising::RisingGraph,
    spawning, steering,
};

/// Growth's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GrowthSystems {
    /// In `PreUpdate`: a new scene's plan; restart, pause, skip, delay.
    Command,
    /// In `FixedUpdate`, between two ticks: spawns the entities that are due.
    Grow,
}

/// One vertex every delay, then the swarm of edges.
pub struct GrowthPlugin;

impl Plugin for GrowthPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(GrowthStatePlugin)
            .add_systems(
                PreUpdate,
                (plan::plan_new_scene, steering::apply_growth_commands)
                    .chain()
                    .in_set(GrowthSystems::Command),
            )
            .add_systems(
                FixedUpdate,
                spawning::spawn_due_entities.in_set(GrowthSystems::Grow),
            );
    }
}

/// The messages and resources of growth, without its systems. Adding it twice is harmless.
pub struct GrowthStatePlugin;

impl Plugin for GrowthStatePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<GrowthCommand>()
            .init_resource::<Growth>()
            .init_resource::<RisingGraph>()
            .init_resource::<GrowthPlan>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
