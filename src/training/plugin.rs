//! Puts training into an app.

use bevy::prelude::*;

use super::{commands::TrainingCommand, journal::Journal, learning, trainer::Trainer};

/// Training's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrainingSystems {
    /// In `PreUpdate`: a new scene's trainer, and commands.
    Command,
    /// In `Update`: rounds.
    Learn,
}

/// The trainer, its history and the log.
pub struct TrainingPlugin;

impl Plugin for TrainingPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<TrainingCommand>()
            .init_resource::<Trainer>()
            .init_resource::<Journal>()
            .init_resource::<learning::NotebookRun>()
            .add_systems(
                PreUpdate,
                (learning::meet_new_scene, learning::steer)
                    .chain()
                    .in_set(TrainingSystems::Command),
            )
            .add_systems(
                Update,
                (learning::meet_edits, learning::learn)
                    .chain()
                    .in_set(TrainingSystems::Learn),
            );
    }
}
