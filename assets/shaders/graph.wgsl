// What the two draws share: the view, the style, the data of vertices and edges.
#define_import_path gradswarm::graph

#import bevy_render::view::View
#import gradswarm::srgb::to_srgb

struct Style {
    // Background, linear; 1 on the light theme.
    background: vec4<f32>,
    // Rings and lit edges, linear; how much of a dimmed thing is left.
    accent: vec4<f32>,
    // Distances at which fog begins and ends, its strength; opacity of edges.
    fog: vec4<f32>,
    // Vertex radius (world), its smallest (pixels), edge half width (world), its smallest (pixels).
    sizes: vec4<f32>,
    // Arrowhead length (world); how much is left of what is filtered out, and of what is quiet; height of the
    // picture that smallest sizes are meant for (pixels, 0: every one).
    arrow: vec4<f32>,
    // The wave: its turn, turns that a pulse is on its way, direction (0: none); 1 without moving pulses.
    wave: vec4<f32>,
    // How much is left of what is not selected; length from which on edges are fainter (world).
    beneath: vec4<f32>,
    // Vertices and edges to draw.
    counts: vec4<f32>,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<uniform> style: Style;
@group(0) @binding(2) var positions: texture_2d<f32>;
@group(0) @binding(3) var vertices: texture_2d<u32>;
@group(0) @binding(4) var edges: texture_2d<u32>;

// As `batch.rs` has them: elements of a batch, corners that an element has room for.
const BATCH: u32 = 256u;
const CORNERS: u32 = 8u;

// The element that a corner belongs to, and which of its corners it is.
fn element_of(batch: u32, index: u32) -> vec2<u32> {
    return vec2<u32>(batch * BATCH + index / CORNERS, index % CORNERS);
}

fn texel_of(element: u32, width: u32) -> vec2<i32> {
    return vec2<i32>(i32(element % width), i32(element / width));
}

// The four bytes of a word, the lowest first.
fn bytes_of(word: u32) -> vec4<u32> {
    return (vec4<u32>(word) >> vec4<u32>(0u, 8u, 16u, 24u)) & vec4<u32>(255u);
}

fn shares_of(word: u32) -> vec4<f32> {
    return vec4<f32>(bytes_of(word)) / 255.0;
}

// As `appearance.rs` sets them.
const HOVERED: u32 = 1u;
const NEIGHBOUR: u32 = 2u;
const SELECTED: u32 = 4u;
const DIMMED: u32 = 8u;
const PINNED: u32 = 16u;
const MATCH: u32 = 32u;
const QUIET: u32 = 64u;
const FILTERED: u32 = 128u;

// Filtered out, and not even to be guessed at.
fn is_hidden(state: u32) -> bool {
    return (state & FILTERED) != 0u && style.arrow.y == 0.0;
}

// How much is left of a thing when others stand out.
fn share_left(state: u32) -> f32 {
    if (state & FILTERED) != 0u {
        return style.arrow.y;
    }
    let left = select(style.beneath.x, 1.0, (state & SELECTED) != 0u);
    if (state & DIMMED) != 0u {
        return left * style.accent.w;
    }
    return left * select(1.0, style.arrow.z, (state & QUIET) != 0u);
}

// World position, and in w the vertex's scale.
fn position_of(vertex: u32) -> vec4<f32> {
    return textureLoad(positions, texel_of(vertex, textureDimensions(positions).x), 0);
}

fn to_view(world: vec3<f32>) -> vec3<f32> {
    return (view.view_from_world * vec4<f32>(world, 1.0)).xyz;
}

fn near_plane() -> f32 {
    return view.clip_from_view[3][2];
}

// Pixels that a world unit takes at a distance along the line of sight.
fn pixels_per_unit(distance: f32) -> f32 {
    return view.clip_from_view[1][1] * 0.5 * view.viewport.w / distance;
}

// Pixels of this picture for one of the picture that smallest sizes are meant for.
fn pixel_scale() -> f32 {
    return select(1.0, view.viewport.w / style.arrow.w, style.arrow.w > 0.0);
}

// Radius of a vertex in world units: as it is, or as small as may be seen.
fn drawn_radius(scale: f32, pixels: f32) -> f32 {
    return max(style.sizes.x * scale, style.sizes.y * pixel_scale() * min(scale, 2.5) / pixels);
}

// 0 in front, `strength` at the far side of the graph.
fn fog_at(distance: f32) -> f32 {
    let share = clamp((distance - style.fog.x) / (style.fog.y - style.fog.x), 0.0, 1.0);
    return style.fog.z * share * (0.5 + 0.5 * share);
}

// A turn from its high byte as a share and its low byte.
fn turn_of(high: f32, low: u32) -> f32 {
    return round(high * 255.0) * 256.0 + f32(low);
}

// How long ago, in pulses, the wave was at a turn; negative before that.
fn since_turn(turn: f32) -> f32 {
    return (style.wave.x - turn) * style.wave.z / style.wave.y;
}

fn from_srgb(c: vec3<f32>) -> vec3<f32> {
    return select(pow((c + 0.055) / 1.055, vec3<f32>(2.4)), c / 12.92, c <= vec3<f32>(0.04045));
}

#ifdef ENCODED
// As the texture stores it, which mixes colours so.
fn stored(c: vec3<f32>) -> vec3<f32> {
    return to_srgb(c);
}

// The same for what is seen through: it comes out as if it had been mixed linearly with the background.
fn stored_over(colour: vec4<f32>) -> vec4<f32> {
    let behind = to_srgb(style.background.rgb);
    let full = to_srgb(colour.rgb);
    let mixed = to_srgb(mix(style.background.rgb, colour.rgb, colour.a));
    let span = full - behind;
    let opacity = dot(mixed - behind, span) / max(dot(span, span), 1e-4);
    return vec4<f32>(full, clamp(opacity, 0.0, 1.0));
}
#else
fn stored(c: vec3<f32>) -> vec3<f32> {
    return c;
}

fn stored_over(colour: vec4<f32>) -> vec4<f32> {
    return colour;
}
#endif

// Puts a corner where it is never drawn.
fn nowhere() -> vec4<f32> {
    return vec4<f32>(2.0, 2.0, 2.0, 1.0);
}
