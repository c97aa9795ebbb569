// Shared by the two draws: the view, the style, and the data of vertices and edges.
#define_import_path gradswarm::graph

#import bevy_render::view::View
#import gradswarm::srgb::to_srgb
#import gradswarm::shared::{
    BATCH, CORNERS, DIMMED, FILTERED, FOG_LINEAR, LARGEST_DOT, QUIET, SELECTED,
}

// The fields of `StyleUniform` in `style.rs`, in the same order. A `vec3` must be followed by a scalar.
struct Style {
    // Linear RGB.
    background: vec3<f32>,
    // 1 on the light theme, else 0.
    light_theme: f32,
    // Colour of rings and lit edges, linear RGB.
    accent: vec3<f32>,
    // Share that is left of a dimmed element.
    dimmed_share: f32,
    // Distances along the line of sight, world units.
    fog_start: f32,
    fog_end: f32,
    fog_strength: f32,
    edge_opacity: f32,
    // World units, and the smallest radius in pixels.
    vertex_radius: f32,
    smallest_radius: f32,
    // World units, and the smallest half width in pixels.
    edge_half_width: f32,
    thinnest_half_width: f32,
    // World units.
    arrow_length: f32,
    // Shares that are left of filtered and of quiet elements.
    filtered_share: f32,
    quiet_share: f32,
    // Height of the picture that the smallest sizes are meant for, pixels; 0: every picture.
    reference_height: f32,
    // The turn that the wave has reached.
    wave_turn: f32,
    // Turns that a pulse needs for an edge.
    pulse_turns: f32,
    // 1 forward, -1 backward, 0 without a wave.
    wave_direction: f32,
    // 1 if motion is reduced: no pulse moves.
    calm: f32,
    // Share that is left of elements that are not selected.
    unselected_share: f32,
    // Longer edges are fainter, world units.
    long_edge: f32,
    // Distance of the graph's nearest point, world units.
    nearest_distance: f32,
    // Elements to draw.
    vertex_count: u32,
    edge_count: u32,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<uniform> style: Style;
@group(0) @binding(2) var positions: texture_2d<f32>;
@group(0) @binding(3) var vertices: texture_2d<u32>;
@group(0) @binding(4) var edges: texture_2d<u32>;

// The element that a corner belongs to, and the corner's number in the element.
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

// Filtered out, while the filter hides instead of fading.
fn is_hidden(state: u32) -> bool {
    return (state & FILTERED) != 0u && style.filtered_share == 0.0;
}

// Share that is left of an element when others stand out.
fn share_left(state: u32) -> f32 {
    if (state & FILTERED) != 0u {
        return style.filtered_share;
    }
    let left = select(style.unselected_share, 1.0, (state & SELECTED) != 0u);
    if (state & DIMMED) != 0u {
        return left * style.dimmed_share;
    }
    return left * select(1.0, style.quiet_share, (state & QUIET) != 0u);
}

// World position in xyz, the vertex's scale in w.
fn position_of(vertex: u32) -> vec4<f32> {
    return textureLoad(positions, texel_of(vertex, textureDimensions(positions).x), 0);
}

fn to_view(world: vec3<f32>) -> vec3<f32> {
    return (view.view_from_world * vec4<f32>(world, 1.0)).xyz;
}

fn near_plane() -> f32 {
    return view.clip_from_view[3][2];
}

// Pixels per world unit at a distance along the line of sight.
fn pixels_per_unit(distance: f32) -> f32 {
    return view.clip_from_view[1][1] * 0.5 * view.viewport.w / distance;
}

// Pixels of this picture per pixel of the picture that the smallest sizes are meant for.
fn pixel_scale() -> f32 {
    return select(1.0, view.viewport.w / style.reference_height, style.reference_height > 0.0);
}

// Radius of a vertex in world units: its own, or the smallest that is visible.
fn drawn_radius(scale: f32, pixels: f32) -> f32 {
    return max(style.vertex_radius * scale, style.smallest_radius * pixel_scale() * min(scale, LARGEST_DOT) / pixels);
}

// 0 at the near side of the graph, `fog_strength` at its far side.
fn fog_at(distance: f32) -> f32 {
    let share = clamp((distance - style.fog_start) / (style.fog_end - style.fog_start), 0.0, 1.0);
    return style.fog_strength * share * (FOG_LINEAR + (1.0 - FOG_LINEAR) * share);
}

// A 16-bit turn from its high byte, as a share of 255, and its low byte.
fn turn_of(high: f32, low: u32) -> f32 {
    return round(high * 255.0) * 256.0 + f32(low);
}

// Pulse lengths since the wave reached a turn; negative before that.
fn since_turn(turn: f32) -> f32 {
    return (style.wave_turn - turn) * style.wave_direction / style.pulse_turns;
}

fn from_srgb(c: vec3<f32>) -> vec3<f32> {
    return select(pow((c + 0.055) / 1.055, vec3<f32>(2.4)), c / 12.92, c <= vec3<f32>(0.04045));
}

#ifdef ENCODED
// Encodes a colour for a texture that blends the values that it stores.
fn stored(c: vec3<f32>) -> vec3<f32> {
    return to_srgb(c);
}

// Encodes a translucent colour. Blended over the background in sRGB, it looks the same as after
// blending in linear light: the opacity is projected onto the line from background to colour.
fn stored_over(colour: vec4<f32>) -> vec4<f32> {
    let behind = to_srgb(style.background);
    let full = to_srgb(colour.rgb);
    let mixed = to_srgb(mix(style.background, colour.rgb, colour.a));
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

// A clip position outside of the view: the element is not drawn.
fn nowhere() -> vec4<f32> {
    return vec4<f32>(2.0, 2.0, 2.0, 1.0);
}
