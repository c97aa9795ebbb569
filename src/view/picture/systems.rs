//! The system sets of this room; the view declares their order.

use bevy::prelude::*;

/// The systems of pictures and recordings.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureSystems {
    /// Handles [`PictureCommand`](super::commands::PictureCommand) and begins pictures and
    /// recordings, in `Update`.
    Begin,
    /// Saves finished pictures in the chosen folder, in `Update`.
    Save,
    /// Moves the picture's camera to the graph's camera, in `PostUpdate`.
    Follow,
    /// Captures, encodes and delivers pictures and frames, in `Last`.
    Deliver,
}
