//! Commands for pictures, from the interface, keys, tests and scripts, and the messages with their
//! results.

use std::sync::Arc;

use bevy::prelude::*;

/// Asks for pictures of the view.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum PictureCommand {
    /// Saves a PNG of the view.
    Save {
        /// Pixels of the picture per pixel of the window, 1 to 4; 1 with panels.
        scale: u32,
        /// Whether the picture shows the panels.
        panels: bool,
    },
    /// Saves the view as SVG, for print.
    SaveSvg,
    /// Records an animated PNG; it ends after
    /// [`PictureSettings::seconds`](super::PictureSettings::seconds).
    Record(Film),
    /// Ends the recording and saves the frames so far.
    Finish,
    /// Ends the recording and discards it.
    Cancel,
    /// Changes [`PictureSettings::scale`](super::PictureSettings::scale).
    Scale(u32),
    /// Changes [`PictureSettings::panels`](super::PictureSettings::panels).
    Panels(bool),
    /// Changes [`PictureSettings::legend`](super::PictureSettings::legend).
    Legend(bool),
    /// Changes [`PictureSettings::seconds`](super::PictureSettings::seconds); must be finite.
    Seconds(f32),
}

/// The subject of a recording.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Film {
    /// The growth of the graph from its first vertex.
    Growth,
    /// The training of the network.
    Training,
    /// The view as it is.
    View,
}

/// A finished picture. The room that stores files keeps it.
#[derive(Message, Clone, Debug)]
pub struct PictureTaken {
    /// Name of the scene.
    pub scene: String,
    /// File extension: `png` or `svg`.
    pub ending: &'static str,
    /// A remark for the user, if any.
    pub remark: Option<String>,
    /// Content of the file.
    pub bytes: Arc<Vec<u8>>,
}

/// A message to the user about a picture.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct PictureNote {
    /// Whether the picture exists.
    pub good: bool,
    /// The picture's place, or the reason of the failure and the remedy.
    pub text: String,
}

impl PictureNote {
    /// A message with the reason why there is no picture.
    pub fn failed(text: impl Into<String>) -> Self {
        Self {
            good: false,
            text: text.into(),
        }
    }
}
