//! Puts the physics into an app.

use bevy::prelude::*;

use super::{
    advance,
    commands::{ChangeSettings, MeasureForceError, MoveVertex, Unfold},
    comparison::{self, Comparison},
    gather, held, levels,
    motion::{self, Motion},
    rate::{self, RateTimer},
    rewind::{self, RewindPoint},
    scene_setup::{self, SceneLevels},
    settings_check, settings_commands,
    simulation::Simulation,
    status::{DensePositions, Physics, SimulationStatus},
    sync, write_back,
};

/// The systems of the physics; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhysicsSystems {
    /// In `PreUpdate`: a new scene's setup, settings, rewinding, moved vertices.
    Command,
    /// In `FixedUpdate`, first: tells other rooms whether the layout lies in the plane.
    Publish,
    /// In `FixedUpdate`, after growth: notes vertices that are moved from outside during a tick.
    /// Vertices that growth has just spawned are not among them.
    Note,
    /// In `FixedUpdate`, between two ticks: gathers changes of the graph by other rooms.
    Gather,
    /// In `FixedUpdate`: forces and motion, within the frame's budget.
    Advance,
    /// In `FixedUpdate`: writes a finished tick into the components and the status.
    WriteBack,
    /// In `RunFixedMainLoop`, after the frame's ticks: interpolates the drawn positions.
    Interpolate,
    /// In `Update`: measures the rate of ticks.
    MeasureRate,
}

/// Springs, repulsion, integration, settling.
pub struct PhysicsPlugin;

impl Plugin for PhysicsPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(PhysicsStatePlugin)
            .add_observer(sync::note_pin)
            .add_observer(sync::note_unpin)
            .add_systems(
                PreUpdate,
                (
                    sync::reset_for_new_scene,
                    scene_setup::apply_scene_setup,
                    settings_commands::apply_settings_commands,
                    rewind::rewind_blown_up_graph,
                    settings_commands::request_force_error,
                    levels::request_unfolding,
                    sync::move_vertices,
                    held::show_held_vertices,
                )
                    .chain()
                    .in_set(PhysicsSystems::Command),
            )
            .add_systems(
                FixedUpdate,
                (
                    sync::publish_plane.in_set(PhysicsSystems::Publish),
                    sync::note_touched_vertices.in_set(PhysicsSystems::Note),
                    (
                        settings_check::adopt_settings,
                        gather::gather_topology,
                        gather::gather_pins,
                        gather::gather_moved_vertices,
                        levels::begin_unfolding,
                        settings_commands::measure_force_error,
                    )
                        .chain()
                        .in_set(PhysicsSystems::Gather),
                    advance::advance_tick.in_set(PhysicsSystems::Advance),
                    (
                        write_back::write_back_tick,
                        held::show_held_vertices,
                        levels::publish_levels,
                        comparison::measure_halves,
                    )
                        .chain()
                        .in_set(PhysicsSystems::WriteBack),
                ),
            )
            .add_systems(
                RunFixedMainLoop,
                motion::interpolate_positions
                    .in_set(PhysicsSystems::Interpolate)
                    .in_set(RunFixedMainLoopSystems::AfterFixedMainLoop),
            )
            .add_systems(
                Update,
                rate::measure_tick_rate.in_set(PhysicsSystems::MeasureRate),
            );
    }
}

/// The messages and resources of the physics, without its systems. Adding it twice is harmless.
pub struct PhysicsStatePlugin;

impl Plugin for PhysicsStatePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<ChangeSettings>()
            .add_message::<MoveVertex>()
            .add_message::<MeasureForceError>()
            .add_message::<Unfold>()
            .init_resource::<Physics>()
            .init_resource::<SimulationStatus>()
            .init_resource::<DensePositions>()
            .init_resource::<Comparison>()
            .init_resource::<Motion>()
            .init_resource::<SceneLevels>()
            .init_resource::<RewindPoint>()
            .init_resource::<RateTimer>()
            .init_resource::<Simulation>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
