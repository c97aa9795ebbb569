//! The camera rig: it holds the camera's orbit and its goal, and moves one towards the other.
//!
//! Gestures, flight by keys and the framing set the goal; easing towards it depends on time alone,
//! not on the frame rate.

mod aim;
mod fit;
mod motion;
mod pace;
mod requests;
mod state;

pub(in crate::view::camera) use fit::DrawnGraph;
pub use state::{Framing, Rig};
