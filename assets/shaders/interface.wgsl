// The interface where colours are mixed as they are stored, in sRGB, which is how egui means them.
// The vertices are those of bevy_egui's own shader; so are the textures.

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) colour: vec4<f32>,
    @location(1) uv: vec2<f32>,
}

#ifdef BINDLESS
@group(1) @binding(0) var images: binding_array<texture_2d<f32>>;
@group(1) @binding(1) var samplers: binding_array<sampler>;

struct Chosen {
    offset: u32,
}
var<immediate> chosen: Chosen;
#else
@group(1) @binding(0) var image: texture_2d<f32>;
@group(1) @binding(1) var image_sampler: sampler;
#endif

// As `to_srgb` of `graph.wgsl`.
fn to_srgb(c: vec3<f32>) -> vec3<f32> {
    let root = sqrt(max(c, vec3<f32>(0.0)));
    let fourth = sqrt(root);
    let curve = 0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth);
    return select(curve, 12.92 * c, c < vec3<f32>(0.0031308));
}

@fragment
fn fs_main(in: Corner) -> @location(0) vec4<f32> {
#ifdef BINDLESS
    let texel = textureSample(images[chosen.offset], samplers[chosen.offset], in.uv);
#else
    let texel = textureSample(image, image_sampler, in.uv);
#endif
    // The texture is decoded on its way here.
    return in.colour * vec4<f32>(to_srgb(texel.rgb), texel.a);
}
