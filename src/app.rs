//! The one page that shows the whole app: plugins, sets, and who comes before whom.

use bevy::{ecs::schedule::SingleThreadedExecutor, prelude::*};

use crate::{
    explore::{ExplorePlugin, ExploreSystems},
    graph::{GraphPlugin, GraphSystems},
    growth::{GrowthPlugin, GrowthSystems, growth_hurries},
    physics::{PhysicsPlugin, PhysicsSystems, SimulationClock, between_ticks, time_runs},
    training::{TrainingPlugin, TrainingSystems},
};

/// Everything that needs no window: graph, growth, physics, training. The host
/// adds Bevy's own plugins (`MinimalPlugins` will do). Systems of the host, too, run in order.
pub struct SimulationPlugins;

impl Plugin for SimulationPlugins {
    fn build(&self, app: &mut App) {
        app.add_plugins((
            GraphPlugin,
            PhysicsPlugin,
            GrowthPlugin,
            TrainingPlugin,
            ExplorePlugin,
        ))
        .insert_resource(Time::<Fixed>::from_hz(SimulationClock::HERTZ))
        // A new scene is there before anybody plans for it.
        .configure_sets(
            PreUpdate,
            (
                ExploreSystems::Command,
                GraphSystems::Command,
                PhysicsSystems::Command,
                GrowthSystems::Command,
                TrainingSystems::Command,
            )
                .chain(),
        )
        // One step of simulated time. The graph changes only between two ticks.
        .configure_sets(
            FixedUpdate,
            (
                GrowthSystems::Grow
                    .run_if(between_ticks.and_then(time_runs.or_else(growth_hurries))),
                GraphSystems::Index.run_if(between_ticks),
                PhysicsSystems::Gather.run_if(between_ticks),
                PhysicsSystems::Advance.run_if(time_runs),
                PhysicsSystems::WriteBack,
            )
                .chain(),
        )
        .configure_sets(
            Update,
            (TrainingSystems::Learn, GraphSystems::Mirror).chain(),
        );
    }

    fn finish(&self, app: &mut App) {
        run_in_order(app.world_mut());
    }
}

/// Lets every schedule that a world has run its systems one after the other, on the thread that
/// runs the schedule.
///
/// Nearly all systems take microseconds, and to hand one to another thread and wait for it
/// costs more. What is large divides itself among the threads; if it runs on one of the pool's,
/// that one only waits. (`bench-view moons` on two cores, medians of runs that took turns with
/// Bevy's own executor: a still frame 5.2 ms and 3.3, a frame while the graph unfolds 50 and 25.)
fn run_in_order(world: &mut World) {
    for (_, schedule) in world.resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}

#[cfg(all(feature = "window", not(target_arch = "wasm32")))]
pub use windowed::unseen;
#[cfg(feature = "window")]
pub use windowed::windowed;

#[cfg(feature = "window")]
mod windowed {
    use bevy::{
        app::PluginGroupBuilder,
        asset::AssetMetaCheck,
        prelude::*,
        render::{ExtractSchedule, RenderApp},
        window::{PresentMode, WindowPlugin},
    };

    use super::{SimulationPlugins, run_in_order};
    use crate::{
        files::PreferencesPlugin,
        frames::FramesPlugin,
        graph::commands::LoadScene,
        panel::PanelPlugin,
        view::{PictureFilesPlugin, ViewPlugin},
    };

    /// The whole product in a window (or a page), opening with `first`.
    pub fn windowed(first: LoadScene, size: Option<UVec2>) -> App {
        let mut app = App::new();
        app.add_plugins(engine(size.unwrap_or(UVec2::new(1280, 800))));
        app.add_plugins(PreferencesPlugin::usual());
        add_product(&mut app, first);
        #[cfg(target_arch = "wasm32")]
        app.add_plugins(crate::third_party::page::PagePlugin);
        app
    }

    /// The whole product as [`windowed`] has it, in a window that is never
    /// opened: for those who advance it frame by frame. What draws is real, and
    /// draws into the image.
    ///
    /// # Errors
    /// Nothing that can draw is found here.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn unseen(
        first: LoadScene,
        size: UVec2,
    ) -> Result<(App, Handle<Image>), crate::view::offscreen::PictureError> {
        let mut app = App::new();
        app.add_plugins(crate::view::offscreen::without_window(engine(size), size)?);
        add_product(&mut app, first);
        let (target, image) = crate::view::offscreen::create_target(&mut app, size);
        app.insert_resource(target);
        app.finish();
        app.cleanup();
        Ok((app, image))
    }

    fn engine(size: UVec2) -> PluginGroupBuilder {
        let window = Window {
            title: "Gradswarm".into(),
            name: Some("gradswarm".into()),
            resolution: size.into(),
            canvas: Some("#gradswarm".into()),
            fit_canvas_to_parent: true,
            present_mode: PresentMode::AutoVsync,
            ..default()
        };
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(window),
                ..default()
            })
            // Everything is embedded; a page must not ask for `.meta` files.
            .set(AssetPlugin {
                meta_check: AssetMetaCheck::Never,
                ..default()
            })
    }

    fn add_product(app: &mut App, first: LoadScene) {
        app.add_plugins((
            SimulationPlugins,
            ViewPlugin,
            PictureFilesPlugin,
            PanelPlugin,
            FramesPlugin,
            RenderInOrder,
        ))
        .add_systems(Startup, move |mut load: MessageWriter<LoadScene>| {
            load.write(first.clone());
        });
    }

    /// As [`run_in_order`], for what draws.
    struct RenderInOrder;

    impl Plugin for RenderInOrder {
        fn build(&self, _: &mut App) {}

        fn finish(&self, app: &mut App) {
            // Apple's surfaces are made on the main thread only, and Bevy's own executor is what
            // brings that system there.
            if cfg!(target_vendor = "apple") {
                return;
            }
            if let Some(render) = app.get_sub_app_mut(RenderApp) {
                run_in_order(render.world_mut());
                // Bevy applies what extraction asks for later, beside the next frame.
                render.edit_schedule(ExtractSchedule, |extract| {
                    extract.set_apply_final_deferred(false);
                });
            }
        }
    }
}
