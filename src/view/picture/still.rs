//! Single pictures: a PNG of the view at any scale, or of the window with its panels.

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
    capture::{Captures, PATIENCE},
    signs,
    work::Work,
};
use crate::{
    graph::CurrentScene,
    view::{
        camera::{GraphCamera, samples},
        draw::DrawStatistics,
        look::settings::ViewSettings,
        marks::{labels::LabelPlacements, legend::Legend},
    },
};

/// Handles [`PictureCommand::Save`]: spawns a picture camera, or prepares a capture of the window.
pub(super) fn handle_still_requests(
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
        if !work.is_free(&mut notes) {
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
        let (camera, image, size, remark) = if panels {
            (None, None, window, None)
        } else {
            let scale = scale.clamp(least, most);
            let size = camera::scaled_size(window, scale, device.as_deref());
            let remark = describe_reduction(window * scale, size);
            let samples = samples(adapter.as_deref());
            let (camera, image) =
                camera::spawn_picture_camera(&mut commands, &mut images, size, samples);
            (Some(camera), Some(image), size, remark)
        };
        let logical = cameras
            .single()
            .ok()
            .and_then(Camera::logical_viewport_size);
        work.now = Some(Work::Still {
            camera,
            image,
            scale: size.y as f32 / logical.map_or(size.y as f32, |size| size.y),
            remark,
            age: 0,
            drawn: statistics.pictures(),
            asked: false,
            captured: Captures::default(),
        });
    }
}

/// A remark if the picture is smaller than requested.
fn describe_reduction(wanted: UVec2, size: UVec2) -> Option<String> {
    (size != wanted).then(|| {
        let (UVec2 { x, y }, most) = (size, size.max_element());
        format!("{x} × {y} pixels: this graphics card draws no more than {most} on a side")
    })
}

/// Captures the picture once it was drawn, waits for it, and starts a task that encodes it.
pub(super) fn advance_still(
    mut commands: Commands,
    mut work: ResMut<PictureWork>,
    (labels, settings): (Res<LabelPlacements>, Res<ViewSettings>),
    (pictures, legend): (Res<PictureSettings>, Res<Legend>),
    statistics: Res<DrawStatistics>,
    cameras: Query<&Camera, With<GraphCamera>>,
    mut notes: MessageWriter<PictureNote>,
) {
    let Some(Work::Still {
        camera: own,
        image,
        scale,
        remark,
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
    // Wait until the camera has drawn once: its pipelines and its image must be ready.
    let ready = own.is_none() || statistics.pictures() > *drawn;
    if ready && !*asked {
        *asked = true;
        let screenshot = image
            .clone()
            .map_or_else(Screenshot::primary_window, Screenshot::image);
        captured.request(&mut commands, screenshot);
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
            // A picture of the window already has the interface's labels.
            let labels = if own.is_some() {
                camera::labels_for(cameras.single().ok(), &labels.0)
            } else {
                Vec::new()
            };
            let (ink, background) = (settings.palette().ink, settings.background());
            let scale = *scale;
            // A picture of the window already has the interface's legend, if it is shown.
            let signs = match own.is_some() && pictures.legend {
                true => signs::list_signs(&legend),
                false => Vec::new(),
            };
            let file = AsyncComputeTaskPool::get().spawn(async move {
                caption::write_labels(&mut picture, &labels, scale, ink, background);
                caption::write_signs(&mut picture, &signs, scale, ink, background);
                picture.to_png()
            });
            Some(Work::Encoding {
                ending: "png",
                remark: remark.take(),
                file,
            })
        }
    };
    if let Some(camera) = own {
        commands.entity(camera).despawn();
    }
    work.now = next;
}

/// Sends a finished file as [`PictureTaken`].
pub(super) fn deliver_file(
    mut work: ResMut<PictureWork>,
    scene: Option<Res<CurrentScene>>,
    mut taken: MessageWriter<PictureTaken>,
    mut notes: MessageWriter<PictureNote>,
) {
    let Some(Work::Encoding {
        ending,
        remark,
        file,
    }) = &mut work.now
    else {
        return;
    };
    let Some(done) = check_ready(file) else {
        return;
    };
    let (ending, remark) = (*ending, remark.take());
    work.now = None;
    match done {
        Ok(bytes) => {
            taken.write(PictureTaken {
                scene: scene.map(|scene| scene.name.clone()).unwrap_or_default(),
                ending,
                remark,
                bytes: bytes.into(),
            });
        }
        Err(error) => {
            notes.write(PictureNote::failed(error.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_smaller_than_was_asked_for_says_so() {
        let size = UVec2::new(4096, 2560);
        assert_eq!(describe_reduction(size, size), None);
        let told = describe_reduction(UVec2::new(5120, 3200), size).expect("it is smaller");
        assert!(
            told.contains("4096 × 2560") && told.contains("no more than 4096"),
            "{told}"
        );
    }
}
