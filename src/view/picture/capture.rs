//! Captured pictures on their way from the graphics card, in the order of their requests.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

#[cfg(not(target_arch = "wasm32"))]
use bevy::render::{render_resource::PollType, renderer::RenderDevice};
use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
};

use super::{error::PictureError, image::Picture};

/// A captured picture that has not arrived after this many frames never will.
pub(crate) const PATIENCE: u32 = 600;

/// The pictures that have arrived, oldest first.
#[derive(Clone, Default)]
pub(crate) struct Captures(Arc<Mutex<VecDeque<Result<Picture, PictureError>>>>);

impl Captures {
    /// Requests a capture of the screenshot's target at the end of this frame.
    pub fn request(&self, commands: &mut Commands, screenshot: Screenshot) {
        let arrived = self.0.clone();
        commands
            .spawn(screenshot)
            .observe(move |captured: On<ScreenshotCaptured>| {
                let mut arrived = arrived.lock().unwrap_or_else(PoisonError::into_inner);
                arrived.push_back(Picture::from_image(&captured.image));
            });
    }

    /// Takes the oldest picture that has arrived.
    pub fn take(&self) -> Option<Result<Picture, PictureError>> {
        let mut arrived = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        arrived.pop_front()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Captures {
    /// Requests a capture from outside of a schedule.
    pub fn request_in(&self, world: &mut World, screenshot: Screenshot) {
        self.request(&mut world.commands(), screenshot);
        world.flush();
    }

    /// Runs frames until the oldest picture arrives.
    ///
    /// # Errors
    /// [`PictureError::NoPicture`] if the graphics driver never delivers.
    pub fn wait(&self, app: &mut App) -> Result<Picture, PictureError> {
        for _ in 0..PATIENCE {
            if let Some(picture) = self.take() {
                return picture;
            }
            run_frame(app);
        }
        Err(PictureError::NoPicture)
    }
}

/// Runs one frame, and waits for the graphics card.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn run_frame(app: &mut App) {
    app.update();
    let device = app.world().resource::<RenderDevice>();
    // A lost device draws no picture: the capture then times out.
    let _ = device.wgpu_device().poll(PollType::wait_indefinitely());
}
