//! Counters of the render world: frames, draw calls, uploaded bytes. Both worlds can read them.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use bevy::prelude::*;

/// Whether the draw calls are issued. Switched off, a frame does and counts everything else: a
/// benchmark then measures the processor's own work, even with a software renderer.
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
    /// Pictures of the graph that were drawn, for the screen or for a file.
    pub fn frames(&self) -> u64 {
        self.0.frames.load(Relaxed)
    }

    /// Pictures that were drawn by a picture camera, not for the screen.
    pub fn pictures(&self) -> u64 {
        self.0.pictures.load(Relaxed)
    }

    /// Draw calls in total: two a picture, four with a shown level.
    pub fn draws(&self) -> u64 {
        self.0.draws.load(Relaxed)
    }

    /// Bytes of positions and attributes that were uploaded in total.
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
