//! What one sees: camera, the two draws, labels, picking, palette.

mod appearance;
mod camera;
pub mod commands;
mod draw;
mod extent;
mod frames;
mod framing;
mod grip;
mod highlight;
mod labels;
mod legend;
mod levels;
mod meaning;
mod minimap;
mod mode;
#[cfg(not(target_arch = "wasm32"))]
pub mod offscreen;
pub mod palette;
pub mod picture;
mod pointer;
mod screen;
mod settings;
mod waves;

use bevy::{
    prelude::*, render::extract_component::ExtractComponentPlugin, transform::TransformSystems,
};

pub use appearance::{Appearance, EdgeInstance, HighlightFlags, VertexInstance};
pub use camera::{
    Bookmark, Bookmarks, CameraMotion, CameraSettings, CameraSummary, CameraSystems, Framing,
    GraphCamera, GraphTarget, Lens, MOST_BOOKMARKS, Orbit, Rig, Standpoint, samples,
};
pub use commands::{Side, ViewCommand, ViewRefusal};
pub use draw::{DrawStatistics, Pixels, USUAL_HEIGHT};
pub use extent::Extent;
pub use frames::FramesPlugin;
pub use grip::Grip;
pub use highlight::HoverFade;
pub use labels::{LabelPlacement, LabelPlacements};
pub use legend::{
    Legend, LegendBar, LegendContents, LegendEntry, LegendInputs, LegendShape, LegendTick,
    build_legend,
};
pub use levels::{Bond, FrameFigure, HoveredPart, LevelCommand, LevelView, Merged};
pub use meaning::{Attributes, Classes, Scale, Span};
pub use minimap::Minimap;
pub use mode::ViewMode;
pub use picture::{Film, PictureCommand, PictureNote, PictureSettings, PictureTaken, PictureWork};
pub use pointer::{Marquee, Region, Tool, UseTool};
pub use settings::{ColourVision, Theme, ViewSettings};
pub use waves::{Wave, WaveCommand, WaveOrder, WavePass};

use crate::{
    explore::{Search, Walked},
    graph::{
        Excluded, GraphIndex, Hovered, Pins, SceneLoaded, Selection,
        commands::{Drag, Select},
    },
    physics::DensePositions,
};

/// Shows the graph.
pub struct ViewPlugin;

impl Plugin for ViewPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<ViewCommand>()
            .add_message::<ViewRefusal>()
            .add_message::<WaveCommand>()
            .add_message::<SceneLoaded>()
            .add_message::<Select>()
            .init_resource::<GraphIndex>()
            .init_resource::<DensePositions>()
            .init_resource::<Selection>()
            .init_resource::<Hovered>()
            .init_resource::<ViewSettings>()
            .init_resource::<Extent>()
            .init_resource::<Attributes>()
            .init_resource::<Wave>()
            .init_resource::<WaveOrder>()
            .init_resource::<Appearance>()
            .init_resource::<Legend>()
            .init_resource::<Minimap>()
            .init_resource::<HoverFade>()
            .init_resource::<Pins>()
            .init_resource::<Search>()
            .init_resource::<Excluded>()
            .add_message::<Drag>()
            .add_message::<Walked>()
            .init_resource::<LabelPlacements>()
            .add_plugins((
                camera::CameraPlugin,
                draw::DrawPlugin,
                pointer::PointerPlugin,
                picture::PicturePlugin,
                levels::LevelsPlugin,
                ExtractComponentPlugin::<GraphCamera>::default(),
            ))
            .add_systems(
                Update,
                (
                    settings::apply_commands,
                    waves::follow_scene,
                    waves::hear_commands,
                    waves::run,
                )
                    .chain(),
            )
            .add_systems(
                PostUpdate,
                minimap::update_minimap.after(CameraSystems::Drive),
            )
            .add_systems(
                PostUpdate,
                (
                    meaning::keep_attributes,
                    highlight::fade_hover,
                    appearance::update_appearance,
                    (
                        legend::update_legend.after(levels::LevelSystems),
                        labels::place_labels.after(TransformSystems::Propagate),
                    ),
                )
                    .chain(),
            );
    }
}
