//! How the far field of a leaf changes from place to place.

use glam::Vec3;

use super::{
    simd::{Effect, LANES, Lanes, Lanes3},
    tree::Moments,
};

/// The gradient of the far field at a leaf, a symmetric matrix (a central force has no curl):
/// xx, yy, zz, xy, xz, yz.
///
/// A far field that stands for a few evaluations is a force that lags behind, and what
/// lags feeds vibrations: a body that vibrates with ω is driven by up to ω² times the
/// delay. With the gradient, the field follows a body's own motion, and only that of
/// distant bodies lags, whose vibrations cancel out and whose common motions are slow.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gradient {
    centre: Vec3,
    terms: [f32; 6],
}

impl Gradient {
    /// The gradient at `centre` of the field of `nodes`, each taken as a point:
    /// `Σ w (g 1 + 2 g′ R Rᵀ)`, with `g` and `g′` as in the far field.
    #[inline(always)]
    pub fn of<const Q: u32>(
        moments: &[Moments],
        nodes: &[u32],
        centre: Vec3,
        softening: f32,
    ) -> Self {
        let mut sums = [Lanes::ZERO; 6];
        for nodes in nodes.chunks(LANES) {
            // What no node fills weighs nothing, somewhere else.
            let mut at = Lanes3 {
                x: Lanes([1.0; LANES]),
                ..Lanes3::default()
            };
            let mut weight = Lanes::ZERO;
            for (lane, &node) in nodes.iter().enumerate() {
                let node = &moments[node as usize];
                at.x.0[lane] = centre.x - node.centre.x;
                at.y.0[lane] = centre.y - node.centre.y;
                at.z.0[lane] = centre.z - node.centre.z;
                weight.0[lane] = node.weight;
            }
            add_points::<Q>(&at, &weight, softening, &mut sums);
        }
        let terms = sums.map(|sum| sum.0.iter().sum());
        Self { centre, terms }
    }

    /// Adds the gradient times each body's distance from the centre, `times` over.
    #[inline(always)]
    pub fn add_to(&self, effect: &mut Effect, at: &Lanes3, times: f32) {
        let [xx, yy, zz, xy, xz, yz] = self.terms.map(|term| term * times);
        for lane in 0..LANES {
            let x = at.x.0[lane] - self.centre.x;
            let y = at.y.0[lane] - self.centre.y;
            let z = at.z.0[lane] - self.centre.z;
            effect.x.0[lane] += xx * x + xy * y + xz * z;
            effect.y.0[lane] += xy * x + yy * y + yz * z;
            effect.z.0[lane] += xz * x + yz * y + zz * z;
        }
    }
}

/// Adds the gradient terms of points, `at` from them.
#[inline(always)]
fn add_points<const Q: u32>(at: &Lanes3, weight: &Lanes, softening: f32, sums: &mut [Lanes; 6]) {
    let q = Q as f32;
    for lane in 0..LANES {
        let (x, y, z) = (at.x.0[lane], at.y.0[lane], at.z.0[lane]);
        let distance = (x * x + y * y + z * z).sqrt();
        let softened = distance + softening;
        let both = 1.0 / (distance * softened);
        let a = softened * both;
        let b = distance * both;
        let g = match Q {
            1 => a * b,
            2 => a * b * b,
            _ => a * b * b * b,
        };
        let isotropic = weight.0[lane] * g;
        let along = -isotropic * a * (a + q * b);
        sums[0].0[lane] += isotropic + along * x * x;
        sums[1].0[lane] += isotropic + along * y * y;
        sums[2].0[lane] += isotropic + along * z * z;
        sums[3].0[lane] += along * x * y;
        sums[4].0[lane] += along * x * z;
        sums[5].0[lane] += along * y * z;
    }
}
