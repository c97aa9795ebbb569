//! The one page that shows the whole app: every plugin, every system set, and their order.
//!
//! [`SimulationPlugins`] is the headless product, [`WindowPlugins`] adds the rooms of the window,
//! and [`offscreen::Studio`] shows the view alone. All schedules run single-threaded, so a missing
//! order would never show; `tests/headless/app_page.rs` finds it instead.

mod mode;
#[cfg(all(feature = "window", not(target_arch = "wasm32")))]
pub mod offscreen;
#[cfg(feature = "window")]
mod opening;
#[cfg(feature = "window")]
mod window;

#[cfg(feature = "window")]
use bevy::{
    camera::CameraUpdateSystems,
    core_pipeline::{Core3d, Core3dSystems, core_3d::main_opaque_pass_3d},
    input::InputSystems,
    render::{Render, RenderApp, RenderSystems},
    transform::TransformSystems,
};
use bevy::{ecs::schedule::SingleThreadedExecutor, prelude::*, state::app::StatesPlugin};
#[cfg(feature = "window")]
use bevy_egui::{EguiPostUpdateSet, EguiPrimaryContextPass};

use crate::{
    clock::{ClockPlugin, ClockSystems, SimulationClock, time_runs},
    escape::EscapeSystems,
    explore::{ExplorePlugin, ExploreSystems},
    graph::{GraphPlugin, GraphSystems},
    growth::{GrowthPlugin, GrowthSystems, commands::GrowthCommand, growth_hurries},
    journal::JournalPlugin,
    physics::{PhysicsPlugin, PhysicsSystems, between_ticks},
    training::{NotebookTrained, TrainingPlugin, TrainingSystems},
};
#[cfg(feature = "window")]
use crate::{
    panel::PanelSystems,
    third_party::InterfaceSystems,
    view::{CameraSystems, DrawSystems, LookSystems, MarksSystems, PictureSystems},
};

pub use mode::{AppMode, ChangeMode};
#[cfg(feature = "window")]
pub use opening::Opening;
#[cfg(all(feature = "window", not(target_arch = "wasm32")))]
pub use window::offscreen_app;
#[cfg(feature = "window")]
pub use window::{WindowPlugins, windowed_app};

/// Everything that needs no window: clock, journal, graph, growth, physics, training, explore.
///
/// The host adds Bevy's own plugins first (`MinimalPlugins` is enough). The host's systems, too,
/// run single-threaded.
pub struct SimulationPlugins;

impl Plugin for SimulationPlugins {
    fn build(&self, app: &mut App) {
        if !app.is_plugin_added::<StatesPlugin>() {
            app.add_plugins(StatesPlugin);
        }
        app.add_plugins((
            ClockPlugin,
            JournalPlugin,
            GraphPlugin,
            PhysicsPlugin,
            GrowthPlugin,
            TrainingPlugin,
            ExplorePlugin,
        ))
        .init_state::<AppMode>()
        .add_message::<ChangeMode>()
        .insert_resource(Time::<Fixed>::from_hz(SimulationClock::HERTZ));
        order_simulation(app);
    }

    fn finish(&self, app: &mut App) {
        run_single_threaded(app.world_mut());
    }
}

/// Orders the system sets of the headless rooms in each schedule of a frame.
fn order_simulation(app: &mut App) {
    app
        // Commands. A search selects, and a new scene is loaded, before other rooms plan for it.
        .configure_sets(
            PreUpdate,
            (
                EscapeSystems::Declare,
                EscapeSystems::Press,
                EscapeSystems::Close,
                ExploreSystems::Command,
                GraphSystems::Command,
                ClockSystems::Budget,
                PhysicsSystems::Command,
                ClockSystems::Command,
                GrowthSystems::Command,
                TrainingSystems::Command,
            )
                .chain(),
        )
        .add_systems(PreUpdate, mode::switch_mode.after(TrainingSystems::Command))
        // The frame's ticks.
        .configure_sets(
            RunFixedMainLoop,
            (ClockSystems::EndTicks, PhysicsSystems::Interpolate).chain(),
        )
        // One tick of simulated time. The graph changes only between two ticks.
        .configure_sets(
            FixedUpdate,
            (
                PhysicsSystems::Publish,
                GrowthSystems::Grow
                    .run_if(between_ticks.and_then(time_runs.or_else(growth_hurries))),
                PhysicsSystems::Note,
                GraphSystems::Index.run_if(between_ticks),
                PhysicsSystems::Gather.run_if(between_ticks),
                PhysicsSystems::Advance.run_if(time_runs),
                PhysicsSystems::WriteBack,
            )
                .chain(),
        )
        // Learning, and its results on the vertices.
        .configure_sets(
            Update,
            (TrainingSystems::Learn, GraphSystems::Mirror).chain(),
        )
        .add_systems(
            Update,
            regrow_after_notebook
                .after(TrainingSystems::Learn)
                .before(GraphSystems::Mirror),
        );
}

/// Orders the system sets of the view: among its rooms, and against Bevy's own.
#[cfg(feature = "window")]
pub fn order_view(app: &mut App) {
    app
        // Input. The interface decides first whether the pointer is its own.
        .configure_sets(
            PreUpdate,
            CameraSystems::Grip
                .after(InputSystems)
                .after(InterfaceSystems::Pointer),
        )
        // A pass that begins in this frame is shown in this frame.
        .configure_sets(Update, (LookSystems::Command, MarksSystems::Wave).chain())
        // Bevy derives transforms and frusta from the cameras; labels read these.
        .configure_sets(
            PostUpdate,
            (
                (CameraSystems::Drive, PictureSystems::Follow)
                    .chain()
                    .before(TransformSystems::Propagate)
                    .before(CameraUpdateSystems),
                MarksSystems::Minimap.after(CameraSystems::Drive),
                MarksSystems::Legend
                    .after(LookSystems::Appearance)
                    .after(MarksSystems::Level),
                MarksSystems::Labels
                    .after(LookSystems::Appearance)
                    .after(TransformSystems::Propagate),
            ),
        );
    // The other sets have no order among each other: `CameraSystems::Command`,
    // `MarksSystems::LevelCommand`, `PointerSystems`, and `PictureSystems::Begin`, `Save`,
    // `Deliver`.
    let Some(render_app) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    render_app
        .configure_sets(
            Render,
            (
                DrawSystems::Specialize.in_set(RenderSystems::Prepare),
                DrawSystems::Upload.in_set(RenderSystems::PrepareResources),
                DrawSystems::Bind.in_set(RenderSystems::PrepareBindGroups),
            ),
        )
        .configure_sets(
            Core3d,
            DrawSystems::Draw
                .after(main_opaque_pass_3d)
                .in_set(Core3dSystems::MainPass),
        );
}

/// Orders the systems that draw the interface: each panel takes its part of the free area.
#[cfg(feature = "window")]
fn order_panels(app: &mut App) {
    app.configure_sets(
        EguiPrimaryContextPass,
        (
            InterfaceSystems::Theme,
            InterfaceSystems::Panels,
            InterfaceSystems::Windows,
        )
            .chain(),
    )
    .configure_sets(
        EguiPrimaryContextPass,
        (
            PanelSystems::Begin,
            PanelSystems::TopBar,
            PanelSystems::Timeline,
            PanelSystems::Places,
            PanelSystems::Legend,
            PanelSystems::ShowButton,
            PanelSystems::FirstSteps,
            PanelSystems::Search,
        )
            .chain()
            .in_set(InterfaceSystems::Panels),
    )
    // A pass of egui shows what this frame has placed. The camera follows the panels' places a
    // frame later.
    .configure_sets(
        PostUpdate,
        (
            CameraSystems::Drive,
            MarksSystems::Minimap,
            MarksSystems::Legend,
            MarksSystems::Labels,
        )
            .before(EguiPostUpdateSet::EndPass),
    );
}

/// Grows the trained graph from its start when the rounds of the notebook's run are done.
fn regrow_after_notebook(
    mut trained: MessageReader<NotebookTrained>,
    mut growth: MessageWriter<GrowthCommand>,
) {
    for _ in trained.read() {
        growth.write(GrowthCommand::Restart);
    }
}

/// Makes every schedule of a world run its systems one after the other, on the calling thread.
///
/// Nearly all systems take microseconds, and handing one to another thread costs more than that.
/// Large work divides itself among the threads. (`bench-view moons` on two cores, medians of
/// runs that alternated with Bevy's own executor: a still frame 3.3 ms in place of 5.2, a frame
/// of the unfolding graph 25 ms in place of 50.)
fn run_single_threaded(world: &mut World) {
    for (_, schedule) in world.resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}
