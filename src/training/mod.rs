//! The Bevy side of learning: the trainer, its commands, the loss history, the notebook's run.
//!
//! Training reads and writes [`crate::graph::Network`], which owns the parameters. It writes its
//! report into the journal, and [`NotebookTrained`] when the notebook's rounds are done.

pub mod commands;
mod learning;
mod plugin;
mod report;
mod trainer;

pub use learning::{NotebookTrained, PLAY_SECONDS};
pub use plugin::{TrainingPlugin, TrainingStatePlugin, TrainingSystems};
pub use trainer::{Pace, Trainer};
