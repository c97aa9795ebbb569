//! The shown level of the coarsening: a graph drawn over the graph that it stands for, with the
//! pairs that merge next, and the frame that maps it to the finer level.
//!
//! It reads the graph and the simulation. While no level is shown, it keeps and computes nothing.

mod figure;
mod follow;
mod looks;
mod merged;
mod state;

use bevy::prelude::*;

pub use figure::FrameFigure;
pub use follow::HoveredPart;
pub(in crate::view) use looks::{axis_colour, level_colour};
pub use merged::{Bond, Merged};
pub use state::{LevelCommand, LevelView};

use crate::view::marks::systems::MarksSystems;

/// Keeps [`LevelView`] up to date.
pub(in crate::view) struct LevelsPlugin;

impl Plugin for LevelsPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<LevelCommand>()
            .init_resource::<LevelView>()
            .init_resource::<HoveredPart>()
            .add_systems(
                Update,
                (follow::apply_scene_level, follow::apply_level_commands)
                    .chain()
                    .in_set(MarksSystems::LevelCommand),
            )
            .add_systems(
                PostUpdate,
                (
                    follow::update_level_graph,
                    follow::update_level_positions,
                    looks::update_level_looks,
                )
                    .chain()
                    .in_set(MarksSystems::Level),
            );
    }
}
