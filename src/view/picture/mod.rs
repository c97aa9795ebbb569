//! Pictures of the view: PNG at any scale, SVG for print, animated recordings.
//!
//! It reads the view and its camera. A finished file leaves the room as [`PictureTaken`]; this room
//! does not store files.

mod animation;
mod camera;
pub(crate) mod caption;
pub(crate) mod capture;
mod commands;
mod error;
mod film;
mod folder;
mod image;
mod settings;
pub(crate) mod signs;
mod still;
mod svg;
mod systems;
pub(in crate::view) mod vector;
mod work;

use bevy::{
    prelude::*, render::extract_component::ExtractComponentPlugin, time::TimeUpdateStrategy,
};

pub use animation::Animation;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use caption::write_labels;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use capture::{Captures, run_frame};
pub use commands::{Film, PictureCommand, PictureNote, PictureTaken};
pub use error::PictureError;
pub use film::film_steps;
pub use folder::{ChoosePictureFolder, PictureFilesPlugin, PictureFolder};
pub use image::Picture;
pub use settings::PictureSettings;
pub use systems::PictureSystems;
pub use vector::to_svg;
pub use work::PictureWork;

use crate::{growth::commands::GrowthCommand, training::commands::TrainingCommand};

/// Takes pictures of the view.
pub(in crate::view) struct PicturePlugin;

impl Plugin for PicturePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<PictureCommand>()
            .add_message::<PictureTaken>()
            .add_message::<PictureNote>()
            .add_message::<GrowthCommand>()
            .add_message::<TrainingCommand>()
            .init_resource::<PictureSettings>()
            .init_resource::<PictureWork>()
            .init_resource::<TimeUpdateStrategy>()
            .add_plugins(ExtractComponentPlugin::<camera::PictureCamera>::default())
            .add_systems(
                Update,
                (
                    settings::apply_commands,
                    still::handle_still_requests,
                    vector::handle_svg_requests,
                    film::handle_film_requests,
                )
                    .chain()
                    .in_set(PictureSystems::Begin),
            )
            .add_systems(
                PostUpdate,
                camera::copy_graph_camera.in_set(PictureSystems::Follow),
            )
            .add_systems(
                Last,
                (
                    still::advance_still,
                    still::deliver_file,
                    film::advance_film,
                )
                    .chain()
                    .in_set(PictureSystems::Deliver),
            );
    }
}
