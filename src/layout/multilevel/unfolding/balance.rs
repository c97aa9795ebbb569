//! The size at which springs and repulsion balance.

use glam::{DVec3, Vec3};

use crate::layout::{
    dynamics::Springs,
    model::{Law, positive_root},
};

/// Greatest factor by which a layout is enlarged or reduced.
const BOUND: f64 = 100.0;

/// The scale at which springs and repulsion (`pushes`) balance. At rest `Σ x·F` of both cancel
/// (virial theorem); springs scale with `d^p`, repulsion with `d^−q`. `None` without balance.
pub fn balancing_scale(
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
