//! The Bevy side of learning: the trainer, its commands, the loss history, the log.

pub mod commands;
mod journal;
mod trainer;

pub use journal::{Journal, Line};
pub use trainer::{Pace, Trainer};
