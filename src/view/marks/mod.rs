//! The marks around the graph: labels, legend, minimap, the coarsening shown, and waves.
//!
//! This room reads the look and the camera, and places its marks for the rooms that draw. The
//! waves write the shown pass into the look.

pub(crate) mod labels;
pub(crate) mod legend;
pub(crate) mod levels;
pub(crate) mod minimap;
mod systems;
pub(crate) mod waves;

use bevy::prelude::*;

pub use systems::MarksSystems;

use labels::LabelPlacements;
use legend::Legend;
use minimap::Minimap;
use waves::{Wave, WaveCommand};

/// Adds labels, legend, minimap, the shown level of the coarsening, and waves.
pub(in crate::view) struct MarksPlugin;

impl Plugin for MarksPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<WaveCommand>()
            .init_resource::<Wave>()
            .init_resource::<Legend>()
            .init_resource::<Minimap>()
            .init_resource::<LabelPlacements>()
            .init_resource::<labels::PlacedLabels>()
            .add_plugins(levels::LevelsPlugin)
            .add_systems(
                Update,
                (
                    waves::reset_wave,
                    waves::apply_wave_commands,
                    waves::advance_wave,
                )
                    .chain()
                    .in_set(MarksSystems::Wave),
            )
            .add_systems(
                PostUpdate,
                (
                    minimap::update_minimap.in_set(MarksSystems::Minimap),
                    legend::update_legend.in_set(MarksSystems::Legend),
                    labels::place_labels.in_set(MarksSystems::Labels),
                ),
            );
    }
}
