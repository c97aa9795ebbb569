//! The view: look, camera, marks, draw, pointer and picture.
//!
//! The six rooms stand on floors in this order: a room imports only rooms before it. This page
//! and [`offscreen`], which hosts the view without a window, know all of them; this page declares the
//! order of their systems.

pub(crate) mod camera;
pub(crate) mod draw;
mod escape;
pub(crate) mod look;
pub(crate) mod marks;
#[cfg(not(target_arch = "wasm32"))]
pub mod offscreen;
pub mod picture;
pub(crate) mod pointer;

use bevy::{
    camera::CameraUpdateSystems,
    core_pipeline::{Core3d, Core3dSystems, core_3d::main_opaque_pass_3d},
    input::InputSystems,
    prelude::*,
    render::{Render, RenderApp, RenderSystems},
    transform::TransformSystems,
};

pub use camera::{
    Bookmark, Bookmarks, CameraCommand, CameraMotion, CameraSettings, CameraSummary, CameraSystems,
    Framing, GraphCamera, GraphTarget, Lens, MOST_BOOKMARKS, Orbit, Rig, Side, Standpoint,
    ViewRefusal, extent::GraphExtent, grip::Grip, samples,
};
pub use draw::{DrawStatistics, DrawSystems, Pixels, USUAL_HEIGHT};
pub use look::{
    LookSystems,
    appearance::{Appearance, EdgeInstance, HighlightFlags, VertexInstance},
    commands::LookCommand,
    highlight::HoverFade,
    meaning::{Attributes, Classes, LegendContents, Scale, Span},
    mode::ViewMode,
    palette,
    settings::ViewSettings,
    theme::{ColourVision, Theme},
    wave_pass::{PassDirection, ShownPass, WaveOrder},
};
pub use marks::{
    MarksSystems,
    labels::{LabelPlacement, LabelPlacements},
    legend::{Legend, LegendBar, LegendEntry, LegendInputs, LegendShape, LegendTick, build_legend},
    levels::{Bond, FrameFigure, HoveredPart, LevelCommand, LevelView, Merged},
    minimap::Minimap,
    waves::{Wave, WaveCommand},
};
pub use picture::{
    ChoosePictureFolder, Film, PictureCommand, PictureFilesPlugin, PictureFolder, PictureNote,
    PictureSettings, PictureSystems, PictureTaken, PictureWork,
};
pub use pointer::{Marquee, PointerSystems, Region, Tool, UseTool};

use crate::{
    explore::{Search, Walked},
    graph::{
        Excluded, GraphIndex, Hovered, Pins, SceneLoaded, Selection,
        commands::{Drag, Select},
    },
    physics::DensePositions,
    third_party::InterfaceSystems,
};

/// Shows the graph.
pub struct ViewPlugin;

impl Plugin for ViewPlugin {
    fn build(&self, app: &mut App) {
        // The rooms read these of the folders below, which a host may leave out.
        app.add_message::<SceneLoaded>()
            .add_message::<Select>()
            .add_message::<Drag>()
            .add_message::<Walked>()
            .init_resource::<GraphIndex>()
            .init_resource::<DensePositions>()
            .init_resource::<Selection>()
            .init_resource::<Hovered>()
            .init_resource::<Pins>()
            .init_resource::<Search>()
            .init_resource::<Excluded>()
            .add_plugins((
                camera::CameraPlugin,
                draw::DrawPlugin,
                pointer::PointerPlugin,
                picture::PicturePlugin,
                marks::MarksPlugin,
                look::LookPlugin,
                escape::ViewEscapePlugin,
            ));
        order_view_systems(app);
    }
}

/// Declares the order of all systems of the view: among its rooms, and against Bevy's own.
pub fn order_view_systems(app: &mut App) {
    app.configure_sets(
        PreUpdate,
        CameraSystems::Grip
            .after(InputSystems)
            .after(InterfaceSystems::Pointer),
    )
    // A pass that begins in this frame is shown in this frame.
    .configure_sets(Update, (LookSystems::Command, MarksSystems::Wave).chain())
    // Bevy derives transforms and frusta from the cameras; labels read these.
    .configure_sets(
        PostUpdate,
        (
            CameraSystems::Drive
                .before(TransformSystems::Propagate)
                .before(CameraUpdateSystems),
            PictureSystems::Follow
                .after(CameraSystems::Drive)
                .before(TransformSystems::Propagate)
                .before(CameraUpdateSystems),
            MarksSystems::Minimap.after(CameraSystems::Drive),
            MarksSystems::Legend
                .after(LookSystems::Appearance)
                .after(MarksSystems::Level),
            MarksSystems::Labels
                .after(LookSystems::Appearance)
                .after(TransformSystems::Propagate),
        ),
    );
    // The other sets of the rooms have no order among each other: `CameraSystems::Command`,
    // `MarksSystems::LevelCommand`, `PointerSystems`, and `PictureSystems::Begin`, `Save`, `Deliver`.
    let Some(render_app) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    render_app
        .configure_sets(
            Render,
            (
                DrawSystems::Specialize.in_set(RenderSystems::Prepare),
                DrawSystems::Upload.in_set(RenderSystems::PrepareResources),
                DrawSystems::Bind.in_set(RenderSystems::PrepareBindGroups),
            ),
        )
        .configure_sets(
            Core3d,
            DrawSystems::Draw
                .after(main_opaque_pass_3d)
                .in_set(Core3dSystems::MainPass),
        );
}
