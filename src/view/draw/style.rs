//! The one uniform of our own: theme, fading and sizes.

use bevy::{
    prelude::*,
    render::{MainWorld, render_resource::ShaderType},
};

use crate::{
    explore::Filtered,
    graph::GraphIndex,
    view::{
        camera::CameraSummary,
        extent::Extent,
        highlight::HoverFade,
        levels::LevelView,
        palette,
        picture::PictureHeight,
        settings::{Theme, ViewSettings},
        waves::Wave,
    },
};

/// Smallest radius of a vertex on the screen, physical pixels: nothing vanishes.
const SMALLEST_VERTEX: f32 = 1.3;
/// Smallest half width of an edge on the screen, physical pixels; what is thinner fades instead.
const THINNEST_EDGE: f32 = 0.55;
/// Half width of an edge, as a share of a vertex's radius.
const EDGE_WIDTH: f32 = 0.11;
/// Length of an arrowhead, as a share of a vertex's radius.
const ARROW: f32 = 1.1;
/// Smallest length of an arrowhead on the screen, physical pixels, and how much wider a lit
/// edge is: as in `edges.wgsl`.
const SMALLEST_HEAD: f32 = 2.5;
const LIT_EDGE: f32 = 1.7;
/// Opacity of an edge where edges do not overlap.
const EDGE_OPACITY: f32 = 0.8;
/// How much is left of a vertex that the filter keeps out, and of the others while the
/// pointer rests on one.
const FILTERED: f32 = 0.07;
/// Paper takes more away than night does.
const QUIET_DARK: f32 = 0.5;
const QUIET_LIGHT: f32 = 0.74;
/// How much is left of the graph under the level that is looked at.
const BENEATH_DARK: f32 = 0.22;
const BENEATH_LIGHT: f32 = 0.3;
/// Width of a level's edges, over that of the graph's.
const LEVEL_EDGE: f32 = 1.5;
/// How much of a dimmed thing is left.
const DIMMED: f32 = 0.28;
/// How much of what is farthest is lost in the background: paper takes more
/// away than night does.
const FOG_DARK: f32 = 0.62;
const FOG_LIGHT: f32 = 0.38;

/// As the shaders see it; every field is 16 bytes, as WebGL2 wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, ShaderType)]
pub(in crate::view) struct StyleUniform {
    /// Background, linear RGB; 1 on the light theme.
    pub background: Vec4,
    /// Ring and lit edges, linear RGB; how much of a dimmed thing is left.
    pub accent: Vec4,
    /// Distances at which fog begins and ends, its strength; edges' opacity.
    pub fog: Vec4,
    /// Vertex radius (world), its smallest (pixels), edge half width (world), its smallest (pixels).
    pub sizes: Vec4,
    /// Arrowhead length (world); how much is left of what is kept out, and of what is
    /// quiet; height of the picture that the smallest sizes are meant for (pixels, 0:
    /// every picture): a larger one has larger ones.
    pub arrow: Vec4,
    /// The wave: the turn at which it is, turns that a pulse is on its way, its
    /// direction (0: none); 1 without moving pulses.
    pub wave: Vec4,
    /// How much is left of what is not selected; three numbers that mean nothing.
    pub beneath: Vec4,
}

/// The style of this frame, and which draws it asks for.
#[derive(Resource, Default)]
pub(super) struct GraphStyle {
    pub graph: StyleUniform,
    /// That of the level that is looked at, if one is.
    pub level: Option<StyleUniform>,
    pub vertices: bool,
    pub edges: bool,
}

impl GraphStyle {
    /// Whether a wave runs.
    pub fn has_wave(&self) -> bool {
        self.graph.wave.z != 0.0
    }
}

/// Derives the style from the settings, the graph's extent and the camera.
pub(super) fn extract_style(main: Res<MainWorld>, mut style: ResMut<GraphStyle>) {
    let (Some(settings), Some(extent), Some(camera), Some(index)) = (
        main.get_resource::<ViewSettings>(),
        main.get_resource::<Extent>(),
        main.get_resource::<CameraSummary>(),
        main.get_resource::<GraphIndex>(),
    ) else {
        return;
    };
    let height = main.get_resource::<PictureHeight>();
    let hides = main
        .get_resource::<Filtered>()
        .is_some_and(|filtered| filtered.filter().hide);
    let fade = main.get_resource::<HoverFade>();
    let quiet = 1.0 - (1.0 - quiet_of(settings.theme)) * fade.map_or(0.0, |fade| fade.amount);
    let wave = main.get_resource::<Wave>().map_or([0.0; 3], Wave::uniform);
    let view = main.get_resource::<LevelView>();
    let merged = view.and_then(LevelView::merged);
    let plain = Moment {
        height: height.map_or(0.0, |height| height.pixels),
        ..Moment::of_filter(hides)
    };
    let moment = Moment {
        quiet,
        wave: Vec3::from(wave).extend(f32::from(u8::from(settings.calm))),
        beneath: merged.map_or(1.0, |_| beneath_of(settings.theme)),
        ..plain
    };
    let graph = style_of(settings, extent, camera, index.ends.len(), moment);
    // Edges of levels have no direction.
    let level = merged.map(|merged| {
        let mut level = style_of(settings, extent, camera, merged.ends.len(), plain);
        level.arrow.x = 0.0;
        level.sizes.z *= LEVEL_EDGE;
        level
    });
    *style = GraphStyle {
        graph,
        level,
        vertices: settings.vertices,
        edges: settings.edges,
    };
}

impl StyleUniform {
    /// Whether an arrowhead is large enough to be drawn in a picture of `height` pixels,
    /// whose vertical field of view has this `cotangent` of its half: without any, an edge is
    /// two triangles instead of five. As `edges.wgsl` decides for each.
    pub fn has_heads(&self, height: f32, cotangent: f32) -> bool {
        let pixel = if self.arrow.w > 0.0 {
            height / self.arrow.w
        } else {
            1.0
        };
        let longest = self.arrow.x * LIT_EDGE * cotangent * 0.5 * height;
        longest >= SMALLEST_HEAD * pixel * self.fog.x
    }
}

/// How much is left of a graph under the level that is looked at.
const fn beneath_of(theme: Theme) -> f32 {
    match theme {
        Theme::Dark => BENEATH_DARK,
        Theme::Light => BENEATH_LIGHT,
    }
}

/// How much is left of the others while the pointer rests on a vertex.
const fn quiet_of(theme: Theme) -> f32 {
    match theme {
        Theme::Dark => QUIET_DARK,
        Theme::Light => QUIET_LIGHT,
    }
}

/// What a style is made of beside settings, graph and camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::view) struct Moment {
    /// How much is left of what the filter keeps out.
    filtered: f32,
    /// How much is left of the others while the pointer rests on a vertex.
    quiet: f32,
    /// Height of the picture that the smallest sizes are meant for, pixels; 0: every picture.
    height: f32,
    /// As in [`StyleUniform`].
    wave: Vec4,
    /// How much is left of what is not selected.
    beneath: f32,
}

impl Moment {
    /// Nothing happens, but that a filter may hide what it keeps out.
    pub(in crate::view) const fn of_filter(hides: bool) -> Self {
        Self {
            filtered: if hides { 0.0 } else { FILTERED },
            quiet: 1.0,
            height: 0.0,
            wave: Vec4::ZERO,
            beneath: 1.0,
        }
    }
}

/// The style of a graph of so many edges, seen by a camera.
pub(in crate::view) fn style_of(
    settings: &ViewSettings,
    extent: &Extent,
    camera: &CameraSummary,
    edges: usize,
    moment: Moment,
) -> StyleUniform {
    let background = settings.background();
    let light = settings.theme == Theme::Light;
    // The nearest and the farthest point of the graph along the line of sight.
    let distance = camera.distance_to(extent.center);
    let near = (distance - extent.radius).max(0.0);
    let far = (distance + extent.radius).max(near + f32::MIN_POSITIVE);
    let fog = if light { FOG_LIGHT } else { FOG_DARK };
    StyleUniform {
        background: palette::linear(background, f32::from(u8::from(light))),
        accent: palette::linear(settings.palette().accent, DIMMED),
        fog: Vec4::new(near, far, fog, edge_opacity(edges, extent)),
        sizes: Vec4::new(
            extent.vertex_radius,
            SMALLEST_VERTEX,
            extent.vertex_radius * EDGE_WIDTH,
            THINNEST_EDGE,
        ),
        arrow: Vec4::new(
            extent.vertex_radius * ARROW,
            moment.filtered,
            moment.quiet,
            moment.height,
        ),
        wave: moment.wave,
        beneath: Vec4::X * moment.beneath,
    }
}

/// The more often edges cover each other on the screen, the more each of them
/// lets through, so that a dense graph does not turn into a grey mass.
fn edge_opacity(edges: usize, extent: &Extent) -> f32 {
    // A framed graph spans some 260 pixels from its centre: below that, the
    // width on the screen is the thinnest one.
    let width =
        2.0 * (extent.vertex_radius * EDGE_WIDTH).max(extent.radius * THINNEST_EDGE / 260.0);
    let disc = std::f32::consts::PI * extent.radius * extent.radius;
    let layers = edges as f32 * extent.mean_edge.min(2.0 * extent.radius) * width / disc;
    EDGE_OPACITY / (1.0 + layers).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Arrangement;

    #[test]
    fn heads_are_left_out_when_the_nearest_would_be_a_blot() {
        let style = |nearest| StyleUniform {
            arrow: Vec4::X,
            fog: Vec4::X * nearest,
            ..default()
        };
        // A head of one unit, lit, is 1.7 * 0.5 * 800 / distance pixels long.
        assert!(style(0.0).has_heads(800.0, 1.0));
        assert!(style(271.0).has_heads(800.0, 1.0));
        assert!(!style(273.0).has_heads(800.0, 1.0));
        // A picture of twice the height, whose smallest sizes are meant for the window's.
        let mut picture = style(273.0);
        assert!(picture.has_heads(1600.0, 1.0));
        picture.arrow.w = 800.0;
        assert!(!picture.has_heads(1600.0, 1.0));
    }

    #[test]
    fn dense_graphs_have_fainter_edges_but_visible_ones() {
        let positions: Vec<Vec3> = (0..1000)
            .map(|i| Vec3::new((i % 10) as f32, (i / 10 % 10) as f32, (i / 100) as f32))
            .collect();
        let extent = Extent::measure(&positions, &[[0, 1]], Arrangement::Space);
        let sparse = edge_opacity(1000, &extent);
        let dense = edge_opacity(200_000, &extent);
        assert!(sparse > dense && dense > 0.02 && sparse <= EDGE_OPACITY);
    }
}
