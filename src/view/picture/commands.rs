//! What a person, a key, a test or a script can ask for, and what comes of it.

use std::sync::Arc;

use bevy::prelude::*;

/// Asks for pictures of the view.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum PictureCommand {
    /// Saves a PNG of the view.
    Save {
        /// Pixels of the picture for one of the window, 1 … 4; with panels it is 1.
        scale: u32,
        /// Whether the panels are on it.
        panels: bool,
    },
    /// Saves the view as SVG, for print.
    SaveSvg,
    /// Records an animated PNG; ends by itself after
    /// [`PictureSettings::seconds`](super::PictureSettings::seconds).
    Record(Film),
    /// Ends the recording and saves what there is.
    Finish,
    /// Ends the recording and throws it away.
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

/// What is recorded.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Film {
    /// The graph grows, from its first vertex on.
    Growth,
    /// The network learns while the graph is there.
    Training,
    /// Whatever happens.
    View,
}

/// A picture is there and wants to be kept; whoever knows where pictures go hears this.
#[derive(Message, Clone, Debug)]
pub struct PictureTaken {
    /// The scene that it shows.
    pub scene: String,
    /// The ending of its name: `png` or `svg`.
    pub ending: &'static str,
    /// What is to be said about it beside where it is, if anything.
    pub remark: Option<String>,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
}

/// What became of a picture, for people.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct PictureNote {
    /// Whether it is there.
    pub good: bool,
    /// Where it is, or why not and what to do.
    pub text: String,
}

impl PictureNote {
    /// Says why there is no picture.
    pub fn failed(text: impl Into<String>) -> Self {
        Self {
            good: false,
            text: text.into(),
        }
    }
}
