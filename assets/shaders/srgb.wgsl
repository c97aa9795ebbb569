// Encodes linear light as sRGB where the hardware does not.
#define_import_path gradswarm::srgb

// Within 1/255 of the exact curve; three square roots are cheaper than three powers.
fn to_srgb(c: vec3<f32>) -> vec3<f32> {
    let root = sqrt(max(c, vec3<f32>(0.0)));
    let fourth = sqrt(root);
    let curve = 0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth);
    return select(curve, 12.92 * c, c < vec3<f32>(0.0031308));
}
