//! The product with its rooms of the window: view, pictures, panels, preferences.

use bevy::{
    app::PluginGroupBuilder,
    asset::AssetMetaCheck,
    log::{Level, LogPlugin},
    prelude::*,
    render::{ExtractSchedule, RenderApp},
    window::{PresentMode, PrimaryWindow, WindowPlugin},
};

use super::{SimulationPlugins, order_panels, order_view, run_single_threaded};
use crate::{
    frames::FramesPlugin,
    graph::commands::LoadScene,
    panel::PanelPlugin,
    preferences::PreferencesPlugin,
    view::{PictureFilesPlugin, ViewPlugin},
};

/// The whole product in a window (or a page) that opens with the scene `first`. `size` is in
/// logical pixels; default 1280 × 800.
pub fn windowed_app(first: LoadScene, size: Option<UVec2>) -> App {
    let mut app = App::new();
    app.add_plugins(bevy_plugins(size.unwrap_or(UVec2::new(1280, 800))));
    share_events_with_browser(app.world_mut());
    app.add_plugins(PreferencesPlugin::usual());
    add_product(&mut app, first);
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    app.add_plugins(crate::page::PagePlugin);
    app
}

/// The product of [`windowed_app`] without a window: it draws into the image, and the caller
/// advances it frame by frame. `size` is in pixels.
///
/// # Errors
/// No graphics device is found.
#[cfg(not(target_arch = "wasm32"))]
pub fn offscreen_app(
    first: LoadScene,
    size: UVec2,
) -> Result<(App, Handle<Image>), crate::view::PictureError> {
    let mut app = App::new();
    app.add_plugins(super::offscreen::without_window(bevy_plugins(size), size)?);
    add_product(&mut app, first);
    let (target, image) = super::offscreen::create_target(&mut app, size);
    app.insert_resource(target);
    app.finish();
    app.cleanup();
    Ok((app, image))
}

/// Bevy's plugins, with the window (or the page's canvas) as Gradswarm wants it.
fn bevy_plugins(size: UVec2) -> PluginGroupBuilder {
    let window = Window {
        title: "Gradswarm".into(),
        name: Some("gradswarm".into()),
        resolution: size.into(),
        canvas: Some("#gradswarm".into()),
        fit_canvas_to_parent: true,
        present_mode: PresentMode::AutoVsync,
        // A page decides itself who gets the focus.
        focused: !cfg!(target_arch = "wasm32"),
        ..default()
    };
    // The console of a page belongs to its owner.
    let level = if cfg!(target_arch = "wasm32") {
        Level::WARN
    } else {
        LogPlugin::default().level
    };
    DefaultPlugins
        .set(LogPlugin { level, ..default() })
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

/// Lets the browser have every event, too: the script of the page prevents the effects that harm
/// the graph, and no others.
///
/// The plugin's own setting stays as it is: `bevy_egui` reads it there, and installs the field for
/// the keyboard of a phone only if the program prevents all effects.
fn share_events_with_browser(world: &mut World) {
    let mut windows = world.query_filtered::<&mut Window, With<PrimaryWindow>>();
    for mut window in windows.iter_mut(world) {
        window.prevent_default_event_handling = false;
    }
}

/// The rooms of the window: view, pictures, panels, and the decision when a frame is drawn.
///
/// The host adds Bevy's plugins, [`PreferencesPlugin`] and [`SimulationPlugins`] first.
pub struct WindowPlugins;

impl Plugin for WindowPlugins {
    fn build(&self, app: &mut App) {
        app.add_plugins((
            ViewPlugin,
            PictureFilesPlugin,
            PanelPlugin,
            FramesPlugin,
            super::opening::OpeningPlugin,
        ));
        order_view(app);
        order_panels(app);
    }
}

/// Adds every room, and loads the first scene.
fn add_product(app: &mut App, first: LoadScene) {
    app.add_plugins((SimulationPlugins, WindowPlugins, SingleThreadedRender))
        .add_systems(Startup, move |mut load: MessageWriter<LoadScene>| {
            load.write(first.clone());
        });
}

/// Applies [`run_single_threaded`] to the render world.
struct SingleThreadedRender;

impl Plugin for SingleThreadedRender {
    fn build(&self, _: &mut App) {}

    fn finish(&self, app: &mut App) {
        // Apple's surfaces are made on the main thread only, and only Bevy's own executor moves
        // that system there.
        if cfg!(target_vendor = "apple") {
            return;
        }
        if let Some(render) = app.get_sub_app_mut(RenderApp) {
            run_single_threaded(render.world_mut());
            // Bevy applies the commands of extraction later, beside the next frame.
            render.edit_schedule(ExtractSchedule, |extract| {
                extract.set_apply_final_deferred(false);
            });
        }
    }
}
