//! The picture or recording in progress: at most one at a time.

use std::sync::{Arc, Mutex, PoisonError};

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    tasks::Task,
};

use super::{Picture, PictureError, PictureNote, film::FilmWork};

/// Number of frames after which a missing picture counts as failed.
pub(super) const PATIENCE: u32 = 300;

/// The picture or recording in progress. While there is one, frames keep coming.
#[derive(Resource, Default)]
pub struct PictureWork {
    pub(super) now: Option<Work>,
}

/// A picture, a drawing or a recording.
pub(super) enum Work {
    /// A picture of a camera of its own, or of the window.
    Still {
        camera: Option<Entity>,
        image: Option<Handle<Image>>,
        /// Pixels per logical pixel of the window.
        scale: f32,
        /// A remark for the user, if any.
        remark: Option<String>,
        age: u32,
        /// Number of drawn pictures at the request. The capture waits until there are more.
        drawn: u64,
        asked: bool,
        captured: CaptureSlot,
    },
    /// A task encodes the file.
    Encoding {
        /// File extension.
        ending: &'static str,
        /// A remark for the user, if any.
        remark: Option<String>,
        /// Content of the file.
        file: Task<Result<Vec<u8>, PictureError>>,
    },
    /// A recording.
    Film(Box<FilmWork>),
}

impl PictureWork {
    /// Whether a picture or recording is in progress.
    pub fn is_busy(&self) -> bool {
        self.now.is_some()
    }

    /// Whether another picture may begin; if not, writes the reason to `notes`.
    pub(super) fn is_free(&self, notes: &mut MessageWriter<PictureNote>) -> bool {
        if self.is_busy() {
            notes.write(PictureNote::failed(match self.recording_progress() {
                Some(_) => "a recording is in the making: end it first, or throw it away",
                None => "a picture is in the making: wait for it",
            }));
        }
        !self.is_busy()
    }

    /// Frames so far, most frames, and bytes so far of the recording in progress.
    pub fn recording_progress(&self) -> Option<(u32, u32, usize)> {
        match &self.now {
            Some(Work::Film(film)) => Some(film.progress()),
            _ => None,
        }
    }
}

/// The place where a captured picture arrives.
#[derive(Clone, Default)]
pub(super) struct CaptureSlot(Arc<Mutex<Option<Result<Picture, PictureError>>>>);

impl CaptureSlot {
    /// Captures the screenshot's target at the end of this frame.
    pub fn start_capture(&self, commands: &mut Commands, screenshot: Screenshot) {
        let slot = self.clone();
        commands
            .spawn(screenshot)
            .observe(move |captured: On<ScreenshotCaptured>| {
                *slot.0.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(Picture::from_image(&captured.image));
            });
    }

    /// Takes the picture out of the slot, if it has arrived.
    pub fn take_picture(&self) -> Option<Result<Picture, PictureError>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
