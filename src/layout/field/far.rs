//! The far field: nodes that stand for their bodies by multipole moments.

use super::{
    gradient::Gradient,
    lists::Rule,
    simd::{Effect, Kernel, LANES, Lanes3},
    task::Task,
    tree::{Moments, Tree},
};

/// Evaluates the far field of a task's leaves from where it paused, for about
/// `share` bodies on nodes. `Q` is the exponent.
pub struct Far<'a, const Q: u32> {
    /// The bodies.
    pub tree: &'a Tree,
    /// Whose leaves.
    pub task: &'a mut Task,
    /// What may stand for its bodies.
    pub rule: Rule,
    /// ε.
    pub softening: f32,
    /// Bodies on nodes after which to pause.
    pub share: u64,
}

impl<const Q: u32> Kernel for Far<'_, Q> {
    /// Bodies times nodes.
    type Output = u64;

    #[inline(always)]
    fn run(self) -> u64 {
        let mut spent = 0;
        let task = self.task;
        while task.far_next < task.leaves.len() && spent < self.share {
            let slot = task.far_next;
            let leaf = task.leaves.start + slot;
            task.far_next += 1;
            self.rule
                .far(self.tree, leaf, &mut task.stack, &mut task.nodes);
            let mut sum = Effect::default();
            let at = &self.tree.at[leaf];
            for &node in &task.nodes {
                act::<Q>(
                    &self.tree.moments[node as usize],
                    at,
                    self.softening,
                    &mut sum,
                );
            }
            task.far[slot] = sum;
            let shape = &self.tree.shapes[self.tree.leaf_nodes[leaf] as usize];
            task.gradients[slot] = Gradient::of::<Q>(
                &self.tree.moments,
                &task.nodes,
                (shape.low + shape.high) * 0.5,
                self.softening,
            );
            // A node costs about two pairs, and the walk as much again.
            spent += 3 * ((task.nodes.len() + 1) * LANES) as u64;
        }
        spent
    }
}

/// Adds a node's force on every lane, to second order in the node's size.
///
/// With `R` from the node's centre to the body, the force of a unit weight is
/// `g(R²) R`, `g = 1/(d (ε + d)^q)`. Weights `w` at `δ` about their centre of mass
/// give `Σ w g(|R − δ|²)(R − δ)`; its Taylor series has no first-order term, and
/// with `Q = Σ w δδᵀ` and derivatives of `g` after `R²`, its second is
/// `(2 g″ RᵀQR + g′ tr Q) R + 2 g′ Q R`.
/// From `a = 1/d`, `b = 1/(ε + d)`, `L = a + q b` follow `g = a b^q`, `g′ = −g L a / 2`,
/// `g″ = g a² (L² + L a + a² + q b²) / 4`.
#[inline(always)]
fn act<const Q: u32>(node: &Moments, at: &Lanes3, softening: f32, sum: &mut Effect) {
    let [xx, yy, zz, xy, xz, yz] = node.second;
    let trace = xx + yy + zz;
    let (x, y, z) = (node.centre.x, node.centre.y, node.centre.z);
    let weight = node.weight;
    let q = Q as f32;
    for lane in 0..LANES {
        let dx = at.x.0[lane] - x;
        let dy = at.y.0[lane] - y;
        let dz = at.z.0[lane] - z;
        let distance = (dx * dx + dy * dy + dz * dz).sqrt();
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
        let first = ga * l * -0.5;
        let second = ga * a * (l * (l + a) + a * a + qb * b) * 0.5;
        let qx = xx * dx + xy * dy + xz * dz;
        let qy = xy * dx + yy * dy + yz * dz;
        let qz = xz * dx + yz * dy + zz * dz;
        let along = dx * qx + dy * qy + dz * qz;
        let radial = weight * g + second * along + first * trace;
        let twice = first + first;
        sum.x.0[lane] += dx * radial + twice * qx;
        sum.y.0[lane] += dy * radial + twice * qy;
        sum.z.0[lane] += dz * radial + twice * qz;
        sum.stiffness.0[lane] += weight * g;
    }
}
