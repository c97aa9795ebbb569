//! Puts training into an app.

use bevy::prelude::*;

use super::{
    commands::TrainingCommand,
    learning::{self, NotebookTrained},
    trainer::Trainer,
};

/// Training's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrainingSystems {
    /// In `PreUpdate`: a new scene's trainer, and commands.
    Command,
    /// In `Update`: rounds.
    Learn,
}

/// The trainer and its loss history.
pub struct TrainingPlugin;

impl Plugin for TrainingPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(TrainingStatePlugin)
            .add_systems(
                PreUpdate,
                (
                    learning::reset_for_new_scene,
                    learning::apply_training_commands,
                )
                    .chain()
                    .in_set(TrainingSystems::Command),
            )
            .add_systems(
                Update,
                (learning::refresh_after_edits, learning::train_rounds)
                    .chain()
                    .in_set(TrainingSystems::Learn),
            );
    }
}

/// The messages and resources of training, without its systems. Adding it twice is harmless.
pub struct TrainingStatePlugin;

impl Plugin for TrainingStatePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<TrainingCommand>()
            .add_message::<NotebookTrained>()
            .init_resource::<Trainer>()
            .init_resource::<learning::NotebookRun>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
