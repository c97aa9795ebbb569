//! What one sees: camera, the two draws, labels, picking, palette.

pub(crate) mod camera;
pub mod commands;
pub(crate) mod draw;
pub(crate) mod look;
pub(crate) mod marks;
pub mod picture;
pub(crate) mod pointer;

use bevy::{
    prelude::*, render::extract_component::ExtractComponentPlugin, transform::TransformSystems,
};

pub use camera::extent::Extent;
pub use camera::grip::Grip;
pub use camera::{
    Bookmark, Bookmarks, CameraMotion, CameraSettings, CameraSummary, CameraSystems, Framing,
    GraphCamera, GraphTarget, Lens, MOST_BOOKMARKS, Orbit, Rig, Standpoint, samples,
};
pub use commands::{Side, ViewCommand, ViewRefusal};
pub use draw::{DrawStatistics, Pixels};
pub use look::appearance::{Appearance, EdgeInstance, State, VertexInstance};
pub use look::highlight::HoverFade;
pub use look::meaning::{Attributes, Classes, Scale, Span};
pub use look::mode::ViewMode;
pub use look::palette;
pub use look::settings::{ColourVision, Theme, ViewSettings};
pub use marks::labels::{LabelPlacement, LabelPlacements};
pub use marks::legend::{
    Facts, Legend, LegendBar, LegendEntry, LegendShape, LegendTick, Present, legend,
};
pub use marks::levels::{Bond, HoveredPart, LevelCommand, LevelView, Merged, SeenFrame};
pub use marks::minimap::Minimap;
pub use marks::waves::{Phase, Wave, WaveCommand, WaveOrder};
#[cfg(not(target_arch = "wasm32"))]
pub use picture::offscreen;
pub use picture::{
    ChoosePictureFolder, Film, PictureCommand, PictureFilesPlugin, PictureFolder, PictureNote,
    PictureSettings, PictureTaken, PictureWork,
};
pub use pointer::{Marquee, Region, Tool, UseTool};

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
                marks::levels::LevelsPlugin,
                ExtractComponentPlugin::<GraphCamera>::default(),
            ))
            .add_systems(
                Update,
                (
                    look::settings::apply_commands,
                    marks::waves::follow_scene,
                    marks::waves::hear_commands,
                    marks::waves::run,
                )
                    .chain(),
            )
            .add_systems(
                PostUpdate,
                marks::minimap::update_minimap.after(CameraSystems::Drive),
            )
            .add_systems(
                PostUpdate,
                (
                    look::meaning::keep_attributes,
                    look::highlight::fade_hover,
                    look::appearance::update_appearance,
                    (
                        marks::legend::update_legend.after(marks::levels::LevelSystems),
                        marks::labels::place_labels.after(TransformSystems::Propagate),
                    ),
                )
                    .chain(),
            );
    }
}
