// What a texture stores for linear light, where hardware does not encode it.
#define_import_path gradswarm::srgb

// Within a step of 255 of the exact curve; three square roots instead of three powers.
fn to_srgb(c: vec3<f32>) -> vec3<f32> {
    let root = sqrt(max(c, vec3<f32>(0.0)));
    let fourth = sqrt(root);
    let curve = 0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth);
    return select(curve, 12.92 * c, c < vec3<f32>(0.0031308));
}
