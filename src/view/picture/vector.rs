//! Copies the parts of the world that an SVG shows, and writes them in a task.

use bevy::{ecs::system::SystemParam, prelude::*, tasks::AsyncComputeTaskPool};

use super::{
    PictureCommand, PictureError, PictureNote, PictureSettings, PictureWork,
    camera::labels_for,
    signs::{self, Sign},
    svg::{Drawing, SvgLayer, write_svg},
    work::Work,
};
use crate::{
    explore::Filtered,
    graph::CurrentScene,
    physics::DensePositions,
    view::{
        camera::{CameraSummary, GraphCamera, extent::GraphExtent, screen::Screen},
        draw::{StyleModifiers, StyleUniform, compute_style},
        look::{
            appearance::{Appearance, EdgeInstance, VertexInstance},
            settings::ViewSettings,
        },
        marks::{
            labels::{LabelPlacement, LabelPlacements},
            legend::Legend,
            levels::LevelView,
        },
    },
};

/// The parts of the world that an SVG shows.
#[derive(SystemParam)]
pub(super) struct SvgSources<'w, 's> {
    cameras: Query<
        'w,
        's,
        (
            &'static Camera,
            &'static Projection,
            &'static GlobalTransform,
        ),
        With<GraphCamera>,
    >,
    positions: Res<'w, DensePositions>,
    appearance: Res<'w, Appearance>,
    settings: Res<'w, ViewSettings>,
    extent: Res<'w, GraphExtent>,
    summary: Res<'w, CameraSummary>,
    labels: Res<'w, LabelPlacements>,
    legend: Res<'w, Legend>,
    filtered: Option<Res<'w, Filtered>>,
    level: Res<'w, LevelView>,
    scene: Option<Res<'w, CurrentScene>>,
}

/// A copy of [`SvgSources`] for a task.
struct SvgCopy {
    screen: Screen,
    /// The graph, and the shown level if there is one.
    layers: Vec<CopiedLayer>,
    settings: ViewSettings,
    labels: Vec<LabelPlacement>,
    signs: Vec<Sign>,
    title: String,
}

struct CopiedLayer {
    points: Vec<Vec4>,
    vertices: Vec<VertexInstance>,
    edges: Vec<EdgeInstance>,
    style: StyleUniform,
}

impl SvgSources<'_, '_> {
    /// Copies the view, with or without the legend; nothing if no camera has a picture yet.
    fn copy_view(&self, legend: bool) -> Option<SvgCopy> {
        let (camera, projection, place) = self.cameras.single().ok()?;
        let size = camera.logical_viewport_size()?;
        Some(SvgCopy {
            screen: Screen::new(projection.get_clip_from_view(), place, size),
            layers: std::iter::once(self.copy_graph())
                .chain(self.copy_level())
                .collect(),
            settings: *self.settings,
            labels: labels_for(Some(camera), &self.labels.0),
            signs: if legend {
                signs::list_signs(&self.legend)
            } else {
                Vec::new()
            },
            title: self.scene.as_ref().map_or_else(
                || "Gradswarm".into(),
                |scene| format!("Gradswarm: {}", scene.name),
            ),
        })
    }

    fn copy_graph(&self) -> CopiedLayer {
        let (vertices, edges) = (self.appearance.vertices(), self.appearance.edges());
        let mut style = self.current_style(edges.len());
        if self
            .scene
            .as_ref()
            .is_some_and(|scene| !scene.graph.directed)
        {
            style = style.without_arrows();
        }
        // A vertex without a position or a look yet is not drawn.
        let known = self.positions.positions.iter().zip(vertices);
        let points: Vec<_> = known.map(|(at, look)| at.extend(look.scale())).collect();
        CopiedLayer {
            vertices: vertices[..points.len()].to_vec(),
            points,
            edges: edges.to_vec(),
            style: match self.level.merged() {
                Some(_) => style.beneath_level(self.settings.theme),
                None => style,
            },
        }
    }

    fn copy_level(&self) -> Option<CopiedLayer> {
        let merged = self.level.merged()?;
        let edges = merged.ends.len();
        Some(CopiedLayer {
            points: self.level.drawn_points().to_vec(),
            vertices: self.level.vertices().to_vec(),
            edges: self.level.edges().to_vec(),
            style: self.current_style(edges).for_level(),
        })
    }

    /// The style of a graph with this number of edges in this view.
    fn current_style(&self, edges: usize) -> StyleUniform {
        let hides = self.filtered.as_ref().is_some_and(|f| f.filter().hide);
        let modifiers = StyleModifiers::from_filter(hides);
        compute_style(
            &self.settings,
            &self.extent,
            &self.summary,
            edges,
            modifiers,
        )
    }
}

impl CopiedLayer {
    fn as_layer(&self) -> SvgLayer<'_> {
        SvgLayer {
            points: &self.points,
            vertices: &self.vertices,
            edges: &self.edges,
            style: self.style,
        }
    }
}

impl SvgCopy {
    /// Writes the SVG file.
    fn write_file(&self) -> Result<Vec<u8>, PictureError> {
        let palette = self.settings.palette();
        let layers: Vec<_> = self.layers.iter().map(CopiedLayer::as_layer).collect();
        let drawing = Drawing {
            screen: self.screen,
            layers: &layers,
            show_vertices: self.settings.vertices,
            show_edges: self.settings.edges,
            background: self.settings.background(),
            ink: palette.ink,
            accent: palette.accent,
            labels: &self.labels,
            legend: &self.signs,
            title: &self.title,
        };
        let mut bytes = Vec::new();
        write_svg(&mut bytes, &drawing)
            .map_err(|error| PictureError::Encoding(error.to_string()))?;
        Ok(bytes)
    }
}

/// Handles [`PictureCommand::SaveSvg`]: copies the view, and writes the file in a task.
pub(super) fn handle_svg_requests(
    mut requests: MessageReader<PictureCommand>,
    mut work: ResMut<PictureWork>,
    sources: SvgSources,
    pictures: Res<PictureSettings>,
    mut notes: MessageWriter<PictureNote>,
) {
    for request in requests.read() {
        if *request != PictureCommand::SaveSvg || !work.is_free(&mut notes) {
            continue;
        }
        match sources.copy_view(pictures.legend) {
            Some(copied) => {
                let file = AsyncComputeTaskPool::get().spawn(async move { copied.write_file() });
                work.now = Some(Work::Encoding {
                    ending: "svg",
                    remark: None,
                    file,
                });
            }
            None => {
                notes.write(PictureNote::failed(
                    "there is nothing to draw: the window has no size",
                ));
            }
        }
    }
}

/// The view as SVG, with or without its legend, for a caller with access to the world.
///
/// # Errors
/// [`PictureError::NoPicture`] if no camera has a picture yet, or an error of the writer.
pub fn to_svg(world: &mut World, legend: bool) -> Result<Vec<u8>, PictureError> {
    let mut state = bevy::ecs::system::SystemState::<SvgSources>::new(world);
    let sources = state.get(world).ok();
    let copied = sources.and_then(|sources| sources.copy_view(legend));
    copied.ok_or(PictureError::NoPicture)?.write_file()
}
