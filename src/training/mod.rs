//! The Bevy side of learning: the trainer, its commands, the loss history, the log.

pub mod commands;
mod journal;
mod learning;
mod plugin;
mod trainer;

pub use journal::{Journal, Line};
pub use plugin::{TrainingPlugin, TrainingSystems};
pub use trainer::{Pace, Trainer};
