//! The renderer's side of cameras that draw pictures.

use bevy::prelude::*;

/// Marks a picture's camera in the render world.
#[derive(Component, Clone, Copy, Debug, Default)]
pub(in crate::view) struct PictureView;

/// The picture height for which smallest sizes are defined: they scale with pictures of more
/// pixels.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub(crate) struct PictureHeight {
    /// Height of the window or image that the user sees, pixels.
    pub pixels: f32,
    /// Pixels of the window or image that count as one.
    pub fineness: f32,
}

impl Default for PictureHeight {
    fn default() -> Self {
        Self {
            pixels: 0.0,
            fineness: 1.0,
        }
    }
}
