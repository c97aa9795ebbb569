//! The interface over the graph: labels, legend, bars, minimap, help and the entity inspector.

mod compare_bar;
pub(super) mod entities;
pub(super) mod first_steps;
mod help;
mod labels;
mod legend;
mod level_bar;
mod minimap;
pub(super) mod status_line;
mod wave_bar;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::{commands::PanelCommand, kit::notice, systems::PanelSystems};
use crate::{
    escape::{EscapeLayer, EscapePlugin},
    third_party::InterfaceSystems,
};

/// Draws everything over the graph.
pub(super) struct OverlayPlugin;

impl Plugin for OverlayPlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layer(app, EscapeLayer::Help, help::is_help_open, || {
            PanelCommand::CloseHelp
        });
        app.add_plugins(entities::EntityInspectorPlugin)
            .init_resource::<first_steps::FirstSteps>()
            .init_resource::<notice::Notice>()
            .init_resource::<super::kit::columns::StatusLineHeight>()
            .add_systems(Update, (notice::record_notes, first_steps::tick_off_steps))
            .add_systems(
                EguiPrimaryContextPass,
                (
                    status_line::draw_status_line.in_set(PanelSystems::StatusLine),
                    legend::draw_legend.in_set(PanelSystems::Legend),
                    first_steps::draw_first_steps.in_set(PanelSystems::FirstSteps),
                    (
                        labels::paint_labels,
                        labels::paint_marquee,
                        labels::draw_caption,
                        labels::draw_tooltip,
                        (
                            wave_bar::draw_wave_bar,
                            level_bar::draw_level_bar,
                            compare_bar::draw_compare_bar,
                        )
                            .chain(),
                        help::draw_help,
                        notice::draw_notice,
                        minimap::draw_minimap,
                    )
                        .in_set(InterfaceSystems::Windows),
                ),
            );
    }
}
