// Vertices: impostors. Each is a square that faces the screen, in which a ball or a rounded box is shaded.
#import gradswarm::graph::{
    view, style, vertices, element_of, texel_of, bytes_of, shares_of, position_of, to_view, near_plane, pixels_per_unit,
    drawn_radius, fog_at, from_srgb, stored, nowhere,
    since_turn, turn_of, is_hidden, share_left,
}
#import gradswarm::shared::{
    BOX, DEPTH_OFFSET, HOLLOW, HOLLOW_FILL, HOVERED, LIT_FOG, MATCH, NEIGHBOUR, NEIGHBOUR_TINT, PINNED,
    SELECTED, SELECTED_RING, SELECTED_RING_WIDTH, SIGN_DARK, SIGN_HALF_WIDTH, SIGN_LIGHT, SIGN_REACH,
    SIGN_SHIFT, SIGN_SWITCH, SMALLEST_BOX, SMALLEST_SIGN,
}

struct Corner {
    @builtin(position) clip: vec4<f32>,
    // Place relative to the centre, in radii.
    @location(0) uv: vec2<f32>,
    @location(1) @interpolate(flat) colour: vec3<f32>,
    // Bits of the shape, bits of the state.
    @location(2) @interpolate(flat) flags: vec2<u32>,
    // Radius in pixels, fog, pulse lengths since the wave reached this vertex.
    @location(3) @interpolate(flat) size: vec3<f32>,
    // Line of sight to the centre, in world space.
    @location(4) @interpolate(flat) sight: vec3<f32>,
}

@vertex
fn vertex(
    @builtin(vertex_index) index: u32,
    @builtin(instance_index) batch: u32,
) -> Corner {
    var out: Corner;
    out.clip = nowhere();
    let element = element_of(batch, index);
    let corner = element.y;
    if element.x >= style.vertex_count {
        return out;
    }
    let data = textureLoad(vertices, texel_of(element.x, textureDimensions(vertices).x), 0);
    let colour = shares_of(data.x);
    let flags = bytes_of(data.y);
    let p = position_of(element.x);
    let centre = to_view(p.xyz);
    let distance = -centre.z;
    // The comparison is also false for NaN: such a vertex is not drawn.
    if !(distance > near_plane()) || is_hidden(flags.y) {
        return out;
    }
    let pixels = pixels_per_unit(distance);
    let since = since_turn(turn_of(colour.a, flags.w));
    // The vertex swells when the wave passes it.
    let comes_by = style.wave_direction != 0.0 && style.calm == 0.0 && since >= 0.0;
    let swell = select(1.0, 1.0 + 0.6 * exp(-since * 1.5), comes_by);
    let radius = drawn_radius(p.w * swell, pixels);
    let radius_pixels = radius * pixels;
    let ringed = (flags.y & (HOVERED | SELECTED | MATCH | PINNED)) != 0u;
    let margin = select(1.0, 1.55, ringed) + 1.0 / radius_pixels;
    let uv = vec2<f32>(f32(corner & 1u) * 2.0 - 1.0, f32(corner >> 1u) * 2.0 - 1.0) * margin;
    out.clip = view.clip_from_view * vec4<f32>(centre + vec3<f32>(uv * radius, 0.0), 1.0);
    // Move the vertex forward by half its radius: in the plane, a hub lies over its neighbours.
    out.clip.z *= distance / max(distance - DEPTH_OFFSET * radius, 0.5 * distance);
    out.uv = uv;
    out.colour = from_srgb(colour.rgb);
    out.flags = flags.xy;
    out.size = vec3<f32>(radius_pixels, fog_at(distance), since);
    out.sight = normalize(p.xyz - view.world_position);
    return out;
}

// Signed distance to a rounded box around the origin.
fn rounded_box(p: vec3<f32>) -> f32 {
    let q = abs(p) - vec3<f32>(BOX_HALF - BOX_ROUND);
    return length(max(q, vec3<f32>(0.0))) + min(max(q.x, max(q.y, q.z)), 0.0) - BOX_ROUND;
}

const BOX_HALF: f32 = 0.66;
const BOX_ROUND: f32 = 0.17;

struct Surface {
    // In view space.
    normal: vec3<f32>,
    // Share of the pixel that is covered.
    coverage: f32,
    // Distance from the rim, pixels; positive inside.
    inside: f32,
}

fn ball(uv: vec2<f32>, radius: f32) -> Surface {
    let r = length(uv);
    let inside = (1.0 - r) * radius;
    let normal = vec3<f32>(uv, sqrt(max(1.0 - r * r, 0.0)));
    return Surface(normalize(normal), clamp(inside + 0.5, 0.0, 1.0), inside);
}

// Sphere tracing: follows the line of sight through the box. The nearest distance gives the coverage.
fn box(uv: vec2<f32>, radius: f32, sight: vec3<f32>) -> Surface {
    let right = view.world_from_view[0].xyz;
    let up = view.world_from_view[1].xyz;
    let origin = right * uv.x + up * uv.y - sight * 1.4;
    var travelled = 0.0;
    var nearest = 1e3;
    for (var i = 0; i < 14; i++) {
        let d = rounded_box(origin + sight * travelled);
        nearest = min(nearest, d);
        travelled += max(d, 0.0);
        // The ray hit the box, or passed it.
        if d < 0.003 || travelled > 2.6 {
            break;
        }
    }
    let hit = origin + sight * travelled;
    let q = sign(hit) * max(abs(hit) - vec3<f32>(BOX_HALF - BOX_ROUND), vec3<f32>(1e-4));
    let normal = (view.view_from_world * vec4<f32>(q, 0.0)).xyz;
    // A ray that hits has no distance to the rim: two pixels stand for the inside.
    let inside = select(-nearest * radius, 2.0, nearest < max(0.004, 0.25 / radius));
    return Surface(normalize(normal), clamp(inside + 0.5, 0.0, 1.0), inside);
}

// Distance to the segment from `a` to `b`.
fn segment(p: vec2<f32>, a: vec2<f32>, b: vec2<f32>) -> f32 {
    let along = b - a;
    let t = clamp(dot(p - a, along) / dot(along, along), 0.0, 1.0);
    return length(p - a - along * t);
}

// Distance to the lines of an operation's sign, whose half size is 1: `decals.rs` has the same lines.
fn sign_distance(kind: u32, p: vec2<f32>) -> f32 {
    switch kind {
        // Plus.
        case 1u: {
            return min(
                segment(p, vec2<f32>(-1.0, 0.0), vec2<f32>(1.0, 0.0)),
                segment(p, vec2<f32>(0.0, -1.0), vec2<f32>(0.0, 1.0)),
            );
        }
        // Cross.
        case 2u: {
            return min(
                segment(p, vec2<f32>(-0.8, -0.8), vec2<f32>(0.8, 0.8)),
                segment(p, vec2<f32>(-0.8, 0.8), vec2<f32>(0.8, -0.8)),
            );
        }
        // Caret.
        case 3u: {
            return min(
                segment(p, vec2<f32>(-0.8, -0.4), vec2<f32>(0.0, 0.6)),
                segment(p, vec2<f32>(0.0, 0.6), vec2<f32>(0.8, -0.4)),
            );
        }
        // The steps of an activation: low, rising, high.
        case 4u: {
            let low = segment(p, vec2<f32>(-1.0, -0.6), vec2<f32>(-0.4, -0.6));
            let rise = segment(p, vec2<f32>(-0.4, -0.6), vec2<f32>(0.4, 0.6));
            let high = segment(p, vec2<f32>(0.4, 0.6), vec2<f32>(1.0, 0.6));
            return min(low, min(rise, high));
        }
        // A curve that rises ever faster.
        case 5u: {
            let low = segment(p, vec2<f32>(-1.0, -0.7), vec2<f32>(0.1, -0.4));
            let rise = segment(p, vec2<f32>(0.1, -0.4), vec2<f32>(0.8, 0.9));
            return min(low, rise);
        }
        // A dot.
        default: {
            return max(length(p) - 0.3, 0.0);
        }
    }
}

// The 48th power by products: a software renderer takes three times as long for `pow`.
fn gloss_of(cosine: f32) -> f32 {
    let second = cosine * cosine;
    let fourth = second * second;
    let eighth = fourth * fourth;
    let sixteenth = eighth * eighth;
    return sixteenth * sixteenth * sixteenth;
}

@fragment
fn fragment(in: Corner) -> @location(0) vec4<f32> {
    let radius = in.size.x;
    let shape = in.flags.x;
    let state = in.flags.y;
    let light_theme = style.light_theme;

    var surface: Surface;
    if (shape & BOX) != 0u && radius > SMALLEST_BOX {
        surface = box(in.uv, radius, in.sight);
    } else {
        surface = ball(in.uv, radius);
    }
    let n = surface.normal;

    // A key light over the left shoulder, a soft sky, a small gloss.
    let key = max(dot(n, normalize(vec3<f32>(-0.45, 0.62, 0.65))), 0.0);
    let sky = 0.5 + 0.5 * n.y;
    let gloss = gloss_of(max(dot(n, normalize(vec3<f32>(-0.25, 0.36, 0.90))), 0.0));
    let shade = mix(0.34, 0.54, light_theme) + 0.20 * sky + mix(0.62, 0.42, light_theme) * key;
    var colour = in.colour;
    var coverage = surface.coverage;

    if (shape & HOLLOW) != 0u {
        // Not computed: hatched, with a rim, unlit.
        let stripe = smoothstep(0.35, 0.65, abs(fract((in.uv.x + in.uv.y) * 1.6) - 0.5) * 2.0);
        let rim = smoothstep(0.70, 0.78, length(in.uv));
        let drawn = select(max(stripe * 0.55, rim), 0.75, radius < 4.0);
        colour = mix(mix(style.background, colour, HOLLOW_FILL), colour, drawn);
    } else {
        // Details fade with the size: a vertex of few pixels is a clean dot.
        let detail = smoothstep(1.5, 5.0, radius);
        colour *= mix(1.0, shade, detail);
        colour += vec3<f32>(0.30 * gloss * detail);
        // A thin dark outline separates it from its neighbours; on the light theme small vertices have one, too.
        let line = 1.0 - smoothstep(0.4, 1.6, surface.inside);
        let drawn = mix(detail, smoothstep(0.8, 3.0, radius), light_theme);
        colour = mix(colour, colour * 0.25, line * drawn * 0.8);
    }
    let sign = (shape >> SIGN_SHIFT) & 7u;
    if sign != 0u && radius > SMALLEST_SIGN {
        // The sign lies on the box like paint: it faces the screen and is not shaded. The paint is
        // dark on a bright operation: `sign_colour` in Rust chooses the same.
        let distance = sign_distance(sign, in.uv / SIGN_REACH) * SIGN_REACH;
        let mark = clamp((SIGN_HALF_WIDTH - distance) * radius + 0.5, 0.0, 1.0);
        let paint = mark * smoothstep(SMALLEST_SIGN, SMALLEST_SIGN + 3.0, radius) * coverage;
        let luminance = dot(in.colour, vec3<f32>(0.2126, 0.7152, 0.0722));
        let grey = select(SIGN_DARK, SIGN_LIGHT, luminance < SIGN_SWITCH);
        colour = mix(colour, vec3<f32>(grey), paint);
    }
    if (state & (NEIGHBOUR | MATCH)) != 0u {
        colour = mix(colour, style.accent, NEIGHBOUR_TINT);
    }
#ifdef WAVE
    // Before its turn, a number is not known yet.
    let unknown = mix(style.background, vec3<f32>(dot(colour, vec3<f32>(0.21, 0.72, 0.07))), 0.16);
    let glow = select(exp(-max(in.size.z, 0.0) * 1.5) * 0.45, 0.0, style.calm == 1.0);
    colour = select(mix(colour, vec3<f32>(1.0), glow), unknown, in.size.z < 0.0);
#endif
    // Lit vertices are visible through most of the fog.
    let fog = in.size.y * select(1.0, LIT_FOG, (state & (NEIGHBOUR | HOVERED | SELECTED | MATCH)) != 0u);
    colour = mix(colour, style.background, fog);
    colour = mix(style.background, colour, share_left(state));
    if (state & PINNED) != 0u {
        // A pinned vertex has the corners of a square around it.
        let q = abs(in.uv);
        let edge = (max(0.09, 0.7 / radius) - abs(max(q.x, q.y) - 1.2)) * radius + 0.5;
        let corner = (min(q.x, q.y) - 0.5) * radius + 0.5;
        let mark = clamp(min(edge, corner), 0.0, 1.0);
        let ink = mix(vec3<f32>(0.92), vec3<f32>(0.02), light_theme);
        colour = mix(colour, mix(style.background, ink, max(share_left(state), 0.85)), mark);
        coverage = max(coverage, mark);
    }
    if (state & (HOVERED | SELECTED | MATCH)) != 0u {
        let r = length(in.uv);
        let middle = select(1.28, SELECTED_RING, (state & SELECTED) != 0u);
        let width = select(0.05, SELECTED_RING_WIDTH, (state & SELECTED) != 0u);
        let ring = clamp((max(width, 0.8 / radius) - abs(r - middle)) * radius + 0.5, 0.0, 1.0);
        colour = mix(colour, style.accent, ring);
        coverage = max(coverage, ring);
    }
    // A pixel that is hardly covered must not write depth: it would hide what is behind.
    if coverage < 0.3 {
        discard;
    }
    return vec4<f32>(stored(colour), coverage);
}
