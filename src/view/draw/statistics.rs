//! What drawing costs, counted where it happens, readable everywhere.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use bevy::prelude::*;

/// Whether the two draws reach the graphics card. Switched off, a frame does
/// and counts all that it otherwise does, but for the pixels: what remains is
/// the processor's own work, even where the processor draws, too.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels(pub bool);

impl Default for Pixels {
    fn default() -> Self {
        Self(true)
    }
}

/// Counters of the render world, shared with the main world. They only grow.
#[derive(Resource, Clone, Default)]
pub struct DrawStatistics(Arc<Counters>);

#[derive(Default)]
struct Counters {
    frames: AtomicU64,
    pictures: AtomicU64,
    draws: AtomicU64,
    uploaded: AtomicU64,
}

impl DrawStatistics {
    /// Pictures of the graph that were drawn.
    pub fn frames(&self) -> u64 {
        self.0.frames.load(Relaxed)
    }

    /// Those of them that were drawn by a camera of a picture, not for the screen.
    pub fn pictures(&self) -> u64 {
        self.0.pictures.load(Relaxed)
    }

    /// Draw calls in all: at most two a picture.
    pub fn draws(&self) -> u64 {
        self.0.draws.load(Relaxed)
    }

    /// Bytes of positions and attributes that were sent to the graphics card in all.
    pub fn uploaded_bytes(&self) -> u64 {
        self.0.uploaded.load(Relaxed)
    }

    pub(super) fn count_frame(&self, draws: u64, picture: bool) {
        self.0.pictures.fetch_add(picture.into(), Relaxed);
        self.0.frames.fetch_add(1, Relaxed);
        self.0.draws.fetch_add(draws, Relaxed);
    }

    pub(super) fn count_upload(&self, bytes: usize) {
        self.0.uploaded.fetch_add(bytes as u64, Relaxed);
    }
}
