//! The picture or recording that is in the making: one at a time.

use bevy::{prelude::*, tasks::Task};

use super::{PictureError, PictureNote, capture::Captures, film::FilmWork};

/// What is in the making. It says so until it is done, so that frames come.
#[derive(Resource, Default)]
pub struct PictureWork {
    pub(super) now: Option<Work>,
}

/// A picture, a drawing or a recording.
pub(super) enum Work {
    /// A camera of its own was spawned, or the window is to be captured.
    Still {
        camera: Option<Entity>,
        image: Option<Handle<Image>>,
        /// Pixels a logical pixel of the window.
        scale: f32,
        /// What is to be said about it.
        remark: Option<String>,
        age: u32,
        /// Pictures that had been drawn when it was asked for: this one is captured when there are more.
        drawn: u64,
        asked: bool,
        captured: Captures,
    },
    /// Its file is being written.
    Encoding {
        /// The ending of its name.
        ending: &'static str,
        /// What is to be said about it.
        remark: Option<String>,
        /// Its bytes.
        file: Task<Result<Vec<u8>, PictureError>>,
    },
    /// A recording.
    Film(Box<FilmWork>),
}

impl PictureWork {
    /// Whether anything is in the making.
    pub fn busy(&self) -> bool {
        self.now.is_some()
    }

    /// Whether something else may be begun; if not, says why.
    pub(super) fn is_free(&self, notes: &mut MessageWriter<PictureNote>) -> bool {
        if self.busy() {
            notes.write(PictureNote::failed(match self.recorded() {
                Some(_) => "a recording is in the making: end it first, or throw it away",
                None => "a picture is in the making: wait for it",
            }));
        }
        !self.busy()
    }

    /// Frames of the recording so far, frames of it at most, and its bytes so far.
    pub fn recorded(&self) -> Option<(u32, u32, usize)> {
        match &self.now {
            Some(Work::Film(film)) => Some(film.progress()),
            _ => None,
        }
    }
}
