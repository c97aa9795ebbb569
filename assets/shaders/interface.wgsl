// Fragment shader of the interface for textures that blend in sRGB, the space that egui expects.
// The vertex stage and the bindings are those of bevy_egui's own shader.
#import gradswarm::srgb::to_srgb

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

@fragment
fn fs_main(in: Corner) -> @location(0) vec4<f32> {
#ifdef BINDLESS
    let texel = textureSample(images[chosen.offset], samplers[chosen.offset], in.uv);
#else
    let texel = textureSample(image, image_sampler, in.uv);
#endif
    // The sampler has decoded the texel to linear light: encode it again.
    return in.colour * vec4<f32>(to_srgb(texel.rgb), texel.a);
}
