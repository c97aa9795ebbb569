//! Where the interface is on the screen, so that the camera and the picking keep out of it.

use bevy::prelude::*;

/// The interface's share of the window, written by the panels each frame,
/// read by camera, picking and keys.
#[derive(Resource, Clone, Debug, Default)]
pub struct InterfaceArea {
    /// Rectangles of the visible panels, logical pixels from the window's top left.
    pub rects: Vec<Rect>,
    /// Part of the window that no panel covers: where the graph should be framed.
    pub free: Rect,
    /// Whether the pointer is over a panel, or drags something that began on one.
    pub has_pointer: bool,
    /// Whether a text field has the keyboard: shortcuts are dead then.
    pub has_keyboard: bool,
    /// Whether any widget has the focus: `Space` presses it and must do nothing else.
    pub has_focus: bool,
    /// Whether the keyboard is to go to the interface: to its first widget, with the next frame.
    pub wants_focus: bool,
}

/// Whether the interface needs more frames although nobody touches anything:
/// a fading tooltip, an opening panel, a hover effect that has to finish.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterfaceMotion {
    /// Whether the next frame should come by itself.
    pub wants_frames: bool,
}

/// Whether the interface is dark or light.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterfaceTheme {
    /// Light text on dark panels.
    #[default]
    Dark,
    /// Dark text on light panels.
    Light,
}

/// What the interface took of the last frame, wall time: drawing the panels,
/// laying out their text, cutting them into triangles.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct InterfaceCost {
    /// Seconds.
    pub seconds: f64,
}
