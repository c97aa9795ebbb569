//! Puts the simulation into an app.

use bevy::prelude::*;

use super::{
    commands::{ChangeSettings, ClockCommand, MeasureForceError, MoveVertex, Unfold},
    frame_budget::{self, FrameBudget},
    hand, levels, motion,
    simulation::{self, Simulation},
    stage,
    status::{DensePositions, Physics, SimulationClock, SimulationStatus},
    steering, write_back,
};

/// The simulation's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhysicsSystems {
    /// In `PreUpdate`: settings, clock, moved vertices; gives the frame its budget.
    Command,
    /// In `FixedUpdate`, between two ticks: takes in what others did to the graph.
    Gather,
    /// Forces and motion, as far as the frame's budget goes.
    Advance,
    /// Writes a finished tick into the components and the status.
    WriteBack,
}

/// Springs, repulsion, integration, settling.
pub struct PhysicsPlugin;

impl Plugin for PhysicsPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<ChangeSettings>()
            .add_message::<ClockCommand>()
            .add_message::<MoveVertex>()
            .add_message::<MeasureForceError>()
            .add_message::<Unfold>()
            .init_resource::<Physics>()
            .init_resource::<SimulationClock>()
            .init_resource::<SimulationStatus>()
            .init_resource::<DensePositions>()
            .init_resource::<motion::Motion>()
            .init_resource::<stage::Staged>()
            .init_resource::<stage::Comparison>()
            .init_resource::<FrameBudget>()
            .init_resource::<simulation::RateClock>()
            .insert_resource(Simulation::new())
            .add_observer(simulation::note_pin)
            .add_observer(simulation::note_unpin)
            .add_systems(Startup, frame_budget::begin)
            .add_systems(Update, simulation::measure_rate)
            .add_systems(
                RunFixedMainLoop,
                (
                    frame_budget::begin_ticks.in_set(RunFixedMainLoopSystems::BeforeFixedMainLoop),
                    (frame_budget::end_ticks, motion::move_between_ticks)
                        .chain()
                        .in_set(RunFixedMainLoopSystems::AfterFixedMainLoop),
                ),
            )
            .add_systems(
                PreUpdate,
                (
                    frame_budget::refill,
                    simulation::start_anew,
                    stage::set_stage,
                    steering::change_settings,
                    steering::steer_clock,
                    steering::note_measuring,
                    levels::note_unfold,
                    simulation::move_vertices,
                    hand::follow_the_hand,
                )
                    .chain()
                    .in_set(PhysicsSystems::Command),
            )
            .add_systems(
                FixedUpdate,
                (
                    simulation::note_touched.before(PhysicsSystems::Gather),
                    (
                        simulation::take_settings,
                        simulation::gather,
                        levels::begin_to_unfold,
                        steering::measure_force_error,
                    )
                        .chain()
                        .in_set(PhysicsSystems::Gather),
                    simulation::advance.in_set(PhysicsSystems::Advance),
                    (
                        write_back::write_back,
                        hand::follow_the_hand,
                        levels::show_levels,
                        stage::compare,
                    )
                        .chain()
                        .in_set(PhysicsSystems::WriteBack),
                ),
            );
    }
}
