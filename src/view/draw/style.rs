//! The one uniform of our own: theme, fading and sizes.

use bevy::{
    prelude::*,
    render::{MainWorld, render_resource::ShaderType},
};

use super::picture::PictureHeight;
use crate::{
    explore::Filtered,
    graph::GraphIndex,
    view::{
        camera::{CameraSummary, extent::GraphExtent, framing::FIELD_OF_VIEW},
        look::{highlight::HoverFade, palette, settings::ViewSettings, theme::Theme},
        marks::{levels::LevelView, waves::Wave},
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
/// edge is, and one under a pulse of a wave: as in `edges.wgsl`.
pub(in crate::view) const SMALLEST_HEAD: f32 = 2.5;
pub(in crate::view) const LIT_EDGE: f32 = 1.7;
const PULSE: f32 = 2.6;
/// Opacity of an edge where edges do not overlap.
const EDGE_OPACITY: f32 = 0.8;
/// How much fainter each edge is, the more of them cover each other: by this power of how many do.
const CROWDING: f32 = 0.65;
/// Shares mix light, and of a bright thing at night much more is seen than of a dark thing on
/// paper: there it is this power of a share that looks alike.
const ON_PAPER: f32 = 0.45;
/// Edges that are longer than so many usual ones are fainter, for they cross most others.
const LONG_EDGE: f32 = 1.5;
/// Height of a picture whose pixels the thinnest edges are meant for. (What is drawn may be
/// finer: that must not make its edges fainter.)
const USUAL_HEIGHT: f32 = 800.0;
/// How much is left of a vertex that the filter keeps out, and of the others while the
/// pointer rests on one.
const FILTERED: f32 = 0.07;
const QUIET: f32 = 0.5;
/// How much is left of the graph under the level that is looked at.
const BENEATH: f32 = 0.22;
/// Width of a level's edges, over that of the graph's.
const LEVEL_EDGE: f32 = 1.5;
/// How much of a dimmed thing is left.
const DIMMED: f32 = 0.28;
/// How much of what is farthest is lost in the background. On paper less than would look alike:
/// there colours have less contrast to lose.
const FOG_DARK: f32 = 0.84;
const FOG_LIGHT: f32 = 0.32;
/// A graph has all of its fog if it is as deep as this share of its radius: a flat one has none.
const DEEP: f32 = 0.3;

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
    /// How much is left of what is not selected; length from which on edges are fainter, the longer
    /// the more (world); distance of the nearest point of the graph; a number that means nothing.
    pub beneath: Vec4,
    /// Vertices and edges to draw, as the graphics card has them; two numbers that mean nothing.
    pub counts: Vec4,
}

impl StyleUniform {
    /// That of a graph under a level that is looked at.
    pub(in crate::view) fn under_a_level(mut self, theme: Theme) -> Self {
        self.beneath.x = share_on(theme, BENEATH);
        self
    }

    /// That of a level: its edges have no direction, nor are there so many that a long one would
    /// be in the way.
    pub(in crate::view) fn of_level(mut self) -> Self {
        self.arrow.x = 0.0;
        self.beneath.y = f32::MAX;
        self.sizes.z *= LEVEL_EDGE;
        self
    }

    /// Whether a wave runs.
    pub fn has_wave(&self) -> bool {
        self.wave.z != 0.0
    }

    /// Whether an arrowhead is large enough to be drawn in a picture of `height` pixels,
    /// whose vertical field of view has this `cotangent` of its half: without any, an edge is
    /// two triangles instead of five. As `edges.wgsl` decides for each.
    pub fn has_heads(&self, height: f32, cotangent: f32) -> bool {
        let pixel = if self.arrow.w > 0.0 {
            height / self.arrow.w
        } else {
            1.0
        };
        let swells = self.has_wave() && self.wave.w == 0.0;
        let widest = LIT_EDGE * if swells { PULSE } else { 1.0 };
        let longest = self.arrow.x * widest * cotangent * 0.5 * height;
        longest > 0.0 && longest >= SMALLEST_HEAD * pixel * self.beneath.z
    }
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

/// Derives the style from the settings, the graph's extent and the camera.
pub(super) fn extract_style(main: Res<MainWorld>, mut style: ResMut<GraphStyle>) {
    let (Some(settings), Some(extent), Some(camera), Some(index)) = (
        main.get_resource::<ViewSettings>(),
        main.get_resource::<GraphExtent>(),
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
    let quiet = 1.0 - (1.0 - QUIET) * fade.map_or(0.0, |fade| fade.amount);
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
        ..plain
    };
    let mut graph = style_of(settings, extent, camera, index.ends.len(), moment);
    if merged.is_some() {
        graph = graph.under_a_level(settings.theme);
    }
    let level = merged
        .map(|merged| style_of(settings, extent, camera, merged.ends.len(), plain).of_level());
    *style = GraphStyle {
        graph,
        level,
        vertices: settings.vertices,
        edges: settings.edges,
    };
}

/// The share of a thing that has to be left so that it looks as this share does at night.
fn share_on(theme: Theme, share: f32) -> f32 {
    match theme {
        Theme::Dark => share,
        Theme::Light => share.powf(ON_PAPER),
    }
}

/// What a style is made of beside settings, graph and camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::view) struct Moment {
    /// How much is left of what the filter keeps out, at night.
    filtered: f32,
    /// How much is left of the others while the pointer rests on a vertex, at night.
    quiet: f32,
    /// Height of the picture that the smallest sizes are meant for, pixels; 0: every picture.
    height: f32,
    /// As in [`StyleUniform`].
    wave: Vec4,
}

impl Moment {
    /// Nothing happens, but that a filter may hide what it keeps out.
    pub(in crate::view) const fn of_filter(hides: bool) -> Self {
        Self {
            filtered: if hides { 0.0 } else { FILTERED },
            quiet: 1.0,
            height: 0.0,
            wave: Vec4::ZERO,
        }
    }
}

/// The style of a graph of so many edges, seen by a camera.
pub(in crate::view) fn style_of(
    settings: &ViewSettings,
    extent: &GraphExtent,
    camera: &CameraSummary,
    edges: usize,
    moment: Moment,
) -> StyleUniform {
    let background = settings.background();
    let light = settings.theme == Theme::Light;
    // The nearest and the farthest part of the graph along the line of sight.
    let distance = camera.distance_to(extent.middle);
    let depth = extent.depth(camera.sight());
    let near = (distance - depth).max(0.0);
    // A flat graph's fog begins and ends at one place, and is none.
    let far = (distance + depth).max(near + 1e-3 * near.max(extent.radius));
    let strongest = if light { FOG_LIGHT } else { FOG_DARK };
    let left = |share| share_on(settings.theme, share);
    let opacity = edge_opacity(edges, extent, camera, settings.theme);
    let fog = strongest * (depth / (DEEP * extent.radius)).min(1.0);
    StyleUniform {
        background: palette::linear(background, f32::from(u8::from(light))),
        accent: palette::linear(settings.palette().accent, left(DIMMED)),
        fog: Vec4::new(near, far, fog, opacity),
        sizes: Vec4::new(
            extent.vertex_radius,
            SMALLEST_VERTEX,
            extent.vertex_radius * EDGE_WIDTH,
            THINNEST_EDGE,
        ),
        arrow: Vec4::new(
            extent.vertex_radius * ARROW,
            left(moment.filtered),
            left(moment.quiet),
            moment.height,
        ),
        wave: moment.wave,
        beneath: Vec4::new(
            1.0,
            extent.mean_edge * LONG_EDGE,
            (camera.distance_to(extent.center) - extent.radius).max(0.0),
            0.0,
        ),
        counts: Vec4::ZERO,
    }
}

/// The more often edges cover each other on the screen, the more each of them
/// lets through, so that a dense graph does not turn into a grey mass. Who comes nearer, to where
/// edges have become no wider but farther apart, sees each of them better.
fn edge_opacity(edges: usize, extent: &GraphExtent, camera: &CameraSummary, theme: Theme) -> f32 {
    let distance = camera.orbit().map_or(extent.radius, |orbit| orbit.radius);
    let pixel = 2.0 * (FIELD_OF_VIEW * 0.5).tan() * distance / USUAL_HEIGHT;
    let width = 2.0 * (extent.vertex_radius * EDGE_WIDTH).max(THINNEST_EDGE * pixel);
    let layers = edges as f32 * extent.mean_edge * width / extent.shadow(camera.sight());
    let each = EDGE_OPACITY / (1.0 + layers).powf(CROWDING);
    if theme == Theme::Dark {
        return each;
    }
    // What has to look alike on paper is what they cover together: where many lie on each other,
    // each of them needs little more. (`exp_m1` and `ln_1p`: hardly anything comes through them.)
    let pile = f64::from(layers.max(1.0));
    let through = ((-f64::from(each)).ln_1p() * pile).exp();
    if through < f64::EPSILON {
        return each;
    }
    let on_paper = -(f64::from(ON_PAPER) * (-through).ln_1p()).exp_m1();
    -(on_paper.ln() / pile).exp_m1() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Arrangement;

    #[test]
    fn heads_are_left_out_when_the_nearest_would_be_a_blot() {
        let style = |nearest| StyleUniform {
            arrow: Vec4::X,
            beneath: Vec4::Z * nearest,
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
        // Under a pulse they are longer; edges of levels have none, from within neither.
        let wave = StyleUniform {
            wave: Vec4::Z,
            ..style(273.0)
        };
        assert!(wave.has_heads(800.0, 1.0));
        let level = StyleUniform {
            arrow: Vec4::ZERO,
            ..style(0.0)
        };
        assert!(!level.has_heads(800.0, 1.0));
    }

    #[test]
    fn dense_graphs_have_fainter_edges_but_visible_ones_and_clearer_ones_from_near() {
        let positions: Vec<Vec3> = (0..1000)
            .map(|i| Vec3::new((i % 10) as f32, (i / 10 % 10) as f32, (i / 100) as f32))
            .collect();
        let ends: Vec<[u32; 2]> = (0..999).map(|i| [i, i + 1]).collect();
        let extent = GraphExtent::measure(&positions, &ends, Arrangement::Space);
        let from = |distance| CameraSummary(vec![0.0, 0.0, 0.0, 0.3, 0.2, distance]);
        let opacity = |edges, distance, theme| edge_opacity(edges, &extent, &from(distance), theme);
        let sparse = opacity(1000, 40.0, Theme::Dark);
        let dense = opacity(200_000, 40.0, Theme::Dark);
        assert!(sparse > dense && dense > 0.02 && sparse <= EDGE_OPACITY);
        // On paper a single edge needs much more, and one in a crowd little.
        let paper = [1000, 200_000].map(|edges| opacity(edges, 40.0, Theme::Light));
        assert!(paper[0] > sparse && paper[1] > dense && paper[0] / sparse > paper[1] / dense);
        // In steps that nobody sees, however one zooms.
        for (theme, near) in [(Theme::Dark, dense), (Theme::Light, paper[1])] {
            let mut before = opacity(200_000, 4000.0, theme);
            for step in 1..=1000 {
                let now = opacity(200_000, 4000.0 * 0.99f32.powi(step), theme);
                assert!(now >= before && now < 1.02 * before);
                before = now;
            }
            assert!(before > near);
        }
    }
}
