//! What moves the camera: a hand, or the framing that was asked for last.

mod aim;
mod motion;
mod pace;
mod requests;
mod state;

pub use state::{Framing, Rig};
