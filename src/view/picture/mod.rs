//! Pictures of the view: PNG at any scale, SVG for print, animated recordings.
//!
//! It reads the view and its camera. A finished file leaves the room as [`PictureTaken`]; this room
//! does not store files.

mod animation;
mod camera;
mod caption;
mod commands;
mod error;
mod film;
mod image;
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
pub use film::film_steps;
pub use image::Picture;
pub use settings::PictureSettings;
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::view) use signs::list_signs;
pub use vector::to_svg;
pub use work::PictureWork;

use crate::{growth::commands::GrowthCommand, training::commands::TrainingCommand};

/// Takes pictures of the view.
pub(super) struct PicturePlugin;

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
                    still::handle_still_requests,
                    vector::handle_svg_requests,
                    film::handle_film_requests,
                )
                    .chain(),
            )
            .add_systems(
                PostUpdate,
                camera::copy_graph_camera
                    .after(super::camera::CameraSystems::Drive)
                    .before(TransformSystems::Propagate)
                    .before(CameraUpdateSystems),
            )
            .add_systems(
                Last,
                (
                    still::advance_still,
                    still::deliver_file,
                    film::advance_film,
                )
                    .chain(),
            );
    }
}
