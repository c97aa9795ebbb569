//! The far field: nodes that stand for their bodies by multipole moments.

use super::{
    lists::Rule,
    local::{Profile, gradient},
    moments::Moments,
    simd::{Effect, Kernel, LANES, Lanes3},
    task::{Target, Task},
    tree::Tree,
};

/// Evaluates the far field of a task's leaves from where it paused, for about
/// `share` pairs. `Q` is the exponent.
///
/// The tree meets itself from the root down: nodes far enough away of a whole node act on
/// it at once, by a local expansion that is handed down to its leaves; what is left to decide is
/// handed down too. On a leaf, nodes too near for an expansion act body by body.
pub struct Far<'a, const Q: u32> {
    /// The bodies.
    pub tree: &'a Tree,
    /// Whose leaves.
    pub task: &'a mut Task,
    /// What may stand for its bodies.
    pub rule: Rule,
    /// ε.
    pub softening: f32,
    /// Pairs after which to pause.
    pub share: u64,
}

/// What a look at a node costs, and a node's part of an expansion, in pairs.
const LOOK_COST: u64 = 4;
const EXPAND_COST: u64 = 12;

impl<const Q: u32> Kernel for Far<'_, Q> {
    /// What it took, in pairs.
    type Output = u64;

    #[inline(always)]
    fn run(self) -> u64 {
        let Self {
            tree,
            task,
            rule,
            softening,
            share,
        } = self;
        let mut spent = 0;
        while spent < share
            && let Some(target) = task.targets.pop()
        {
            let here = &tree.shapes[target.node as usize];
            if task.met.is_complete {
                task.met.recall(&mut task.meeting);
            } else {
                spent += rule.meet(tree, &target, &mut task.meeting) * LOOK_COST;
                task.met.take_down(&task.meeting, tree.shapes.len());
            }
            let distant = task.meeting.distant.items();
            let medium = task.meeting.medium.items();
            let mut local = target.local.about(here.centre());
            local.add_nodes::<Q>(&tree.moments, distant, softening);
            spent += (distant.len() as u64 + 1) * EXPAND_COST;
            if here.leaves > 1 {
                let (left, right) = tree.children(target.node as usize);
                // The left one is met next: leaves come in their order.
                for node in [right, left] {
                    if tree.shapes[node].meets(&task.leaves) {
                        task.targets.push(Target {
                            node: node as u32,
                            local,
                            waiting: target.waiting.end..task.meeting.waiting.len,
                        });
                    }
                }
                continue;
            }
            let leaf = here.first as usize;
            let at = &tree.at[leaf];
            let mut sum = Effect::default();
            for &node in medium {
                act::<Q>(&tree.moments[node as usize], at, softening, &mut sum);
            }
            let change = gradient::<Q>(&tree.moments, medium, local.centre, softening);
            local.follow(change, &mut sum, at);
            // A node costs about two pairs a body.
            spent += 2 * ((medium.len() + 1) * LANES) as u64;
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

/// Adds a node's force on every lane, to second order in the node's size.
///
/// With `R` from the node's centre to the body, the force of a unit weight is
/// `g(R²) R`, `g = 1/(d (ε + d)^q)`. Weights `w` at `δ` about their centre of mass
/// give `Σ w g(|R − δ|²)(R − δ)`; its Taylor series has no first-order term, and
/// with `Q = Σ w δδᵀ` and derivatives of `g` after `R²`, its second is
/// `(2 g″ RᵀQR + g′ tr Q) R + 2 g′ Q R`.
#[inline(always)]
fn act<const Q: u32>(node: &Moments, at: &Lanes3, softening: f32, sum: &mut Effect) {
    let [xx, yy, zz, xy, xz, yz] = node.second;
    let trace = xx + yy + zz;
    let (x, y, z) = (node.centre.x, node.centre.y, node.centre.z);
    let weight = node.weight;
    for lane in 0..LANES {
        let dx = at.x.0[lane] - x;
        let dy = at.y.0[lane] - y;
        let dz = at.z.0[lane] - z;
        let profile = Profile::at::<Q>(dx * dx + dy * dy + dz * dz, softening);
        let qx = xx * dx + xy * dy + xz * dz;
        let qy = xy * dx + yy * dy + yz * dz;
        let qz = xz * dx + yz * dy + zz * dz;
        let along = dx * qx + dy * qy + dz * qz;
        let wg = weight * profile.value;
        let radial = wg + (profile.second * along + profile.first * trace) * 0.5;
        sum.x.0[lane] += dx * radial + profile.first * qx;
        sum.y.0[lane] += dy * radial + profile.first * qy;
        sum.z.0[lane] += dz * radial + profile.first * qz;
        sum.stiffness.0[lane] += wg;
    }
}
