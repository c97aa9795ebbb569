//! The panels: they read resources, and act through the same messages as keys, tests and scripts.

mod bar;
mod camera;
mod columns;
mod compare_bar;
mod constants;
mod controls;
mod draw;
mod filter;
mod first_steps;
mod growth;
mod help;
mod inspector;
mod keys;
mod legend;
mod level_bar;
mod log;
mod loss_curve;
mod minimap;
mod names;
mod notice;
mod numbers;
mod overlay;
mod picture;
mod predictions;
mod scene;
mod search;
mod selection;
mod shortcuts;
mod state;
mod status;
mod status_line;
mod training;
mod view;
mod wave_bar;
mod widgets;

use bevy::{input::InputSystems, prelude::*};
use bevy_egui::EguiPrimaryContextPass;

pub use controls::Controls;
pub use first_steps::FirstSteps;
pub use log::ClearLog;
pub use scene::SceneDraft;
pub use shortcuts::{Action, SHORTCUTS, Shortcut, Subject};
pub use state::{PanelCommand, Panels, Section};
pub use status::{FrameStatistics, SelectedIds, Status, StatusReader};
pub use training::TrainingDraft;

use crate::{
    explore::{
        Choices, Filtered, Search,
        commands::{FilterCommand, SearchCommand, Walk},
    },
    files::ResetPreferences,
    graph::{
        self,
        commands::{Drag, LoadScene, PinCommand, Select, SetLeaf, SetPinned},
    },
    growth::{Growth, RisingGraph, commands::GrowthCommand},
    physics::{
        self,
        commands::{ChangeSettings, ClockCommand, MeasureForceError, Unfold},
    },
    third_party::{EntityInspectorPlugin, InterfacePlugin, InterfaceSystems, InterfaceTheme},
    training::{Journal, Trainer, commands::TrainingCommand},
    view::{
        Bookmarks, CameraCommand, CameraSettings, CameraSummary, ChoosePictureFolder, HoveredPart,
        LabelPlacements, LevelCommand, LevelView, LookCommand, Marquee, Minimap, PictureCommand,
        PictureFolder, PictureNote, PictureSettings, PictureWork, Theme, Tool, UseTool,
        ViewRefusal, ViewSettings, Wave, WaveCommand, WaveOrder,
    },
};

/// The panels, the keys and what is written over the graph.
pub struct PanelPlugin;

impl Plugin for PanelPlugin {
    fn build(&self, app: &mut App) {
        if !app.is_plugin_added::<InterfacePlugin>() {
            app.add_plugins((InterfacePlugin, EntityInspectorPlugin));
        }
        app.init_resource::<Panels>()
            .init_resource::<Controls>()
            .init_resource::<FirstSteps>()
            .init_resource::<SceneDraft>()
            .init_resource::<TrainingDraft>()
            .init_resource::<FrameStatistics>()
            .init_resource::<SelectedIds>()
            .init_resource::<search::SearchField>()
            .init_resource::<LabelPlacements>()
            .init_resource::<constants::ConstantSliders>()
            .init_resource::<constants::LevelsLine>()
            .init_resource::<notice::Notice>()
            .init_resource::<keys::HeldKeys>()
            .add_message::<PanelCommand>()
            .add_message::<ClearLog>();
        add_what_is_shared(app);
        app.add_systems(First, status::measure_frames.after(bevy::time::TimeSystems))
            .add_systems(
                PreUpdate,
                (
                    (keys::press_keys, keys::fly).after(InputSystems),
                    follow_theme,
                ),
            )
            .add_systems(
                Update,
                (
                    state::apply_commands,
                    state::open_the_log,
                    log::clear,
                    notice::take_notes,
                    training::follow_scene,
                    first_steps::watch,
                    status::name_selection.after(graph::GraphSystems::Mirror),
                ),
            )
            .add_systems(
                EguiPrimaryContextPass,
                (
                    draw::draw_panels.in_set(InterfaceSystems::Panels),
                    (
                        overlay::paint_labels,
                        overlay::paint_marquee,
                        overlay::paint_caption,
                        overlay::show_tooltip,
                        (wave_bar::show, level_bar::show, compare_bar::show).chain(),
                        help::show,
                        notice::show,
                        minimap::show,
                    )
                        .in_set(InterfaceSystems::Windows),
                ),
            );
    }
}

/// What the panels read and write, so that they run before, and without, the
/// rooms that own it; adding it twice is harmless.
fn add_what_is_shared(app: &mut App) {
    app.init_resource::<graph::CurrentScene>()
        .init_resource::<graph::GraphIndex>()
        .init_resource::<graph::Network>()
        .init_resource::<graph::Selection>()
        .init_resource::<graph::Hovered>()
        .init_resource::<graph::Held>()
        .init_resource::<graph::Pins>()
        .init_resource::<Search>()
        .init_resource::<Filtered>()
        .init_resource::<Choices>()
        .init_resource::<Tool>()
        .init_resource::<Marquee>()
        .add_message::<SearchCommand>()
        .add_message::<FilterCommand>()
        .add_message::<Walk>()
        .add_message::<Drag>()
        .add_message::<PinCommand>()
        .add_message::<UseTool>()
        .init_resource::<Growth>()
        .init_resource::<RisingGraph>()
        .init_resource::<physics::Physics>()
        .init_resource::<physics::SimulationClock>()
        .init_resource::<physics::SimulationStatus>()
        .init_resource::<physics::Comparison>()
        .init_resource::<Trainer>()
        .init_resource::<Journal>()
        .init_resource::<ViewSettings>()
        .init_resource::<Wave>()
        .init_resource::<LevelView>()
        .init_resource::<HoveredPart>()
        .init_resource::<WaveOrder>()
        .init_resource::<CameraSettings>()
        .init_resource::<CameraSummary>()
        .init_resource::<Bookmarks>()
        .init_resource::<Minimap>()
        .add_message::<LoadScene>()
        .add_message::<graph::SceneLoaded>()
        .add_message::<Select>()
        .add_message::<SetPinned>()
        .add_message::<SetLeaf>()
        .add_message::<GrowthCommand>()
        .add_message::<ChangeSettings>()
        .add_message::<ClockCommand>()
        .add_message::<MeasureForceError>()
        .add_message::<Unfold>()
        .add_message::<TrainingCommand>()
        .add_message::<CameraCommand>()
        .add_message::<LookCommand>()
        .add_message::<WaveCommand>()
        .add_message::<LevelCommand>()
        .init_resource::<PictureSettings>()
        .init_resource::<PictureWork>()
        .init_resource::<PictureFolder>()
        .add_message::<PictureCommand>()
        .add_message::<PictureNote>()
        .add_message::<ViewRefusal>()
        .add_message::<ChoosePictureFolder>()
        .add_message::<ResetPreferences>();
}

/// The panels wear the view's theme.
fn follow_theme(settings: Res<ViewSettings>, mut theme: ResMut<InterfaceTheme>) {
    theme.set_if_neq(match settings.theme {
        Theme::Dark => InterfaceTheme::Dark,
        Theme::Light => InterfaceTheme::Light,
    });
}
