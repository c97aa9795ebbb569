//! The style uniform: theme, fading, sizes and the wave, computed once a frame.
//!
//! It reads the view settings, the graph's extent, the camera and the wave. Its fields have the
//! order of `Style` in `graph.wgsl`. The SVG writer computes the same style with [`compute_style`].

use bevy::{
    prelude::*,
    render::{MainWorld, render_resource::ShaderType},
};

use super::{
    picture::PictureHeight,
    shared::{LIT_EDGE_WIDTH, PULSE_SWELL, SMALLEST_HEAD},
};
use crate::{
    explore::Filtered,
    graph::{CurrentScene, GraphIndex},
    view::{
        camera::{CameraSummary, extent::GraphExtent, framing::FIELD_OF_VIEW},
        look::{
            appearance::ARROW_LENGTH, highlight::HoverFade, palette, settings::ViewSettings,
            theme::Theme,
        },
        marks::{levels::LevelView, waves::Wave},
    },
};

/// Smallest radius of a vertex on the screen, physical pixels: no vertex vanishes.
const SMALLEST_VERTEX: f32 = 1.3;
/// Smallest half width of an edge on the screen, physical pixels; a thinner edge fades instead.
const THINNEST_EDGE: f32 = 0.55;
/// Half width of an edge, as a share of a vertex's radius.
const EDGE_WIDTH: f32 = 0.11;
/// Opacity of an edge where edges do not overlap.
const EDGE_OPACITY: f32 = 0.8;
/// Edges that cover each other are fainter: opacity falls with this power of their number.
const CROWDING: f32 = 0.65;
/// Shares mix linear light. On a light background a share looks weaker than on a dark one; this
/// power of the share looks the same.
const ON_PAPER: f32 = 0.45;
/// Edges longer than this multiple of the mean length are fainter, because they cross most others.
const LONG_EDGE: f32 = 1.5;
/// Height of the picture that the thinnest edges are meant for, pixels. A picture with more pixels
/// must not have fainter edges.
pub const USUAL_HEIGHT: f32 = 800.0;
/// Share that is left of a filtered element on a dark background.
const FILTERED: f32 = 0.07;
/// Share that is left of the other elements while the pointer rests on a vertex.
const QUIET: f32 = 0.25;
/// Share that is left of the graph beneath a shown level.
const BENEATH: f32 = 0.22;
/// Width of a level's edges, as a multiple of the graph's.
const LEVEL_EDGE: f32 = 1.5;
/// Share that is left of a dimmed element.
const DIMMED: f32 = 0.25;
/// Share of the farthest element that fades into the background. It is lower on a light
/// background, where colours have less contrast to lose.
const FOG_DARK: f32 = 0.84;
const FOG_LIGHT: f32 = 0.32;
/// A graph has its full fog if its depth is this share of its radius; a flat graph has none.
const DEEP: f32 = 0.3;

/// The uniform as the shaders read it.
///
/// The order of the fields packs without gaps: each `Vec3` is followed by a scalar. The derive pads
/// the size to a multiple of 16 bytes, which WebGL2 requires.
#[derive(Clone, Copy, Debug, Default, PartialEq, ShaderType)]
pub(in crate::view) struct StyleUniform {
    /// Background, linear RGB.
    pub background: Vec3,
    /// 1 on the light theme, else 0.
    pub light_theme: f32,
    /// Colour of rings and lit edges, linear RGB.
    pub accent: Vec3,
    /// Share that is left of a dimmed element.
    pub dimmed_share: f32,
    /// Distance at which fog begins, world units.
    pub fog_start: f32,
    /// Distance at which fog has its full strength, world units.
    pub fog_end: f32,
    /// Share of the background in the colour of the farthest vertex.
    pub fog_strength: f32,
    /// Opacity of a usual edge, 0 to 1.
    pub edge_opacity: f32,
    /// Radius of a usual vertex, world units.
    pub vertex_radius: f32,
    /// Smallest radius of a usual vertex on the screen, pixels.
    pub smallest_radius: f32,
    /// Half width of an edge, world units.
    pub edge_half_width: f32,
    /// Smallest half width of an edge on the screen, pixels.
    pub thinnest_half_width: f32,
    /// Length of an arrowhead, world units.
    pub arrow_length: f32,
    /// Share that is left of a filtered element; 0 hides it.
    pub filtered_share: f32,
    /// Share that is left of a quiet element.
    pub quiet_share: f32,
    /// Height of the picture that the smallest sizes are meant for, pixels; 0: every picture.
    /// Smallest sizes grow with a picture that is higher.
    pub reference_height: f32,
    /// The turn that the wave has reached, in codes of 16 bits.
    pub wave_turn: f32,
    /// Turns that a pulse needs for an edge.
    pub pulse_turns: f32,
    /// 1 forward, −1 backward, 0 without a wave.
    pub wave_direction: f32,
    /// 1 if motion is reduced: no pulse moves.
    pub calm: f32,
    /// Share that is left of elements that are not selected.
    pub unselected_share: f32,
    /// Longer edges are fainter, world units.
    pub long_edge: f32,
    /// Distance of the graph's nearest point, world units.
    pub nearest_distance: f32,
    /// Vertices on the graphics card.
    pub vertex_count: u32,
    /// Edges on the graphics card.
    pub edge_count: u32,
}

impl StyleUniform {
    /// The style of a graph beneath a shown level.
    pub(in crate::view) fn beneath_level(mut self, theme: Theme) -> Self {
        self.unselected_share = share_on(theme, BENEATH);
        self
    }

    /// The style of a level: its edges have no arrowheads, and they are so few that long ones need
    /// not be fainter.
    pub(in crate::view) fn for_level(mut self) -> Self {
        self.arrow_length = 0.0;
        self.long_edge = f32::MAX;
        self.edge_half_width *= LEVEL_EDGE;
        self
    }

    /// The style of a graph whose edges have no direction.
    pub(in crate::view) fn without_arrows(mut self) -> Self {
        self.arrow_length = 0.0;
        self
    }

    /// Whether a wave runs.
    pub fn has_wave(&self) -> bool {
        self.wave_direction != 0.0
    }

    /// Whether any arrowhead is large enough to be drawn in a picture of `height` pixels.
    /// `cotangent` is of half the vertical field of view. Without heads, an edge is two triangles
    /// instead of five. `edges.wgsl` decides the same for each edge.
    pub fn has_heads(&self, height: f32, cotangent: f32) -> bool {
        let pixel = if self.reference_height > 0.0 {
            height / self.reference_height
        } else {
            1.0
        };
        let swells = self.has_wave() && self.calm == 0.0;
        let widest = LIT_EDGE_WIDTH * if swells { 1.0 + PULSE_SWELL } else { 1.0 };
        let longest = self.arrow_length * widest * cotangent * 0.5 * height;
        longest > 0.0 && longest >= SMALLEST_HEAD * pixel * self.nearest_distance
    }
}

/// The style of this frame, and the draws that are switched on.
#[derive(Resource, Default)]
pub(super) struct GraphStyle {
    pub graph: StyleUniform,
    /// The style of the shown level, if there is one.
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
    let wave = main
        .get_resource::<Wave>()
        .map_or([0.0; 3], Wave::uniform_values);
    let view = main.get_resource::<LevelView>();
    let merged = view.and_then(LevelView::merged);
    // A level has neither a wave nor quiet elements.
    let without_wave = StyleModifiers {
        reference_height: height.map_or(0.0, |height| height.pixels),
        ..StyleModifiers::from_filter(hides)
    };
    let modifiers = StyleModifiers {
        quiet,
        wave,
        calm: settings.calm,
        ..without_wave
    };
    let mut graph = compute_style(settings, extent, camera, index.ends.len(), modifiers);
    let scene = main.get_resource::<CurrentScene>();
    if scene.is_some_and(|scene| !scene.graph.directed) {
        graph = graph.without_arrows();
    }
    if merged.is_some() {
        graph = graph.beneath_level(settings.theme);
    }
    let level = merged.map(|merged| {
        compute_style(settings, extent, camera, merged.ends.len(), without_wave).for_level()
    });
    *style = GraphStyle {
        graph,
        level,
        vertices: settings.vertices,
        edges: settings.edges,
    };
}

/// The share that looks on this theme as `share` looks on a dark background.
fn share_on(theme: Theme, share: f32) -> f32 {
    match theme {
        Theme::Dark => share,
        Theme::Light => share.powf(ON_PAPER),
    }
}

/// Inputs of a style beside settings, graph and camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::view) struct StyleModifiers {
    /// Share that is left of a filtered element on a dark background.
    filtered: f32,
    /// Share that is left of a quiet element on a dark background.
    quiet: f32,
    /// See [`StyleUniform::reference_height`].
    reference_height: f32,
    /// Turn, turns of a pulse, and direction, from [`Wave::uniform_values`].
    wave: [f32; 3],
    /// Whether motion is reduced.
    calm: bool,
}

impl StyleModifiers {
    /// No wave and no hovered vertex; the filter hides elements or fades them.
    pub(in crate::view) const fn from_filter(hides: bool) -> Self {
        Self {
            filtered: if hides { 0.0 } else { FILTERED },
            quiet: 1.0,
            reference_height: 0.0,
            wave: [0.0; 3],
            calm: false,
        }
    }
}

/// Computes the style of a graph with this number of edges, seen by a camera.
pub(in crate::view) fn compute_style(
    settings: &ViewSettings,
    extent: &GraphExtent,
    camera: &CameraSummary,
    edges: usize,
    modifiers: StyleModifiers,
) -> StyleUniform {
    let background = settings.background();
    let light = settings.theme == Theme::Light;
    // Fog spans the graph: from its nearest to its farthest part along the line of sight.
    let distance = camera.distance_to(extent.middle);
    let depth = extent.depth(camera.sight());
    let near = (distance - depth).max(0.0);
    // A flat graph has no depth and no fog: keep the range above zero for the division.
    let far = (distance + depth).max(near + 1e-3 * near.max(extent.radius));
    let strongest = if light { FOG_LIGHT } else { FOG_DARK };
    let left = |share| share_on(settings.theme, share);
    let opacity = edge_opacity(edges, extent, camera, settings.theme);
    let [wave_turn, pulse_turns, wave_direction] = modifiers.wave;
    let fog = strongest * (depth / (DEEP * extent.radius)).min(1.0);
    StyleUniform {
        background: palette::to_linear(background),
        light_theme: f32::from(u8::from(light)),
        accent: palette::to_linear(settings.palette().accent),
        dimmed_share: left(DIMMED),
        fog_start: near,
        fog_end: far,
        fog_strength: fog,
        edge_opacity: opacity,
        vertex_radius: extent.vertex_radius,
        smallest_radius: SMALLEST_VERTEX,
        edge_half_width: extent.vertex_radius * EDGE_WIDTH,
        thinnest_half_width: THINNEST_EDGE,
        arrow_length: extent.vertex_radius * ARROW_LENGTH,
        filtered_share: left(modifiers.filtered),
        quiet_share: left(modifiers.quiet),
        reference_height: modifiers.reference_height,
        wave_turn,
        pulse_turns,
        wave_direction,
        calm: f32::from(u8::from(modifiers.calm)),
        unselected_share: 1.0,
        long_edge: extent.mean_edge * LONG_EDGE,
        nearest_distance: (camera.distance_to(extent.center) - extent.radius).max(0.0),
        vertex_count: 0,
        edge_count: 0,
    }
}

/// Opacity of a usual edge, 0 to 1.
///
/// The more edges cover each other on the screen, the more transparent each is: a dense graph must
/// not turn into a grey mass. Near the graph, edges are farther apart and no wider, so each is
/// more opaque.
fn edge_opacity(edges: usize, extent: &GraphExtent, camera: &CameraSummary, theme: Theme) -> f32 {
    let distance = camera.orbit().map_or(extent.radius, |orbit| orbit.radius);
    let pixel = 2.0 * (FIELD_OF_VIEW * 0.5).tan() * distance / USUAL_HEIGHT;
    let width = 2.0 * (extent.vertex_radius * EDGE_WIDTH).max(THINNEST_EDGE * pixel);
    // Mean number of edges over a pixel of the graph's area on the screen.
    let layers = edges as f32 * extent.mean_edge * width / extent.shadow(camera.sight());
    let each = EDGE_OPACITY / (1.0 + layers).powf(CROWDING);
    if theme == Theme::Dark {
        return each;
    }
    // On a light background, the pile of edges must cover as much as it seems to cover on a dark
    // one: raise the pile's opacity, then divide it among the edges. `exp_m1` and `ln_1p` keep
    // the digits of a transparency near zero.
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
            arrow_length: 1.0,
            nearest_distance: nearest,
            ..default()
        };
        // A head of one unit, lit, is 1.7 * 0.5 * 800 / distance pixels long.
        assert!(style(0.0).has_heads(800.0, 1.0));
        assert!(style(271.0).has_heads(800.0, 1.0));
        assert!(!style(273.0).has_heads(800.0, 1.0));
        // In a picture of twice the height, the smallest sizes are still meant for the window.
        let mut picture = style(273.0);
        assert!(picture.has_heads(1600.0, 1.0));
        picture.reference_height = 800.0;
        assert!(!picture.has_heads(1600.0, 1.0));
        // A pulse makes heads longer; edges of levels have none, even from within the graph.
        let wave = StyleUniform {
            wave_direction: 1.0,
            ..style(273.0)
        };
        assert!(wave.has_heads(800.0, 1.0));
        let level = StyleUniform {
            arrow_length: 0.0,
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
        // On a light background a single edge is much more opaque, one of many a little more.
        let paper = [1000, 200_000].map(|edges| opacity(edges, 40.0, Theme::Light));
        assert!(paper[0] > sparse && paper[1] > dense && paper[0] / sparse > paper[1] / dense);
        // Zooming changes the opacity in steps that are too small to see.
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
