//! Local expansions: the field of distant nodes about a place, to second order.

use glam::Vec3;

use super::{
    moments::Moments,
    simd::{Effect, LANES, Lanes, Lanes3, sum_each},
};

/// Terms of an expansion.
const TERMS: usize = 20;

/// The field of distant nodes about `centre`: at `h` from it
/// `F + J h + ½ H h h`, where `J` and `H`, the derivatives of a central field, are symmetric
/// in all their indices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Local {
    /// Where from.
    pub centre: Vec3,
    /// F: x, y, z. J: xx, yy, zz, xy, xz, yz. H: xxx, yyy, zzz, xxy, xxz, xyy, yyz, xzz,
    /// yzz, xyz. Then the stiffness at the centre.
    terms: [f32; TERMS],
}

/// What is known of up to [`LANES`] nodes: where the expansion is from them, and their moments.
#[derive(Default)]
struct Sources {
    at: Lanes3,
    weight: Lanes,
    second: [Lanes; 6],
}

impl Local {
    /// The same field about another place.
    #[inline(always)]
    pub fn about(&self, centre: Vec3) -> Self {
        let h = centre - self.centre;
        let [
            x,
            y,
            z,
            xx,
            yy,
            zz,
            xy,
            xz,
            yz,
            xxx,
            yyy,
            zzz,
            xxy,
            xxz,
            xyy,
            yyz,
            xzz,
            yzz,
            xyz,
            stiffness,
        ] = self.terms;
        // H h: what is added to J.
        let hxx = xxx * h.x + xxy * h.y + xxz * h.z;
        let hyy = xyy * h.x + yyy * h.y + yyz * h.z;
        let hzz = xzz * h.x + yzz * h.y + zzz * h.z;
        let hxy = xxy * h.x + xyy * h.y + xyz * h.z;
        let hxz = xxz * h.x + xyz * h.y + xzz * h.z;
        let hyz = xyz * h.x + yyz * h.y + yzz * h.z;
        // F + (J + ½ H h) h.
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

    /// Adds the field of distant nodes.
    #[inline(always)]
    pub fn add_nodes<const Q: u32>(&mut self, moments: &[Moments], nodes: &[u32], softening: f32) {
        let mut sums = [Lanes::ZERO; 2 * LANES];
        for nodes in nodes.chunks(LANES) {
            let mut sources = Sources::default();
            // Where no node is, one without weight is somewhere else.
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
            expand::<Q>(&sources, softening, &mut sums);
        }
        let [first, rest] = sums.as_chunks().0 else {
            return;
        };
        let totals = [sum_each(first), sum_each(rest)];
        for (term, total) in self.terms.iter_mut().zip(totals.iter().flat_map(|t| &t.0)) {
            *term += total;
        }
    }

    /// Adds to `first` and takes the like from `effect`: what is a force at bodies
    /// becomes one that follows them.
    #[inline(always)]
    pub fn follow(&mut self, gradient: [f32; 6], effect: &mut Effect, at: &Lanes3) {
        let [xx, yy, zz, xy, xz, yz] = gradient;
        for lane in 0..LANES {
            let x = at.x.0[lane] - self.centre.x;
            let y = at.y.0[lane] - self.centre.y;
            let z = at.z.0[lane] - self.centre.z;
            effect.x.0[lane] -= xx * x + xy * y + xz * z;
            effect.y.0[lane] -= xy * x + yy * y + yz * z;
            effect.z.0[lane] -= xz * x + yz * y + zz * z;
        }
        for (term, gradient) in self.terms[3..9].iter_mut().zip(gradient) {
            *term += gradient;
        }
    }

    /// Adds the field at bodies.
    #[inline(always)]
    pub fn add_to(&self, effect: &mut Effect, at: &Lanes3) {
        let [
            fx,
            fy,
            fz,
            xx,
            yy,
            zz,
            xy,
            xz,
            yz,
            xxx,
            yyy,
            zzz,
            xxy,
            xxz,
            xyy,
            yyz,
            xzz,
            yzz,
            xyz,
            stiffness,
        ] = self.terms;
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
            effect.x.0[lane] += fx + jxx * x + jxy * y + jxz * z;
            effect.y.0[lane] += fy + jxy * x + jyy * y + jyz * z;
            effect.z.0[lane] += fz + jxz * x + jyz * y + jzz * z;
            effect.stiffness.0[lane] += stiffness;
        }
    }
}

/// The gradient at `centre` of the field of `nodes`, each taken as a point.
#[inline(always)]
pub fn gradient<const Q: u32>(
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
            let profile = Profile::at::<Q>(x * x + y * y + z * z, softening);
            let isotropic = weight.0[lane] * profile.value;
            let along = weight.0[lane] * profile.first;
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

/// The force of a unit weight over the distance, `g(R²) = 1/(d (ε + d)^q)`, and its
/// derivatives after R².
///
/// From `a = 1/d`, `b = 1/(ε + d)`, `L = a + q b` follow `g = a b^q`, `g′ = −g L a / 2`,
/// `g″ = g a² (L² + L a + a² + q b²) / 4`.
#[derive(Clone, Copy)]
pub struct Profile {
    /// g.
    pub value: f32,
    /// 2 g′.
    pub first: f32,
    /// 4 g″.
    pub second: f32,
}

impl Profile {
    /// At a squared distance > 0.
    #[inline(always)]
    pub fn at<const Q: u32>(squared: f32, softening: f32) -> Self {
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

/// Adds the expansions of nodes. With `A = 2 g′`, `B = 4 g″`, weight `w` and second
/// moments `Q` of a node at `−R`: `F = w g R + (½ B RᵀQR + ½ A tr Q) R + A Q R`,
/// `J = w (g 1 + A R Rᵀ)`, `H = w (A (R 1 + …) + B R R R)`, of which the moments' part in J and H
/// is of higher order.
#[inline(always)]
fn expand<const Q: u32>(sources: &Sources, softening: f32, sums: &mut [Lanes; 2 * LANES]) {
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
        let (x2, y2, z2) = (x * x, y * y, z * z);
        let profile = Profile::at::<Q>(x2 + y2 + z2, softening);
        let qx = xx * x + xy * y + xz * z;
        let qy = xy * x + yy * y + yz * z;
        let qz = xz * x + yz * y + zz * z;
        let along = x * qx + y * qy + z * qz;
        let wg = w * profile.value;
        let radial = wg + (profile.second * along + profile.first * (xx + yy + zz)) * 0.5;
        sums[0].0[lane] += radial * x + profile.first * qx;
        sums[1].0[lane] += radial * y + profile.first * qy;
        sums[2].0[lane] += radial * z + profile.first * qz;
        let a = w * profile.first;
        let b = w * profile.second;
        let (ax, ay, az) = (a * x, a * y, a * z);
        sums[3].0[lane] += wg + ax * x;
        sums[4].0[lane] += wg + ay * y;
        sums[5].0[lane] += wg + az * z;
        sums[6].0[lane] += ax * y;
        sums[7].0[lane] += ax * z;
        sums[8].0[lane] += ay * z;
        let (bx, by, bz) = (a + b * x2, a + b * y2, a + b * z2);
        let two = a + a;
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
        sums[19].0[lane] += wg;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The field of one point at the origin, in `f64`.
    fn exact(at: Vec3) -> glam::DVec3 {
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
        let mut local = Local {
            centre: Vec3::new(3.0, -4.0, 5.0),
            ..Local::default()
        };
        local.add_nodes::<2>(&moments, &[0], 0.1);
        let moved = local.about(local.centre + Vec3::new(0.2, 0.1, -0.3));
        for scale in [0.4f32, 0.2] {
            let place = local.centre + Vec3::new(0.5, -0.7, 0.6) * scale;
            let mut at = Lanes3::default();
            (at.x.0[0], at.y.0[0], at.z.0[0]) = place.into();
            for local in [local, moved] {
                let mut effect = Effect::default();
                local.add_to(&mut effect, &at);
                let found = Vec3::new(effect.x.0[0], effect.y.0[0], effect.z.0[0]);
                let wrong = (found.as_dvec3() - exact(place)).length();
                let relative = wrong / exact(place).length();
                // Third order in (offset / distance).
                let ratio = f64::from(scale * 1.05 / 7.07);
                assert!(relative < 4.0 * ratio.powi(3), "{relative} at {scale}");
            }
        }
    }
}
