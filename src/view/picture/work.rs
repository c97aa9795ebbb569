//! The picture or recording in progress: at most one at a time.

use bevy::{prelude::*, tasks::Task};

use super::{PictureError, PictureNote, capture::Captures, film::FilmWork};

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
        captured: Captures,
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
