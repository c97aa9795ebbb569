//! The view: look, camera, marks, draw, pointer and picture.
//!
//! The six rooms stand on floors in this order: a room imports only rooms before it. This page
//! knows all of them. [`crate::app`] orders their systems.

pub(crate) mod camera;
pub(crate) mod draw;
mod escape;
pub(crate) mod look;
pub(crate) mod marks;
pub mod picture;
pub(crate) mod pointer;

use bevy::prelude::*;

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
    ChoosePictureFolder, Film, Picture, PictureCommand, PictureError, PictureFilesPlugin,
    PictureFolder, PictureNote, PictureSettings, PictureSystems, PictureTaken, PictureWork,
};
pub use pointer::{Marquee, PointerSystems, Region, Tool, UseTool};

use crate::{
    explore::{Search, Walked},
    graph::{
        Excluded, GraphIndex, Hovered, Pins, SceneLoaded, Selection,
        commands::{Drag, Select},
    },
    physics::DensePositions,
};

/// Shows the graph. The host orders the systems with [`crate::app::order_view`].
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
    }
}
