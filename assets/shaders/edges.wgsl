// Edges: a ribbon that faces the screen, from surface to surface, with an arrowhead at the target.
// The corner's number decides its place: 0 and 1 source, 2 and 3 neck, 4 and 5 wings, 6 tip.
#import gradswarm::graph::{
    view, style, edges, element_of, texel_of, bytes_of, shares_of, position_of, to_view, near_plane, pixels_per_unit,
    pixel_scale, drawn_radius, fog_at, from_srgb, stored_over, nowhere,
    since_turn, turn_of, is_hidden, share_left,
}
#import gradswarm::shared::{
    DEPTH_OFFSET, EDGE_END, EDGE_OVERLAP, EDGE_START, HEAD_HALF_WIDTH, LIT_EDGE_OPACITY, LIT_EDGE_TINT,
    LIT_EDGE_WIDTH, LIT_FOG, LONGEST_HEAD, LONG_EDGE_LEAST, NEIGHBOUR, PULSE_SWELL, SELECTED,
    SELECTED_EDGE_TINT, SMALLEST_HEAD, THIN_EDGE_FADE,
}

struct Corner {
    // Already divided by w: every varying is then linear on the screen.
    @builtin(position) clip: vec4<f32>,
    // Distance from the middle line and half width, pixels.
    @location(0) across: vec2<f32>,
    @location(1) colour: vec4<f32>,
    // Place along the pulse's way (0 to 1), and how far the pulse has come.
    @location(2) along: vec2<f32>,
}

// Clips the segment from `p` to `q` at the near plane; returns the new `p`.
fn in_front(p: vec3<f32>, q: vec3<f32>, near: f32) -> vec3<f32> {
    if -p.z >= near {
        return p;
    }
    return mix(p, q, (near + p.z) / (p.z - q.z));
}

fn to_pixels(ndc: vec2<f32>) -> vec2<f32> {
    return ndc * 0.5 * view.viewport.zw;
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
    if element.x >= style.edge_count {
        return out;
    }
    let data = textureLoad(edges, texel_of(element.x, textureDimensions(edges).x), 0);
    let ends = data.xy;
    let tint = shares_of(data.z);
    let flags = bytes_of(data.w);
    let source = position_of(ends.x);
    let goal = position_of(ends.y);
    var a = to_view(source.xyz);
    var b = to_view(goal.xyz);
    let near = near_plane() * 1.01;
    let span = length(b - a);
    // The comparison is also false for NaN: such an edge is not drawn.
    if !(max(-a.z, -b.z) > near && span > 0.0) || is_hidden(flags.x) {
        return out;
    }
    // Shorten the edge to run from surface to surface; vertices have a smallest size on the screen.
    let along = (b - a) / span;
    let radius_a = drawn_radius(source.w, pixels_per_unit(max(-a.z, near)));
    let radius_b = drawn_radius(goal.w, pixels_per_unit(max(-b.z, near)));
    if span <= (radius_a + radius_b) * EDGE_OVERLAP {
        return out;
    }
    a += along * radius_a * EDGE_START;
    b -= along * radius_b * EDGE_END;
    // An arriving edge grows from its source to its target.
    b = mix(b, a, f32(flags.y) / 255.0);
    a = in_front(a, b, near);
    b = in_front(b, a, near);

    // Project both ends; the ribbon is built in pixels.
    let clip_a = view.clip_from_view * vec4<f32>(a, 1.0);
    let clip_b = view.clip_from_view * vec4<f32>(b, 1.0);
    let ndc_a = clip_a.xyz / clip_a.w;
    let ndc_b = clip_b.xyz / clip_b.w;
    let line = to_pixels(ndc_b.xy) - to_pixels(ndc_a.xy);
    let length_pixels = max(length(line), 1e-4);
    let direction = line / length_pixels;
    let normal = vec2<f32>(-direction.y, direction.x);

    let state = flags.x;
    let lit = (state & (NEIGHBOUR | SELECTED)) != 0u;
    var wider = select(1.0, LIT_EDGE_WIDTH, lit);
    // At the target's turn, a forward pulse reaches the target and a backward pulse leaves it.
    let pulse = since_turn(turn_of(f32(flags.z) / 255.0, flags.w)) + max(style.wave_direction, 0.0);
    if style.wave_direction != 0.0 && pulse > 0.0 && style.calm == 0.0 {
        wider *= 1.0 + PULSE_SWELL * exp(-max(pulse - 1.0, 0.0) * 2.0);
    }
    let pixels_b = pixels_per_unit(-b.z);

    // A short edge has a shorter head; a head of few pixels would be a blot and is left out.
    var head = min(style.arrow_length * wider * pixels_b, LONGEST_HEAD * length_pixels);
    let shaft_b = style.edge_half_width * wider * pixels_b;
    if head < SMALLEST_HEAD * pixel_scale() {
        head = 0.0;
    }
    // Place of this corner along the edge on the screen, 0 to 1.
    let is_source = corner < 2u;
    let is_tip = corner == 6u;
    let is_wing = corner == 4u || corner == 5u;
    let t = select(select(1.0 - head / length_pixels, 1.0, is_tip), 0.0, is_source);
    let side = f32(corner & 1u) * 2.0 - 1.0;
    let distance = 1.0 / mix(1.0 / -a.z, 1.0 / -b.z, t);

    // An edge thinner than the thinnest line fades instead.
    let wanted = style.edge_half_width * wider * pixels_per_unit(distance);
    let thinnest = style.thinnest_half_width * pixel_scale() * wider;
    let shaft = max(wanted, thinnest);
    let thin = mix(1.0, clamp(wanted / thinnest, 0.0, 1.0), THIN_EDGE_FADE);
    var half_width = shaft;
    if is_wing {
        half_width = select(0.0, max(head * HEAD_HALF_WIDTH, shaft), head > 0.0);
    }
    if is_tip {
        half_width = 0.0;
    }
    // Half a pixel more on either side: the rim is antialiased.
    let reach = select(half_width + 0.5, half_width, is_tip);
    let offset = normal * side * select(reach, 0.0, is_tip);

    let ndc = mix(ndc_a, ndc_b, t);
    // Move the edge back a little: in the plane, vertices stay in front of crossing edges.
    let depth = ndc.z * distance / (distance + DEPTH_OFFSET * style.vertex_radius);
    out.clip = vec4<f32>(ndc.xy + offset / (0.5 * view.viewport.zw), depth, 1.0);
    out.across = vec2<f32>(select(side * reach, 0.0, is_tip), half_width);

    var colour = from_srgb(tint.rgb);
    // A long edge crosses most others, so it is fainter.
    var opacity = style.edge_opacity * thin * sqrt(clamp(style.long_edge / span, LONG_EDGE_LEAST, 1.0));
    if lit {
        colour = mix(colour, style.accent, select(LIT_EDGE_TINT, SELECTED_EDGE_TINT, (state & SELECTED) != 0u));
        opacity = LIT_EDGE_OPACITY;
    } else {
        opacity *= share_left(state);
    }
    // Fog reduces opacity: a far edge must not paint background over a near one.
    opacity *= 1.0 - fog_at(distance) * select(1.0, LIT_FOG, lit);
    // The head shows the direction, so it is more opaque.
    if is_wing || is_tip {
        opacity = min(opacity * 1.35, 1.0);
    } else if is_source {
        opacity *= 0.75;
    }
    out.colour = vec4<f32>(colour, opacity);
#ifndef WAVE
    out.colour = stored_over(out.colour);
#endif
    out.along = vec2<f32>(select(t, 1.0 - t, style.wave_direction < 0.0), pulse);
    return out;
}

#ifdef WAVE
// An edge in a wave: quiet before the pulse, and glowing behind the pulse's head. The glow grows
// with the size of the edge's number, which its colour's saturation tells.
fn in_wave(colour: vec4<f32>, behind: f32) -> vec4<f32> {
    let calm = style.calm == 1.0;
    let reached = select(smoothstep(-0.05, 0.05, behind), step(0.0, behind), calm);
    let glow = select(reached * exp(-max(behind, 0.0) * 3.5), 0.0, calm);
    let high = max(colour.r, max(colour.g, colour.b));
    let low = min(colour.r, min(colour.g, colour.b));
    let strength = clamp((high - low) * 1.6, 0.0, 1.0);
    let light = mix(vec3<f32>(1.0), colour.rgb * 0.6, style.light_theme);
    let opacity = colour.a * mix(0.15, mix(0.5, 1.0, strength), reached);
    return vec4<f32>(
        mix(colour.rgb, light, glow * 0.55),
        max(opacity, glow * mix(0.3, 1.0, strength)),
    );
}
#endif

@fragment
fn fragment(in: Corner) -> @location(0) vec4<f32> {
    let coverage = clamp(in.across.y - abs(in.across.x) + 0.5, 0.0, 1.0);
#ifdef WAVE
    let colour = stored_over(in_wave(in.colour, in.along.y - in.along.x));
#else
    let colour = in.colour;
#endif
    return vec4<f32>(colour.rgb, colour.a * coverage);
}
