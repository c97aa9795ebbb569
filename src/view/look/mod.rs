//! The look of the graph: modes, settings, colours, and the appearance of every vertex and edge.
//!
//! This room reads the graph, its growth and its physics, and handles [`LookCommand`]. No other
//! room of the view is below it.

pub(crate) mod appearance;
pub(crate) mod commands;
pub(crate) mod highlight;
pub(crate) mod meaning;
pub(crate) mod mode;
pub mod palette;
pub(crate) mod settings;
pub(crate) mod theme;
pub(crate) mod wave_pass;

use bevy::prelude::*;

use appearance::Appearance;
use commands::LookCommand;
use highlight::HoverFade;
use meaning::Attributes;
use settings::ViewSettings;
use wave_pass::{ShownPass, WaveOrder};

/// The systems of the look.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LookSystems {
    /// Handles [`LookCommand`], in `Update`.
    Command,
    /// Measures what the mode shows, and derives the appearance of every vertex and edge, in
    /// `PostUpdate`.
    Appearance,
}

/// Adds the settings of the view and the appearance that follows from them.
pub(in crate::view) struct LookPlugin;

impl Plugin for LookPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<LookCommand>()
            .init_resource::<ViewSettings>()
            .init_resource::<ShownPass>()
            .init_resource::<WaveOrder>()
            .init_resource::<Attributes>()
            .init_resource::<Appearance>()
            .init_resource::<HoverFade>()
            .add_systems(
                Update,
                commands::apply_look_commands.in_set(LookSystems::Command),
            )
            .add_systems(
                PostUpdate,
                (
                    meaning::update_attributes,
                    highlight::fade_hover,
                    appearance::update_appearance,
                )
                    .chain()
                    .in_set(LookSystems::Appearance),
            );
    }
}
