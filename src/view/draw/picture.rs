//! Cameras that draw pictures, as the renderer knows them.

use bevy::prelude::*;

/// Marks a picture's camera in the renderer.
#[derive(Component, Clone, Copy, Debug, Default)]
pub(in crate::view) struct PictureView;

/// The picture that smallest sizes are meant for: they grow with one that has more pixels.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub(in crate::view) struct PictureHeight {
    /// Its height, pixels: that of what people look at.
    pub pixels: f32,
    /// How many pixels of what people look at are to count as one.
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
