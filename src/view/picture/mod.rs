//! Pictures of the view: PNG at any scale, SVG for print, recordings.
//!
//! What is made here is handed over as [`PictureTaken`]; whoever knows files keeps it.

mod animation;
mod camera;
mod caption;
mod commands;
mod error;
mod film;
mod folder;
mod image;
#[cfg(not(target_arch = "wasm32"))]
pub mod offscreen;
mod settings;
mod signs;
mod still;
mod svg;
mod vector;
mod work;

use bevy::{
    camera::CameraUpdateSystems, prelude::*, render::extract_component::ExtractComponentPlugin,
    time::TimeUpdateStrategy, transform::TransformSystems,
};

pub use animation::Animation;
pub(in crate::view) use camera::{PictureHeight, PictureView};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use caption::write_labels;
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::view) use caption::write_signs;
pub use commands::{Film, PictureCommand, PictureNote, PictureTaken};
pub use error::PictureError;
pub use film::steps as film_steps;
pub use folder::{ChoosePictureFolder, PictureFilesPlugin, PictureFolder};
pub use image::Picture;
pub use settings::PictureSettings;
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::view) use signs::of as signs_of;
pub use vector::to_svg;
pub use work::PictureWork;

use crate::{
    growth::commands::GrowthCommand, training::commands::TrainingCommand,
    view::camera::CameraSystems,
};

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
            .init_resource::<PictureHeight>()
            .add_plugins(ExtractComponentPlugin::<camera::PictureCamera>::default())
            .add_systems(
                Update,
                (
                    settings::apply_commands,
                    still::begin,
                    vector::begin,
                    film::begin,
                )
                    .chain(),
            )
            .add_systems(
                PostUpdate,
                camera::follow
                    .after(CameraSystems::Drive)
                    .before(TransformSystems::Propagate)
                    .before(CameraUpdateSystems),
            )
            .add_systems(Last, (still::go_on, still::hand_over, film::go_on).chain());
    }
}
