//! What of the world goes into an SVG.

use bevy::{ecs::system::SystemParam, prelude::*, tasks::AsyncComputeTaskPool};

use super::{
    PictureCommand, PictureError, PictureNote, PictureWork,
    camera::labels_for,
    svg::{self, Drawing, Sign, SignShape},
    work::Work,
};
use crate::{
    graph::CurrentScene,
    physics::DensePositions,
    view::{
        appearance::{Appearance, EdgeInstance, VertexInstance},
        camera::{CameraSummary, GraphCamera},
        draw::{StyleUniform, style_of},
        extent::Extent,
        labels::{LabelPlacement, LabelPlacements},
        legend::{Legend, LegendShape},
        screen::Screen,
        settings::ViewSettings,
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
    extent: Res<'w, Extent>,
    summary: Res<'w, CameraSummary>,
    labels: Res<'w, LabelPlacements>,
    legend: Res<'w, Legend>,
    scene: Option<Res<'w, CurrentScene>>,
}

/// A copy of all of that, for a task.
struct Copied {
    screen: Screen,
    positions: Vec<Vec3>,
    vertices: Vec<VertexInstance>,
    edges: Vec<EdgeInstance>,
    settings: ViewSettings,
    style: StyleUniform,
    labels: Vec<LabelPlacement>,
    signs: Vec<Sign>,
    title: String,
}

impl Seen<'_, '_> {
    fn copied(&self, legend: bool) -> Option<Copied> {
        let (camera, projection, place) = self.cameras.single().ok()?;
        let size = camera.logical_viewport_size()?;
        let settings = *self.settings;
        let edges = self.appearance.edges();
        Some(Copied {
            screen: Screen::new(projection.get_clip_from_view(), place, size),
            positions: self.positions.positions.clone(),
            vertices: self.appearance.vertices().to_vec(),
            edges: if settings.edges {
                edges.to_vec()
            } else {
                Vec::new()
            },
            style: style_of(&settings, &self.extent, &self.summary, edges.len()),
            settings,
            labels: labels_for(Some(camera), &self.labels.0),
            signs: if legend {
                signs(&self.legend)
            } else {
                Vec::new()
            },
            title: self.scene.as_ref().map_or_else(
                || "Gradswarm".into(),
                |scene| format!("Gradswarm: {}", scene.name),
            ),
        })
    }
}

impl Copied {
    fn write(&self) -> Result<Vec<u8>, PictureError> {
        let palette = self.settings.palette();
        // A vertex that has no position or no look yet is not drawn.
        let known = self.positions.len().min(self.vertices.len());
        let drawing = Drawing {
            screen: self.screen,
            positions: &self.positions[..known],
            vertices: &self.vertices[..known],
            edges: &self.edges,
            show_vertices: self.settings.vertices,
            style: self.style,
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

/// The legend's lines: what is told apart, then the numbers along the scale.
fn signs(legend: &Legend) -> Vec<Sign> {
    let rgb = |colour: &Color| {
        let [red, green, blue, _] = colour.to_srgba().to_u8_array();
        [red, green, blue]
    };
    let entries = legend.entries.iter().map(|entry| Sign {
        colours: entry.colours.iter().map(rgb).collect(),
        shape: match entry.shape {
            LegendShape::Ball => SignShape::Ball,
            LegendShape::Box => SignShape::Box,
            LegendShape::Ring => SignShape::Ring,
            LegendShape::Line => SignShape::Line,
        },
        text: entry.text.to_string(),
    });
    let ticks = legend.bar.iter().flat_map(|bar| {
        bar.ticks.iter().map(|tick| {
            let place = tick.at.clamp(0.0, 1.0) * bar.colours.len().saturating_sub(1) as f32;
            let colour = bar.colours.get(place.round() as usize).map(rgb);
            Sign {
                colours: colour.into_iter().collect(),
                shape: SignShape::Ball,
                text: number(tick.number),
            }
        })
    });
    let words = |text: &str| Sign {
        colours: Vec::new(),
        shape: SignShape::None,
        text: text.to_owned(),
    };
    let title = (!legend.title.is_empty()).then(|| words(legend.title));
    let note = legend.note.map(words);
    title
        .into_iter()
        .chain(entries)
        .chain(ticks)
        .chain(note)
        .collect()
}

/// A number of the legend in few letters.
fn number(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-3..1e5).contains(&size) {
        format!("{number:.0e}")
    } else {
        let text = format!("{number:.3}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// Draws the view when it is asked for; a task writes it.
pub(super) fn begin(
    mut requests: MessageReader<PictureCommand>,
    mut work: ResMut<PictureWork>,
    seen: Seen,
    mut notes: MessageWriter<PictureNote>,
) {
    for request in requests.read() {
        if *request != PictureCommand::SaveSvg || work.busy() {
            continue;
        }
        match seen.copied(true) {
            Some(copied) => {
                let task = AsyncComputeTaskPool::get().spawn(async move { copied.write() });
                work.now = Some(Work::Encoding("svg", task));
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
