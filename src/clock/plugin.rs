//! Puts the clock into an app.

use bevy::prelude::*;

use super::{
    commands::ClockCommand,
    frame_budget::{self, FrameBudget},
    simulation_clock::{self, SimulationClock},
};

/// The clock's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockSystems {
    /// In `PreUpdate`, before the ticks: gives the frame its share of simulated work.
    Budget,
    /// In `PreUpdate`: pause, step.
    Command,
    /// In `RunFixedMainLoop`, before the frame's ticks: notes the wall time.
    BeginTicks,
    /// In `RunFixedMainLoop`, after the frame's ticks: measures the wall time that they took.
    EndTicks,
}

/// Simulated time and the frame's share of work.
pub struct ClockPlugin;

impl Plugin for ClockPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(ClockStatePlugin)
            .add_systems(Startup, frame_budget::limit_first_frame)
            .add_systems(
                PreUpdate,
                (
                    frame_budget::refill_budget.in_set(ClockSystems::Budget),
                    simulation_clock::apply_clock_commands.in_set(ClockSystems::Command),
                ),
            )
            .add_systems(
                RunFixedMainLoop,
                (
                    frame_budget::begin_ticks
                        .in_set(ClockSystems::BeginTicks)
                        .in_set(RunFixedMainLoopSystems::BeforeFixedMainLoop),
                    frame_budget::end_ticks
                        .in_set(ClockSystems::EndTicks)
                        .in_set(RunFixedMainLoopSystems::AfterFixedMainLoop),
                ),
            );
    }
}

/// The messages and resources of the clock, without its systems. Adding it twice is harmless.
pub struct ClockStatePlugin;

impl Plugin for ClockStatePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<ClockCommand>()
            .init_resource::<SimulationClock>()
            .init_resource::<FrameBudget>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
