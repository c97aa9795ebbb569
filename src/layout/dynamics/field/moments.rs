//! Multipole moments of cells, up to second order, about the centre of mass.

use glam::Vec3;

use super::simd::{Lanes, Lanes3};

/// The multipole moments of a cell about its centre of mass. The dipole is zero there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moments {
    /// Centre of mass, world units.
    pub centre: Vec3,
    /// Sum of weights (monopole).
    pub weight: f32,
    /// Second moments `Σ w δδᵀ`: xx, yy, zz, xy, xz, yz.
    pub second: [f32; 6],
}

impl Moments {
    /// P2M: the moments of a leaf's first `count` bodies.
    pub fn from_bodies(at: &Lanes3, weights: &Lanes, count: usize) -> Self {
        let point = |lane: usize| Vec3::new(at.x.0[lane], at.y.0[lane], at.z.0[lane]);
        let mut weight = 0.0;
        let mut sum = Vec3::ZERO;
        for lane in 0..count {
            weight += weights.0[lane];
            sum += point(lane) * weights.0[lane];
        }
        let centre = sum / weight;
        let mut second = [0.0; 6];
        for lane in 0..count {
            add_second(&mut second, point(lane) - centre, weights.0[lane]);
        }
        Self {
            centre,
            weight,
            second,
        }
    }

    /// M2M: the moments of a cell from its two children. The parallel-axis theorem moves the
    /// second moments to the common centre.
    pub fn from_children(a: &Self, b: &Self) -> Self {
        let weight = a.weight + b.weight;
        let centre = (a.centre * a.weight + b.centre * b.weight) / weight;
        let mut second = [0.0; 6];
        for (sum, (&a, &b)) in second.iter_mut().zip(a.second.iter().zip(&b.second)) {
            *sum = a + b;
        }
        add_second(&mut second, a.centre - centre, a.weight);
        add_second(&mut second, b.centre - centre, b.weight);
        Self {
            centre,
            weight,
            second,
        }
    }
}

/// Adds `w δδᵀ` to the second moments.
fn add_second(second: &mut [f32; 6], d: Vec3, weight: f32) {
    let scaled = d * weight;
    second[0] += scaled.x * d.x;
    second[1] += scaled.y * d.y;
    second[2] += scaled.z * d.z;
    second[3] += scaled.x * d.y;
    second[4] += scaled.x * d.z;
    second[5] += scaled.y * d.z;
}
