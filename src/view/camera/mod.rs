//! The camera: it frames the whole graph by itself until the user moves it.
//!
//! This room reads positions, growth, physics, input and the look; it handles [`CameraCommand`].
//! It alone writes the transform and the projection of the graph's camera.

mod bookmarks;
pub(in crate::view) mod button_places;
pub(crate) mod commands;
mod drive;
pub(crate) mod extent;
pub(crate) mod framing;
pub(crate) mod grip;
pub(crate) mod hand;
mod input;
pub(crate) mod orbit;
mod principal_axes;
mod rig;
pub(crate) mod screen;
mod settings;
mod summary;

use bevy::{
    camera::RenderTarget,
    core_pipeline::tonemapping::Tonemapping,
    prelude::*,
    render::{
        extract_component::{ExtractComponent, ExtractComponentPlugin},
        renderer::RenderAdapterInfo,
    },
};

pub use bookmarks::{Bookmark, Bookmarks, MOST_BOOKMARKS, Standpoint};
pub use commands::{CameraCommand, Side, ViewRefusal};
pub use orbit::{Lens, Orbit};
pub use rig::{Framing, Rig};
pub use settings::CameraSettings;
pub use summary::{CameraMotion, CameraSummary};

use self::{button_places::ButtonPlaces, extent::GraphExtent, grip::Grip};
use crate::view::look::{LookSystems, palette, settings::ViewSettings};

/// Marks the camera that shows the graph.
#[derive(Component, Clone, Copy, Debug, Default, ExtractComponent)]
pub struct GraphCamera;

/// Where the graph is drawn: the window, or an image when there is none.
#[derive(Resource, Clone, Default)]
pub struct GraphTarget(pub RenderTarget);

/// The systems of the camera.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CameraSystems {
    /// Spawns the camera, in `Startup`.
    Spawn,
    /// Decides whether a drag belongs to the graph or to the interface, in `PreUpdate`.
    Grip,
    /// Handles [`CameraCommand`] and follows the background colour, in `Update`.
    Command,
    /// Measures the graph, reads gestures, and moves the camera towards its goal, in `PostUpdate`.
    Drive,
}

/// Adds the camera and the systems that move it.
pub(in crate::view) struct CameraPlugin;

impl Plugin for CameraPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<CameraCommand>()
            .add_message::<ViewRefusal>()
            .init_resource::<GraphExtent>()
            .init_resource::<GraphTarget>()
            .init_resource::<CameraMotion>()
            .init_resource::<CameraSummary>()
            .init_resource::<CameraSettings>()
            .init_resource::<Bookmarks>()
            .init_resource::<input::Gestures>()
            .init_resource::<Grip>()
            .add_plugins(ExtractComponentPlugin::<GraphCamera>::default())
            .add_systems(Startup, spawn_camera.in_set(CameraSystems::Spawn))
            .init_resource::<ButtonPlaces>()
            .add_systems(
                PreUpdate,
                (button_places::read_button_places, grip::update_grip)
                    .chain()
                    .in_set(CameraSystems::Grip),
            )
            .add_systems(
                Update,
                (commands::apply_camera_commands, update_background).in_set(CameraSystems::Command),
            )
            .add_systems(
                PostUpdate,
                (
                    extent::update_extent,
                    input::read_gestures,
                    // Framing reads the sizes of the vertices.
                    drive::drive_camera.after(LookSystems::Appearance),
                )
                    .chain()
                    .in_set(CameraSystems::Drive),
            );
    }
}

/// Samples of a pixel: four on a graphics card, one in the browser and with a software renderer.
pub fn samples(adapter: Option<&RenderAdapterInfo>) -> Msaa {
    // Bevy does not re-export the enum of device types: compare its name.
    let software = adapter.is_none_or(|info| format!("{:?}", info.device_type) == "Cpu");
    if cfg!(target_arch = "wasm32") || software {
        Msaa::Off
    } else {
        Msaa::Sample4
    }
}

fn spawn_camera(
    mut commands: Commands,
    target: Res<GraphTarget>,
    settings: Res<ViewSettings>,
    adapter: Option<Res<RenderAdapterInfo>>,
) {
    let rig = Rig::default();
    commands.spawn((
        Name::new("graph camera"),
        GraphCamera,
        Camera3d::default(),
        Camera {
            clear_color: background_colour(&settings),
            ..default()
        },
        target.0.clone(),
        Projection::Perspective(PerspectiveProjection {
            fov: framing::FIELD_OF_VIEW,
            ..default()
        }),
        rig.current().transform(),
        // The default tone mapping needs lookup tables and would change the palette's colours.
        Tonemapping::None,
        samples(adapter.as_deref()),
        rig,
    ));
}

fn background_colour(settings: &ViewSettings) -> ClearColorConfig {
    ClearColorConfig::Custom(palette::colour(settings.background()))
}

fn update_background(
    settings: Res<ViewSettings>,
    mut cameras: Query<&mut Camera, With<GraphCamera>>,
) {
    if settings.is_changed() {
        for mut camera in &mut cameras {
            camera.clear_color = background_colour(&settings);
        }
    }
}
