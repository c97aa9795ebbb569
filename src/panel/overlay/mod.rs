//! The interface over and around the graph: bars, labels, legend, minimap, help and the entity
//! inspector.

mod compare_bar;
mod cursor;
mod document_menu;
pub(super) mod entities;
pub(super) mod first_steps;
mod help;
mod labels;
mod legend;
mod level_bar;
mod loss_card;
mod minimap;
mod selected_card;
mod timeline;
mod top_bar;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::{
    commands::PanelCommand,
    kit::{notice, toasts},
    systems::PanelSystems,
};
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
            .init_resource::<super::kit::places::BarHeights>()
            .add_systems(
                Update,
                (
                    notice::record_notes,
                    toasts::tell_changes.before(notice::record_notes),
                    first_steps::tick_off_steps,
                ),
            )
            .add_systems(
                EguiPrimaryContextPass,
                (
                    top_bar::draw_top_bar.in_set(PanelSystems::TopBar),
                    timeline::draw_timeline.in_set(PanelSystems::Timeline),
                    legend::draw_legend.in_set(PanelSystems::Legend),
                    first_steps::draw_first_steps.in_set(PanelSystems::FirstSteps),
                    (
                        labels::paint_labels,
                        labels::paint_marquee,
                        labels::draw_caption,
                        labels::draw_tooltip,
                        (
                            timeline::draw_lone_wave,
                            level_bar::draw_level_bar,
                            compare_bar::draw_compare_bar,
                            selected_card::draw_selected_card,
                        )
                            .chain(),
                        loss_card::draw_loss_card.after(labels::draw_caption),
                        cursor::show_hand,
                        help::draw_help,
                        notice::draw_notice,
                        minimap::draw_minimap,
                    )
                        .in_set(InterfaceSystems::Windows),
                ),
            );
    }
}
