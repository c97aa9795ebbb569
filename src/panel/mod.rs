//! The interface: sections in drawers, bars and windows around and over the graph, and the keys.
//!
//! It reads the resources of every room below it and changes them by commands alone. Sections
//! register themselves (`kit::section`), and draw in `EguiPrimaryContextPass`.

mod command_handlers;
mod commands;
mod fingers;
mod keys;
mod kit;
mod news;
mod overlay;
mod sections;
mod state;
mod systems;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

pub use commands::{PanelCommand, ResetPreferences};
pub use keys::{
    action::{Action, ActionPressed, PanelAction, SelectionAction, TimeAction, ViewAction},
    chord::{Chord, ChordKey},
    gestures::{FINGER_GESTURES, GESTURES, Gesture, controls_markdown, gesture_lists},
    shortcuts::{SHORTCUTS, Shortcut, Subject},
};
pub use kit::controls::Controls;
pub use overlay::{entities::EntityInspector, first_steps::FirstSteps};
pub use sections::{log::ClearLog, training::TrainingDraft};
pub use state::{PanelPlace, Panels, Section};

pub(crate) use systems::PanelSystems;

use crate::{
    interface::{CoarseTargets, InterfaceTheme, PointsWithFingers},
    status::StatusPlugin,
    third_party::{InterfacePlugin, InterfaceSystems},
    view::{Theme, ViewSettings},
};

/// The panels, the keys and everything that is drawn over the graph.
pub struct PanelPlugin;

impl Plugin for PanelPlugin {
    fn build(&self, app: &mut App) {
        if !app.is_plugin_added::<InterfacePlugin>() {
            app.add_plugins(InterfacePlugin);
        }
        app.init_resource::<Panels>()
            .init_resource::<Controls>()
            .init_resource::<news::ShownNumbers>()
            .add_message::<PanelCommand>()
            .add_message::<ResetPreferences>()
            .add_plugins((
                StatusPlugin,
                keys::KeysPlugin,
                sections::SectionsPlugin,
                overlay::OverlayPlugin,
            ))
            .init_resource::<PointsWithFingers>()
            .init_resource::<CoarseTargets>()
            .add_systems(PreUpdate, (match_theme, fingers::choose_target_size))
            .add_systems(Last, news::gather_news.before(InterfaceSystems::Refresh))
            .add_systems(
                Update,
                (
                    command_handlers::apply_panel_commands,
                    command_handlers::open_log_for_notebook,
                ),
            )
            .add_systems(
                EguiPrimaryContextPass,
                (
                    kit::controls::forget_last_frame.in_set(PanelSystems::Begin),
                    kit::places::draw_places.in_set(PanelSystems::Places),
                    kit::places::draw_show_button.in_set(PanelSystems::ShowButton),
                ),
            );
    }
}

/// Gives the interface the theme of the view.
fn match_theme(settings: Res<ViewSettings>, mut theme: ResMut<InterfaceTheme>) {
    theme.set_if_neq(match settings.theme {
        Theme::Dark => InterfaceTheme::Dark,
        Theme::Light => InterfaceTheme::Light,
    });
}
