//! The near field (P2P): pairs of bodies of near leaves, each pair summed once for both sides.
//! The kernel also adds the leaf's far field.

use super::{
    FLOOR,
    net::RigidMotion,
    simd::{ForceLanes, Kernel, LANES, Lanes, Lanes3, sum_each},
    task::{Task, leaf_in_slot},
    tree::Tree,
};

/// Sums the near field of a task's leaves from where it paused, for about `share` pairs. `Q` is
/// the law's exponent; if `WEIGHTED`, bodies act by their weights, otherwise by 1.
pub struct NearKernel<'a, const Q: u32, const WEIGHTED: bool> {
    /// The tree of bodies.
    pub tree: &'a Tree,
    /// The task that owns the leaves.
    pub task: &'a mut Task,
    /// The parameters that all pairs share.
    pub pair: PairLaw,
    /// Rigid motion to subtract from the far field; `None` if all pairs are near.
    pub rigid: Option<RigidMotion>,
    /// Pairs after which to pause.
    pub share: u64,
}

/// The parameters that all pairs share.
#[derive(Clone, Copy, Debug)]
pub struct PairLaw {
    /// Softening ε, world units.
    pub softening: f32,
    /// The largest force over distance that counts as stiffness. Nearer pairs separate by the
    /// largest possible step, and extra stiffness must not slow them.
    pub stiffest: f32,
}

/// Forces on each body of a leaf from the leaf's partners: one vector a body, not yet summed
/// over its lanes.
struct PartnerForces {
    x: [Lanes; LANES],
    y: [Lanes; LANES],
    z: [Lanes; LANES],
    stiffness: [Lanes; LANES],
}

impl<const Q: u32, const WEIGHTED: bool> Kernel for NearKernel<'_, Q, WEIGHTED> {
    /// Pairs summed.
    type Output = u64;

    #[inline(always)]
    fn run(self) -> u64 {
        const BLOCK: u64 = (LANES * LANES) as u64;
        let Self {
            tree,
            task,
            pair,
            rigid,
            share,
        } = self;
        let mut spent = 0;
        let own = task.leaves.len();
        let all = tree.leaves() - task.leaves.start;
        while task.near_next < own && spent < share {
            let slot = task.near_next;
            let leaf = task.leaves.start + slot;
            task.near_next += 1;
            let mut sums = PartnerForces {
                x: [Lanes::ZERO; LANES],
                y: [Lanes::ZERO; LANES],
                z: [Lanes::ZERO; LANES],
                stiffness: [Lanes::ZERO; LANES],
            };
            // P2P among the leaf's own bodies.
            p2p_within_leaf::<Q, WEIGHTED>(
                &tree.positions[leaf],
                tree.leaf_weights(leaf),
                pair,
                &mut task.sums[slot],
                &mut task.closest,
            );
            spent += BLOCK;
            // Far field: L2P and M2P, less the net rigid motion.
            if let Some(rigid) = &rigid {
                let mut far = task.far_field_at(slot, tree);
                rigid.subtract_from(&mut far, &tree.positions[leaf]);
                task.sums[slot].add(&far);
            }
            // P2P with each partner; without a far field, all later leaves are partners.
            let exact = rigid.is_none();
            let partners = if exact {
                slot + 1..all
            } else {
                task.starts[slot] as usize..task.starts[slot + 1] as usize
            };
            // A loop and not a closure: a closure would not be compiled for the kernel's
            // instruction set.
            for partner in partners {
                let (other, there) = if exact {
                    (partner, task.leaves.start + partner)
                } else {
                    let other = task.partners[partner] as usize;
                    (other, leaf_in_slot(&task.leaves, &task.foreign, other))
                };
                // A partner of this task has its own sums; of a later one, a slot of
                // `outgoing`.
                let on = match other.checked_sub(own) {
                    None => &mut task.sums[other],
                    Some(later) => &mut task.outgoing[later],
                };
                p2p_between_leaves::<Q, WEIGHTED>(
                    (&tree.positions[leaf], tree.leaf_weights(leaf)),
                    (&tree.positions[there], tree.leaf_weights(there)),
                    pair,
                    &mut sums,
                    on,
                    &mut task.closest,
                );
                spent += BLOCK;
            }
            // Sum the partners' forces over their lanes.
            task.sums[slot].add(&ForceLanes {
                x: sum_each(&sums.x),
                y: sum_each(&sums.y),
                z: sum_each(&sums.z),
                stiffness: sum_each(&sums.stiffness),
            });
        }
        spent
    }
}

/// The lesser of two numbers; the second if either is not a number. A comparison is one
/// instruction; `min` takes more.
#[inline(always)]
fn select_lesser(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// `1 / (d (ε + d)^Q)`, the force over the distance, from the squared distance.
#[inline(always)]
pub fn force_over_distance<const Q: u32>(squared: f32, softening: f32) -> f32 {
    // Comparisons, not `max`, as above. The floor makes the pair of a body with itself 0 ·
    // finite = 0.
    let distance = squared.sqrt();
    let distance = if distance > FLOOR { distance } else { FLOOR };
    let sum = distance + softening;
    let softened = if sum > FLOOR { sum } else { FLOOR };
    let power = match Q {
        1 => softened,
        2 => softened * softened,
        _ => softened * softened * softened,
    };
    1.0 / (power * distance)
}

/// P2P within a leaf: adds the forces among its bodies to `on`.
#[inline(always)]
fn p2p_within_leaf<const Q: u32, const WEIGHTED: bool>(
    at: &Lanes3,
    weights: &Lanes,
    pair: PairLaw,
    on: &mut ForceLanes,
    closest: &mut Lanes,
) {
    let mut sum = *on;
    let mut least = *closest;
    for other in 0..LANES {
        let (x, y, z) = (at.x.0[other], at.y.0[other], at.z.0[other]);
        let weight = weights.0[other];
        for lane in 0..LANES {
            let dx = at.x.0[lane] - x;
            let dy = at.y.0[lane] - y;
            let dz = at.z.0[lane] - z;
            let squared = dx * dx + dy * dy + dz * dz;
            let mut factor = force_over_distance::<Q>(squared, pair.softening);
            let mut stiffness = select_lesser(factor, pair.stiffest);
            if WEIGHTED {
                factor *= weight;
                stiffness *= weight;
            }
            // A body is not its own neighbour; its force on itself is 0 · finite.
            let (squared, stiffness) = if lane == other {
                (f32::MAX, 0.0)
            } else {
                (squared, stiffness)
            };
            least.0[lane] = select_lesser(squared, least.0[lane]);
            sum.x.0[lane] += dx * factor;
            sum.y.0[lane] += dy * factor;
            sum.z.0[lane] += dz * factor;
            sum.stiffness.0[lane] += stiffness;
        }
    }
    *on = sum;
    *closest = least;
}

/// P2P between two leaves: adds the forces on the first leaf's bodies to `sums`, still lane by
/// lane, and those on the second's to `on`.
#[inline(always)]
fn p2p_between_leaves<const Q: u32, const WEIGHTED: bool>(
    (at, weights): (&Lanes3, &Lanes),
    (there, other_weights): (&Lanes3, &Lanes),
    pair: PairLaw,
    sums: &mut PartnerForces,
    on: &mut ForceLanes,
    closest: &mut Lanes,
) {
    let mut sum = *on;
    let mut least = *closest;
    for body in 0..LANES {
        let (x, y, z) = (at.x.0[body], at.y.0[body], at.z.0[body]);
        let weight = weights.0[body];
        for lane in 0..LANES {
            let dx = there.x.0[lane] - x;
            let dy = there.y.0[lane] - y;
            let dz = there.z.0[lane] - z;
            let squared = dx * dx + dy * dy + dz * dz;
            least.0[lane] = select_lesser(squared, least.0[lane]);
            let factor = force_over_distance::<Q>(squared, pair.softening);
            let stiffness = select_lesser(factor, pair.stiffest);
            let (to_here, to_there) = if WEIGHTED {
                (other_weights.0[lane], weight)
            } else {
                (1.0, 1.0)
            };
            let (here, back) = (factor * to_here, factor * to_there);
            sums.x[body].0[lane] -= dx * here;
            sums.y[body].0[lane] -= dy * here;
            sums.z[body].0[lane] -= dz * here;
            sums.stiffness[body].0[lane] += stiffness * to_here;
            sum.x.0[lane] += dx * back;
            sum.y.0[lane] += dy * back;
            sum.z.0[lane] += dz * back;
            sum.stiffness.0[lane] += stiffness * to_there;
        }
    }
    *on = sum;
    *closest = least;
}
