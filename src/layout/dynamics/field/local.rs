//! Local expansions: the field of well-separated source cells about a centre, to second order.
//!
//! M2L accumulates them, L2L translates them to children, L2P evaluates them at bodies.

use glam::Vec3;

use super::{
    moments::Moments,
    simd::{ForceLanes, LANES, Lanes, Lanes3, sum_each},
};

/// Numbers in an expansion.
const TERMS: usize = 20;

/// A local expansion about `centre`. The force a unit weight at `h` from the centre is
/// `F + J h + ½ H h h`; `J` and `H`, the derivatives of a central field, are symmetric in all
/// indices.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalExpansion {
    /// Centre of the expansion, world units.
    pub centre: Vec3,
    /// F: x, y, z. J: xx, yy, zz, xy, xz, yz. H: xxx, yyy, zzz, xxy, xxz, xyy, yyz, xzz, yzz,
    /// xyz. Last: the stiffness (force over distance) at the centre.
    terms: [f32; TERMS],
}

/// Up to [`LANES`] source cells: the vectors from their centres to the expansion's, and their
/// moments.
#[derive(Default)]
struct SourceCells {
    at: Lanes3,
    weight: Lanes,
    second: [Lanes; 6],
}

/// The terms of an expansion by order, each tensor in the order of [`LocalExpansion::terms`].
struct Tensors {
    f: [f32; 3],
    j: [f32; 6],
    h: [f32; 10],
    stiffness: f32,
}

impl LocalExpansion {
    #[inline(always)]
    fn tensors(&self) -> Tensors {
        let t = &self.terms;
        Tensors {
            f: [t[0], t[1], t[2]],
            j: [t[3], t[4], t[5], t[6], t[7], t[8]],
            h: [
                t[9], t[10], t[11], t[12], t[13], t[14], t[15], t[16], t[17], t[18],
            ],
            stiffness: t[19],
        }
    }

    /// L2L: translates the expansion to another centre.
    #[inline(always)]
    pub fn translate_l2l(&self, centre: Vec3) -> Self {
        let h = centre - self.centre;
        let Tensors {
            f: [x, y, z],
            j: [xx, yy, zz, xy, xz, yz],
            h: [xxx, yyy, zzz, xxy, xxz, xyy, yyz, xzz, yzz, xyz],
            stiffness,
        } = self.tensors();
        // J changes by H h.
        let hxx = xxx * h.x + xxy * h.y + xxz * h.z;
        let hyy = xyy * h.x + yyy * h.y + yyz * h.z;
        let hzz = xzz * h.x + yzz * h.y + zzz * h.z;
        let hxy = xxy * h.x + xyy * h.y + xyz * h.z;
        let hxz = xxz * h.x + xyz * h.y + xzz * h.z;
        let hyz = xyz * h.x + yyz * h.y + yzz * h.z;
        // F becomes F + (J + ½ H h) h.
        let fx = x + (xx + hxx * 0.5) * h.x + (xy + hxy * 0.5) * h.y + (xz + hxz * 0.5) * h.z;
        let fy = y + (xy + hxy * 0.5) * h.x + (yy + hyy * 0.5) * h.y + (yz + hyz * 0.5) * h.z;
        let fz = z + (xz + hxz * 0.5) * h.x + (yz + hyz * 0.5) * h.y + (zz + hzz * 0.5) * h.z;
        let (jxx, jyy, jzz) = (xx + hxx, yy + hyy, zz + hzz);
        let (jxy, jxz, jyz) = (xy + hxy, xz + hxz, yz + hyz);
        Self {
            centre,
            terms: [
                fx, fy, fz, jxx, jyy, jzz, jxy, jxz, jyz, xxx, yyy, zzz, xxy, xxz, xyy, yyz, xzz,
                yzz, xyz, stiffness,
            ],
        }
    }

    /// M2L: adds the fields of source cells, given by index.
    #[inline(always)]
    pub fn accumulate_m2l<const Q: u32>(
        &mut self,
        moments: &[Moments],
        nodes: &[u32],
        softening: f32,
    ) {
        let mut sums = [Lanes::ZERO; 2 * LANES];
        for nodes in nodes.chunks(LANES) {
            let mut sources = SourceCells::default();
            // Unused lanes hold a source of weight 0 at a distance that avoids 0/0.
            sources.at.x = Lanes([1.0; LANES]);
            for (lane, &node) in nodes.iter().enumerate() {
                let node = &moments[node as usize];
                sources.at.x.0[lane] = self.centre.x - node.centre.x;
                sources.at.y.0[lane] = self.centre.y - node.centre.y;
                sources.at.z.0[lane] = self.centre.z - node.centre.z;
                sources.weight.0[lane] = node.weight;
                for (to, &from) in sources.second.iter_mut().zip(&node.second) {
                    to.0[lane] = from;
                }
            }
            expand_m2l::<Q>(&sources, softening, &mut sums);
        }
        // Sum over the lanes in a fixed order and add to the terms.
        let [first, rest] = sums.as_chunks().0 else {
            return;
        };
        let totals = [sum_each(first), sum_each(rest)];
        for (term, total) in self.terms.iter_mut().zip(totals.iter().flat_map(|t| &t.0)) {
            *term += total;
        }
    }

    /// Adds the gradient to the expansion and subtracts its value at each body, so the force
    /// follows the body.
    #[inline(always)]
    pub fn absorb_gradient(&mut self, gradient: [f32; 6], forces: &mut ForceLanes, at: &Lanes3) {
        let [xx, yy, zz, xy, xz, yz] = gradient;
        for lane in 0..LANES {
            let x = at.x.0[lane] - self.centre.x;
            let y = at.y.0[lane] - self.centre.y;
            let z = at.z.0[lane] - self.centre.z;
            forces.x.0[lane] -= xx * x + xy * y + xz * z;
            forces.y.0[lane] -= xy * x + yy * y + yz * z;
            forces.z.0[lane] -= xz * x + yz * y + zz * z;
        }
        for (term, gradient) in self.terms[3..9].iter_mut().zip(gradient) {
            *term += gradient;
        }
    }

    /// L2P: adds the expansion's field at bodies.
    #[inline(always)]
    pub fn evaluate_l2p(&self, forces: &mut ForceLanes, at: &Lanes3) {
        let Tensors {
            f: [fx, fy, fz],
            j: [xx, yy, zz, xy, xz, yz],
            h: [xxx, yyy, zzz, xxy, xxz, xyy, yyz, xzz, yzz, xyz],
            stiffness,
        } = self.tensors();
        for lane in 0..LANES {
            let x = at.x.0[lane] - self.centre.x;
            let y = at.y.0[lane] - self.centre.y;
            let z = at.z.0[lane] - self.centre.z;
            let (hx, hy, hz) = (x * 0.5, y * 0.5, z * 0.5);
            let jxx = xx + xxx * hx + xxy * hy + xxz * hz;
            let jyy = yy + xyy * hx + yyy * hy + yyz * hz;
            let jzz = zz + xzz * hx + yzz * hy + zzz * hz;
            let jxy = xy + xxy * hx + xyy * hy + xyz * hz;
            let jxz = xz + xxz * hx + xyz * hy + xzz * hz;
            let jyz = yz + xyz * hx + yyz * hy + yzz * hz;
            forces.x.0[lane] += fx + jxx * x + jxy * y + jxz * z;
            forces.y.0[lane] += fy + jxy * x + jyy * y + jyz * z;
            forces.z.0[lane] += fz + jxz * x + jyz * y + jzz * z;
            forces.stiffness.0[lane] += stiffness;
        }
    }
}

/// The gradient (xx, yy, zz, xy, xz, yz) at `centre` of the field of source cells, each taken
/// as a point: `J = Σ w (g 1 + 2 g′ R Rᵀ)`.
#[inline(always)]
pub fn point_gradient<const Q: u32>(
    moments: &[Moments],
    nodes: &[u32],
    centre: Vec3,
    softening: f32,
) -> [f32; 6] {
    let mut sums = [Lanes::ZERO; LANES];
    for nodes in nodes.chunks(LANES) {
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
        for lane in 0..LANES {
            let (x, y, z) = (at.x.0[lane], at.y.0[lane], at.z.0[lane]);
            let kernel = RadialKernel::from_squared_distance::<Q>(x * x + y * y + z * z, softening);
            let isotropic = weight.0[lane] * kernel.value;
            let along = weight.0[lane] * kernel.first;
            sums[0].0[lane] += isotropic + along * x * x;
            sums[1].0[lane] += isotropic + along * y * y;
            sums[2].0[lane] += isotropic + along * z * z;
            sums[3].0[lane] += along * x * y;
            sums[4].0[lane] += along * x * z;
            sums[5].0[lane] += along * y * z;
        }
    }
    let totals = sum_each(&sums).0;
    [
        totals[0], totals[1], totals[2], totals[3], totals[4], totals[5],
    ]
}

/// The radial kernel: the force of a unit weight over the distance, `g(R²) = 1/(d (ε + d)^q)`,
/// and its derivatives by R².
///
/// With `a = 1/d`, `b = 1/(ε + d)`, `L = a + q b`: `g = a b^q`, `g′ = −g L a / 2`, `g″ = g a²
/// (L² + L a + a² + q b²) / 4`.
#[derive(Clone, Copy)]
pub struct RadialKernel {
    /// g.
    pub value: f32,
    /// 2 g′.
    pub first: f32,
    /// 4 g″.
    pub second: f32,
}

impl RadialKernel {
    /// Evaluates the kernel at a squared distance > 0. One division serves both `1/d` and
    /// `1/(ε + d)`.
    #[inline(always)]
    pub fn from_squared_distance<const Q: u32>(squared: f32, softening: f32) -> Self {
        let q = Q as f32;
        let distance = squared.sqrt();
        let softened = distance + softening;
        let both = 1.0 / (distance * softened);
        let a = softened * both;
        let b = distance * both;
        let qb = q * b;
        let g = match Q {
            1 => a * b,
            2 => a * b * b,
            _ => a * b * b * b,
        };
        let l = a + qb;
        let ga = g * a;
        Self {
            value: g,
            first: -(ga * l),
            second: ga * a * (l * (l + a) + a * a + qb * b),
        }
    }
}

/// M2L kernel: adds the expansions of source cells, lane by lane.
///
/// With `A = 2 g′`, `B = 4 g″`, weight `w` and second moments `S` of a cell at `−R`:
/// `F = w g R + (½ B RᵀSR + ½ A tr S) R + A S R`, `J = w (g 1 + A R Rᵀ)`,
/// `H = w (A (R 1 + …) + B R R R)`.
/// The second moments' part in J and H is of higher order and left out.
#[inline(always)]
fn expand_m2l<const Q: u32>(sources: &SourceCells, softening: f32, sums: &mut [Lanes; 2 * LANES]) {
    for lane in 0..LANES {
        let x = sources.at.x.0[lane];
        let y = sources.at.y.0[lane];
        let z = sources.at.z.0[lane];
        let w = sources.weight.0[lane];
        let [xx, yy, zz, xy, xz, yz] = [
            sources.second[0].0[lane],
            sources.second[1].0[lane],
            sources.second[2].0[lane],
            sources.second[3].0[lane],
            sources.second[4].0[lane],
            sources.second[5].0[lane],
        ];
        // Kernel and contractions with the second moments.
        let (x2, y2, z2) = (x * x, y * y, z * z);
        let kernel = RadialKernel::from_squared_distance::<Q>(x2 + y2 + z2, softening);
        let qx = xx * x + xy * y + xz * z;
        let qy = xy * x + yy * y + yz * z;
        let qz = xz * x + yz * y + zz * z;
        let along = x * qx + y * qy + z * qz;
        let wg = w * kernel.value;
        let radial = wg + (kernel.second * along + kernel.first * (xx + yy + zz)) * 0.5;
        // F.
        sums[0].0[lane] += radial * x + kernel.first * qx;
        sums[1].0[lane] += radial * y + kernel.first * qy;
        sums[2].0[lane] += radial * z + kernel.first * qz;
        let a = w * kernel.first;
        let b = w * kernel.second;
        let (ax, ay, az) = (a * x, a * y, a * z);
        // J.
        sums[3].0[lane] += wg + ax * x;
        sums[4].0[lane] += wg + ay * y;
        sums[5].0[lane] += wg + az * z;
        sums[6].0[lane] += ax * y;
        sums[7].0[lane] += ax * z;
        sums[8].0[lane] += ay * z;
        let (bx, by, bz) = (a + b * x2, a + b * y2, a + b * z2);
        let two = a + a;
        // H.
        sums[9].0[lane] += x * (bx + two);
        sums[10].0[lane] += y * (by + two);
        sums[11].0[lane] += z * (bz + two);
        sums[12].0[lane] += y * bx;
        sums[13].0[lane] += z * bx;
        sums[14].0[lane] += x * by;
        sums[15].0[lane] += z * by;
        sums[16].0[lane] += x * bz;
        sums[17].0[lane] += y * bz;
        sums[18].0[lane] += b * x * y * z;
        // Stiffness.
        sums[19].0[lane] += wg;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The field of one point at the origin, in `f64`.
    fn exact_field(at: Vec3) -> glam::DVec3 {
        let r = at.as_dvec3();
        let d = r.length();
        r / (d * (d + 0.1) * (d + 0.1))
    }

    #[test]
    fn an_expansion_gives_the_field_about_it_to_second_order_wherever_it_is_moved() {
        let moments = [Moments {
            weight: 1.0,
            ..Moments::default()
        }];
        let mut local = LocalExpansion {
            centre: Vec3::new(3.0, -4.0, 5.0),
            ..LocalExpansion::default()
        };
        local.accumulate_m2l::<2>(&moments, &[0], 0.1);
        let moved = local.translate_l2l(local.centre + Vec3::new(0.2, 0.1, -0.3));
        for scale in [0.4f32, 0.2] {
            let place = local.centre + Vec3::new(0.5, -0.7, 0.6) * scale;
            let mut at = Lanes3::default();
            (at.x.0[0], at.y.0[0], at.z.0[0]) = place.into();
            for local in [local, moved] {
                let mut forces = ForceLanes::default();
                local.evaluate_l2p(&mut forces, &at);
                let found = Vec3::new(forces.x.0[0], forces.y.0[0], forces.z.0[0]);
                let wrong = (found.as_dvec3() - exact_field(place)).length();
                let relative = wrong / exact_field(place).length();
                // Third order in (offset / distance).
                let ratio = f64::from(scale * 1.05 / 7.07);
                assert!(relative < 4.0 * ratio.powi(3), "{relative} at {scale}");
            }
        }
    }
}
