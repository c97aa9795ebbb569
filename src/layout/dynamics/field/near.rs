//! The near field: pairs of bodies summed one by one, each pair once for both. The far
//! field is added to it.

use super::{
    FLOOR,
    net::Rigid,
    simd::{Effect, Kernel, LANES, Lanes, Lanes3, sum_each},
    task::{Task, leaf_in_slot},
    tree::Tree,
};

/// Sums the pairs of a task's leaves from where it paused, for about `share` pairs.
/// `Q` is the exponent; `WEIGHTED` bodies act by their weight, others by 1.
pub struct Near<'a, const Q: u32, const WEIGHTED: bool> {
    /// The bodies.
    pub tree: &'a Tree,
    /// Whose leaves.
    pub task: &'a mut Task,
    /// The law.
    pub pair: Pair,
    /// What to take from the far field; `None` if all leaves are near each other.
    pub rigid: Option<Rigid>,
    /// Pairs after which to pause.
    pub share: u64,
}

/// What all pairs have in common.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// ε.
    pub softening: f32,
    /// The largest force over distance that counts as stiffness. Nearer pairs fly apart as
    /// far as a step may go, which no mass should hinder.
    pub stiffest: f32,
}

/// What one body of a leaf gets from the leaf's partners, lane by lane.
struct Sums {
    x: [Lanes; LANES],
    y: [Lanes; LANES],
    z: [Lanes; LANES],
    stiffness: [Lanes; LANES],
}

impl<const Q: u32, const WEIGHTED: bool> Kernel for Near<'_, Q, WEIGHTED> {
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
            let mut sums = Sums {
                x: [Lanes::ZERO; LANES],
                y: [Lanes::ZERO; LANES],
                z: [Lanes::ZERO; LANES],
                stiffness: [Lanes::ZERO; LANES],
            };
            within::<Q, WEIGHTED>(
                &tree.at[leaf],
                tree.leaf_weights(leaf),
                pair,
                &mut task.sums[slot],
                &mut task.closest,
            );
            spent += BLOCK;
            if let Some(rigid) = &rigid {
                let mut far = task.far_at(slot, tree);
                rigid.take_from(&mut far, &tree.at[leaf]);
                task.sums[slot].add(&far);
            }
            let exact = rigid.is_none();
            let partners = if exact {
                slot + 1..all
            } else {
                task.starts[slot] as usize..task.starts[slot + 1] as usize
            };
            // One loop and no closure, which would not have the kernel's instructions.
            for partner in partners {
                let (other, there) = if exact {
                    (partner, task.leaves.start + partner)
                } else {
                    let other = task.partners[partner] as usize;
                    (other, leaf_in_slot(&task.leaves, &task.foreign, other))
                };
                let on = match other.checked_sub(own) {
                    None => &mut task.sums[other],
                    Some(behind) => &mut task.behind[behind],
                };
                between::<Q, WEIGHTED>(
                    (&tree.at[leaf], tree.leaf_weights(leaf)),
                    (&tree.at[there], tree.leaf_weights(there)),
                    pair,
                    &mut sums,
                    on,
                    &mut task.closest,
                );
                spent += BLOCK;
            }
            task.sums[slot].add(&Effect {
                x: sum_each(&sums.x),
                y: sum_each(&sums.y),
                z: sum_each(&sums.z),
                stiffness: sum_each(&sums.stiffness),
            });
        }
        spent
    }
}

/// The lesser of two numbers, the second if either is none: a comparison and not
/// `min`, which takes more than one instruction.
#[inline(always)]
fn lesser(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// `1 / (d (ε + d)^Q)`: the force over the distance, of the squared distance.
#[inline(always)]
pub fn factor<const Q: u32>(squared: f32, softening: f32) -> f32 {
    // Comparisons, not `max`, as above. The floor keeps a body's pair with itself at
    // 0 · finite = 0.
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

/// The forces among the bodies of one leaf, added to `on`.
#[inline(always)]
fn within<const Q: u32, const WEIGHTED: bool>(
    at: &Lanes3,
    weights: &Lanes,
    pair: Pair,
    on: &mut Effect,
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
            let mut factor = factor::<Q>(squared, pair.softening);
            let mut stiffness = lesser(factor, pair.stiffest);
            if WEIGHTED {
                factor *= weight;
                stiffness *= weight;
            }
            // A body is no neighbour of itself; its force on itself is 0 · finite.
            let (squared, stiffness) = if lane == other {
                (f32::MAX, 0.0)
            } else {
                (squared, stiffness)
            };
            least.0[lane] = lesser(squared, least.0[lane]);
            sum.x.0[lane] += dx * factor;
            sum.y.0[lane] += dy * factor;
            sum.z.0[lane] += dz * factor;
            sum.stiffness.0[lane] += stiffness;
        }
    }
    *on = sum;
    *closest = least;
}

/// The forces between the bodies of two leaves: on the first leaf's bodies into
/// `sums`, still lane by lane; on the second's into `on`.
#[inline(always)]
fn between<const Q: u32, const WEIGHTED: bool>(
    (at, weights): (&Lanes3, &Lanes),
    (there, other_weights): (&Lanes3, &Lanes),
    pair: Pair,
    sums: &mut Sums,
    on: &mut Effect,
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
            least.0[lane] = lesser(squared, least.0[lane]);
            let factor = factor::<Q>(squared, pair.softening);
            let stiffness = lesser(factor, pair.stiffest);
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
