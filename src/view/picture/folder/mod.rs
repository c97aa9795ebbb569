//! Where pictures go: a folder on the desktop, a download in the browser.

mod name;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

use bevy::prelude::*;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

use crate::view::picture::{
    commands::{PictureNote, PictureTaken},
    systems::PictureSystems,
};

/// Where pictures are saved, for this session. In the browser they are
/// downloads, and nobody asks.
#[derive(Resource, Reflect, Clone, Debug, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct PictureFolder {
    /// A folder. Default: the user's own for pictures if it is there, else the current one.
    pub folder: String,
    /// Pictures that were kept in this session.
    pub kept: u32,
}

impl PictureFolder {
    /// Whether there is a folder to choose here.
    pub const CHOSEN: bool = cfg!(not(target_arch = "wasm32"));
}

impl Default for PictureFolder {
    fn default() -> Self {
        Self {
            folder: platform::usual_folder(),
            kept: 0,
        }
    }
}

/// Chooses the folder that pictures are saved in.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct ChoosePictureFolder(pub String);

/// Keeps the pictures that are taken.
pub struct PictureFilesPlugin;

impl Plugin for PictureFilesPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<ChoosePictureFolder>()
            .add_message::<PictureTaken>()
            .add_message::<PictureNote>()
            .init_resource::<PictureFolder>()
            .add_systems(Update, (choose, keep).chain().in_set(PictureSystems::Save));
    }
}

fn choose(mut requests: MessageReader<ChoosePictureFolder>, mut folder: ResMut<PictureFolder>) {
    if let Some(ChoosePictureFolder(wanted)) = requests.read().last() {
        wanted.trim().clone_into(&mut folder.folder);
    }
}

fn keep(
    mut taken: MessageReader<PictureTaken>,
    mut place: ResMut<PictureFolder>,
    mut notes: MessageWriter<PictureNote>,
) {
    for picture in taken.read() {
        let scene = name::of_scene(&picture.scene);
        let (folder, number) = (&place.folder, place.kept + 1);
        let kept = platform::keep(folder, number, &scene, picture.ending, &picture.bytes);
        place.kept += u32::from(kept.is_ok());
        notes.write(match kept {
            Ok(text) => PictureNote {
                good: true,
                text: match &picture.remark {
                    Some(remark) => format!("{text} ({remark})"),
                    None => text,
                },
            },
            Err(problem) => PictureNote::failed(problem),
        });
    }
}
