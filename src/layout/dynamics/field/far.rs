//! Evaluates the far field: source cells that act through their multipole moments.

use super::{
    lists::AcceptanceCriterion,
    local::{RadialKernel, point_gradient},
    moments::Moments,
    simd::{ForceLanes, Kernel, LANES, Lanes3},
    targets::TargetCell,
    task::Task,
    tree::Tree,
};

/// Evaluates the far field of a task's leaves from where it paused, for about `share` pairs.
/// `Q` is the law's exponent.
///
/// Dual-tree traversal, from the root down. A source cell that is well separated from the whole
/// target cell acts by M2L on the target's local expansion, which L2L passes to the children.
/// Undecided source cells are passed to the children too. At a leaf, accepted cells that are
/// too near for an expansion act by M2P on each body.
pub struct FarKernel<'a, const Q: u32> {
    /// The tree of bodies.
    pub tree: &'a Tree,
    /// The task that owns the target leaves.
    pub task: &'a mut Task,
    /// The acceptance criterion.
    pub criterion: AcceptanceCriterion,
    /// Softening ε, world units.
    pub softening: f32,
    /// Cost after which to pause, in pairs.
    pub share: u64,
}

/// Costs of classifying a source cell, and of one cell's M2L, in pairs.
const CLASSIFY_COST: u64 = 4;
const M2L_COST: u64 = 12;

impl<const Q: u32> Kernel for FarKernel<'_, Q> {
    /// The cost, in pairs.
    type Output = u64;

    #[inline(always)]
    fn run(self) -> u64 {
        let Self {
            tree,
            task,
            criterion,
            softening,
            share,
        } = self;
        let mut spent = 0;
        while spent < share
            && let Some(target) = task.targets.pop()
        {
            let cell = &tree.shapes[target.node as usize];
            // Interaction lists of this target cell: from the cache if it is complete,
            // otherwise by the acceptance criterion.
            if task.cached.is_complete {
                task.cached.load_next(&mut task.lists);
            } else {
                spent += criterion.classify(tree, &target, &mut task.lists) * CLASSIFY_COST;
                task.cached.record_lists(&task.lists, tree.shapes.len());
            }
            let m2l = task.lists.m2l.as_slice();
            let m2p = task.lists.m2p.as_slice();
            // L2L from the parent, then M2L from the well-separated cells.
            let mut local = target.parent_local.translate_l2l(cell.centre());
            local.accumulate_m2l::<Q>(&tree.moments, m2l, softening);
            spent += (m2l.len() as u64 + 1) * M2L_COST;
            // Inner cell: pass the expansion and the undecided cells to the children.
            if cell.leaves > 1 {
                let (left, right) = tree.children(target.node as usize);
                // Push the right child first, so that leaves come in their order.
                for node in [right, left] {
                    if tree.shapes[node].overlaps_leaves(&task.leaves) {
                        task.targets.push(TargetCell {
                            node: node as u32,
                            parent_local: local,
                            undecided: target.undecided.end..task.lists.undecided.len,
                        });
                    }
                }
                continue;
            }
            let leaf = cell.first as usize;
            let at = &tree.positions[leaf];
            // Leaf: M2P from the accepted cells that are too near for M2L.
            let mut sum = ForceLanes::default();
            for &node in m2p {
                m2p_force::<Q>(&tree.moments[node as usize], at, softening, &mut sum);
            }
            // Move the gradient of the M2P field into the expansion, so that the force follows
            // the bodies until the next evaluation.
            let gradient = point_gradient::<Q>(&tree.moments, m2p, local.centre, softening);
            local.absorb_gradient(gradient, &mut sum, at);
            // M2P costs about two pairs a body.
            spent += 2 * ((m2p.len() + 1) * LANES) as u64;
            let slot = leaf - task.leaves.start;
            task.far[slot] = sum;
            task.locals[slot] = local;
        }
        if task.targets.is_empty() {
            task.end_far();
        }
        spent
    }
}

/// M2P: adds a source cell's force on every lane, to second order in the cell's size.
///
/// With `R` from the cell's centre of mass to the body, the force of a unit weight is `g(R²)
/// R`, `g = 1/(d (ε + d)^q)`. Weights `w` at `δ` about the centre of mass give `Σ w g(|R −
/// δ|²)(R − δ)`. Its Taylor series has no first-order term. With `S = Σ w δδᵀ` and derivatives
/// of `g` by R², the second-order term is `(2 g″ RᵀSR + g′ tr S) R + 2 g′ S R`.
#[inline(always)]
fn m2p_force<const Q: u32>(node: &Moments, at: &Lanes3, softening: f32, sum: &mut ForceLanes) {
    let [xx, yy, zz, xy, xz, yz] = node.second;
    let trace = xx + yy + zz;
    let (x, y, z) = (node.centre.x, node.centre.y, node.centre.z);
    let weight = node.weight;
    for lane in 0..LANES {
        let dx = at.x.0[lane] - x;
        let dy = at.y.0[lane] - y;
        let dz = at.z.0[lane] - z;
        let kernel =
            RadialKernel::from_squared_distance::<Q>(dx * dx + dy * dy + dz * dz, softening);
        let qx = xx * dx + xy * dy + xz * dz;
        let qy = xy * dx + yy * dy + yz * dz;
        let qz = xz * dx + yz * dy + zz * dz;
        let along = dx * qx + dy * qy + dz * qz;
        let wg = weight * kernel.value;
        let radial = wg + (kernel.second * along + kernel.first * trace) * 0.5;
        sum.x.0[lane] += dx * radial + kernel.first * qx;
        sum.y.0[lane] += dy * radial + kernel.first * qy;
        sum.z.0[lane] += dz * radial + kernel.first * qz;
        sum.stiffness.0[lane] += wg;
    }
}
