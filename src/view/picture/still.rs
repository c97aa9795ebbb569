//! One picture: a PNG of the view at any scale, or of the window as it is.

use bevy::{
    prelude::*,
    render::{
        renderer::{RenderAdapterInfo, RenderDevice},
        view::screenshot::Screenshot,
    },
    tasks::{AsyncComputeTaskPool, futures::check_ready},
};

use super::{
    PictureCommand, PictureError, PictureNote, PictureSettings, PictureTaken, PictureWork, camera,
    caption,
    work::{PATIENCE, Slot, Work},
};
use crate::{
    graph::CurrentScene,
    view::{
        camera::{GraphCamera, samples},
        draw::DrawStatistics,
        labels::LabelPlacements,
        settings::ViewSettings,
    },
};

/// Begins a picture that was asked for.
pub(super) fn begin(
    mut requests: MessageReader<PictureCommand>,
    mut commands: Commands,
    mut work: ResMut<PictureWork>,
    mut images: ResMut<Assets<Image>>,
    (device, adapter): (Option<Res<RenderDevice>>, Option<Res<RenderAdapterInfo>>),
    cameras: Query<&Camera, With<GraphCamera>>,
    statistics: Res<DrawStatistics>,
    mut notes: MessageWriter<PictureNote>,
) {
    for request in requests.read() {
        let PictureCommand::Save { scale, panels } = *request else {
            continue;
        };
        if work.busy() {
            continue;
        }
        if device.is_none() {
            notes.write(PictureNote::failed(PictureError::NoAdapter.to_string()));
            continue;
        }
        let Some(window) = cameras.single().ok().and_then(camera::window_size) else {
            notes.write(PictureNote::failed(
                "there is nothing to take a picture of: the window has no size",
            ));
            continue;
        };
        let (least, most) = (
            *PictureSettings::SCALES.start(),
            *PictureSettings::SCALES.end(),
        );
        let (camera, image, size) = if panels {
            (None, None, window)
        } else {
            let size = camera::scaled(window, scale.clamp(least, most), device.as_deref());
            let samples = samples(adapter.as_deref());
            let (camera, image) = camera::spawn(&mut commands, &mut images, size, samples);
            (Some(camera), Some(image), size)
        };
        let logical = cameras
            .single()
            .ok()
            .and_then(Camera::logical_viewport_size);
        work.now = Some(Work::Still {
            camera,
            image,
            scale: size.y as f32 / logical.map_or(size.y as f32, |size| size.y),
            age: 0,
            drawn: statistics.pictures(),
            asked: false,
            captured: Slot::default(),
        });
    }
}

/// Waits for the picture and has it encoded, off the frame's way.
pub(super) fn go_on(
    mut commands: Commands,
    mut work: ResMut<PictureWork>,
    (labels, settings): (Res<LabelPlacements>, Res<ViewSettings>),
    statistics: Res<DrawStatistics>,
    cameras: Query<&Camera, With<GraphCamera>>,
    mut notes: MessageWriter<PictureNote>,
) {
    let Some(Work::Still {
        camera: own,
        image,
        scale,
        age,
        drawn,
        asked,
        captured,
    }) = &mut work.now
    else {
        return;
    };
    *age += 1;
    let own = *own;
    let arrived = captured.take();
    // Its pipelines have to be compiled first, and its image to reach the graphics card.
    let ready = own.is_none() || statistics.pictures() > *drawn;
    if ready && !*asked {
        *asked = true;
        let screenshot = image
            .clone()
            .map_or_else(Screenshot::primary_window, Screenshot::image);
        captured.capture(&mut commands, screenshot);
    }
    let next = match arrived {
        None if *age < PATIENCE => return,
        None => {
            notes.write(PictureNote::failed(
                "the graphics driver did not finish the picture: try a smaller scale",
            ));
            None
        }
        Some(Err(error)) => {
            notes.write(PictureNote::failed(error.to_string()));
            None
        }
        Some(Ok(mut picture)) => {
            // On the window's own picture the interface has written them.
            let labels = if own.is_some() {
                camera::labels_for(cameras.single().ok(), &labels.0)
            } else {
                Vec::new()
            };
            let (ink, background) = (settings.palette().ink, settings.background());
            let scale = *scale;
            let task = AsyncComputeTaskPool::get().spawn(async move {
                caption::write_labels(&mut picture, &labels, scale, ink, background);
                picture.to_png()
            });
            Some(Work::Encoding("png", task))
        }
    };
    if let Some(camera) = own {
        commands.entity(camera).despawn();
    }
    work.now = next;
}

/// Hands a finished file over.
pub(super) fn hand_over(
    mut work: ResMut<PictureWork>,
    scene: Option<Res<CurrentScene>>,
    mut taken: MessageWriter<PictureTaken>,
    mut notes: MessageWriter<PictureNote>,
) {
    let Some(Work::Encoding(ending, task)) = &mut work.now else {
        return;
    };
    let ending = *ending;
    let Some(done) = check_ready(task) else {
        return;
    };
    work.now = None;
    match done {
        Ok(bytes) => {
            taken.write(PictureTaken {
                scene: scene.map(|scene| scene.name.clone()).unwrap_or_default(),
                ending,
                bytes: bytes.into(),
            });
        }
        Err(error) => {
            notes.write(PictureNote::failed(error.to_string()));
        }
    }
}
