//! The size at which springs and repulsion balance.

use glam::{DVec3, Vec3};

use crate::layout::{
    dynamics::Springs,
    model::{Law, positive_root},
};

/// By how much the size of a layout is multiplied at most, or divided.
const BOUND: f64 = 100.0;

/// By what the layout must be scaled for `Σ x·F` of the springs and of the repulsion
/// (`pushes`) to cancel out: at rest they do (the virial theorem), and springs
/// go with `d^p`, repulsion with `d^−q`. `None` if they cannot.
pub fn scale(
    law: Law,
    springs: &Springs,
    points: &[Vec3],
    edges: &[[u32; 2]],
    strengths: &[f32],
    pushes: &[Vec3],
) -> Option<f32> {
    let centre = points.iter().map(|p| p.as_dvec3()).sum::<DVec3>() / points.len() as f64;
    let apart: f64 = points
        .iter()
        .zip(pushes)
        .map(|(point, push)| (point.as_dvec3() - centre).dot(push.as_dvec3()))
        .sum();
    let together: f64 = edges
        .iter()
        .zip(strengths)
        .map(|(&[a, b], &strength)| {
            let (a, b) = (points[a as usize], points[b as usize]);
            f64::from(springs.pull(a, b, strength)) * f64::from(a.distance(b))
        })
        .sum();
    let factor = positive_root(apart / together, law.balance_exponent())?;
    Some(factor.clamp(1.0 / BOUND, BOUND) as f32)
}
