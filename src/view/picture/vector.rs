//! What of the world goes into an SVG.

use bevy::{ecs::system::SystemParam, prelude::*, tasks::AsyncComputeTaskPool};

use super::{
    PictureCommand, PictureError, PictureNote, PictureSettings, PictureWork,
    camera::labels_for,
    signs::{self, Sign},
    svg::{self, Drawing, Plate},
    work::Work,
};
use crate::{
    explore::Filtered,
    graph::CurrentScene,
    physics::DensePositions,
    view::{
        camera::{CameraSummary, GraphCamera, extent::GraphExtent, screen::Screen},
        draw::{Moment, StyleUniform, style_of},
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

/// What a drawing is made of.
#[derive(SystemParam)]
pub(super) struct Seen<'w, 's> {
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

/// A copy of all of that, for a task.
struct Copied {
    screen: Screen,
    /// The graph, and the level that is looked at if one is.
    plates: Vec<CopiedPlate>,
    settings: ViewSettings,
    labels: Vec<LabelPlacement>,
    signs: Vec<Sign>,
    title: String,
}

struct CopiedPlate {
    points: Vec<Vec4>,
    vertices: Vec<VertexInstance>,
    edges: Vec<EdgeInstance>,
    style: StyleUniform,
}

impl Seen<'_, '_> {
    fn copied(&self, legend: bool) -> Option<Copied> {
        let (camera, projection, place) = self.cameras.single().ok()?;
        let size = camera.logical_viewport_size()?;
        Some(Copied {
            screen: Screen::new(projection.get_clip_from_view(), place, size),
            plates: std::iter::once(self.graph()).chain(self.level()).collect(),
            settings: *self.settings,
            labels: labels_for(Some(camera), &self.labels.0),
            signs: if legend {
                signs::of(&self.legend)
            } else {
                Vec::new()
            },
            title: self.scene.as_ref().map_or_else(
                || "Gradswarm".into(),
                |scene| format!("Gradswarm: {}", scene.name),
            ),
        })
    }

    fn graph(&self) -> CopiedPlate {
        let (vertices, edges) = (self.appearance.vertices(), self.appearance.edges());
        let style = self.style(edges.len());
        // A vertex that has no position or no look yet is not drawn.
        let known = self.positions.positions.iter().zip(vertices);
        let points: Vec<_> = known.map(|(at, look)| at.extend(look.scale())).collect();
        CopiedPlate {
            vertices: vertices[..points.len()].to_vec(),
            points,
            edges: edges.to_vec(),
            style: match self.level.merged() {
                Some(_) => style.under_a_level(self.settings.theme),
                None => style,
            },
        }
    }

    fn level(&self) -> Option<CopiedPlate> {
        let merged = self.level.merged()?;
        let edges = merged.ends.len();
        Some(CopiedPlate {
            points: self.level.points().to_vec(),
            vertices: self.level.vertices().to_vec(),
            edges: self.level.edges().to_vec(),
            style: self.style(edges).of_level(),
        })
    }

    /// The style of so many edges.
    fn style(&self, edges: usize) -> StyleUniform {
        let hides = self.filtered.as_ref().is_some_and(|f| f.filter().hide);
        let moment = Moment::of_filter(hides);
        style_of(&self.settings, &self.extent, &self.summary, edges, moment)
    }
}

impl CopiedPlate {
    fn plate(&self) -> Plate<'_> {
        Plate {
            points: &self.points,
            vertices: &self.vertices,
            edges: &self.edges,
            style: self.style,
        }
    }
}

impl Copied {
    fn write(&self) -> Result<Vec<u8>, PictureError> {
        let palette = self.settings.palette();
        let plates: Vec<_> = self.plates.iter().map(CopiedPlate::plate).collect();
        let drawing = Drawing {
            screen: self.screen,
            plates: &plates,
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
        svg::write(&mut bytes, &drawing)
            .map_err(|error| PictureError::Encoding(error.to_string()))?;
        Ok(bytes)
    }
}

/// Draws the view when it is asked for; a task writes it.
pub(super) fn begin(
    mut requests: MessageReader<PictureCommand>,
    mut work: ResMut<PictureWork>,
    seen: Seen,
    pictures: Res<PictureSettings>,
    mut notes: MessageWriter<PictureNote>,
) {
    for request in requests.read() {
        if *request != PictureCommand::SaveSvg || !work.is_free(&mut notes) {
            continue;
        }
        match seen.copied(pictures.legend) {
            Some(copied) => {
                let file = AsyncComputeTaskPool::get().spawn(async move { copied.write() });
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

/// The view as SVG, with or without its legend: for those who have the world.
///
/// # Errors
/// No camera has a picture yet, or what the writer says.
pub fn to_svg(world: &mut World, legend: bool) -> Result<Vec<u8>, PictureError> {
    let mut seen = bevy::ecs::system::SystemState::<Seen>::new(world);
    let copied = seen.get(world).ok().and_then(|seen| seen.copied(legend));
    copied.ok_or(PictureError::NoPicture)?.write()
}
