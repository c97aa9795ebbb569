//! The near field: pairs of bodies summed one by one, each pair once for both.

use super::{
    FLOOR,
    simd::{Effect, Kernel, LANES, Lanes, Lanes3, sum_each},
    task::Task,
    tree::Tree,
};

/// Sums the pairs of a task's leaves from where it paused, for about `share` pairs.
/// `Q` is the exponent; `WEIGHTED` bodies act by their weight, others by 1.
pub struct Near<'a, const Q: u32, const WEIGHTED: bool> {
    /// The bodies.
    pub tree: &'a Tree,
    /// Whose leaves.
    pub task: &'a mut Task,
    /// ε.
    pub softening: f32,
    /// Whether all leaves are near each other.
    pub exact: bool,
    /// Pairs after which to pause.
    pub share: u64,
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
            softening,
            exact,
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
                &tree.weights[leaf],
                softening,
                &mut task.sums[slot],
            );
            spent += BLOCK;
            if exact {
                for other in slot + 1..all {
                    let there = task.leaves.start + other;
                    between::<Q, WEIGHTED>(
                        (&tree.at[leaf], &tree.weights[leaf]),
                        (&tree.at[there], &tree.weights[there]),
                        softening,
                        &mut sums,
                        &mut task.sums[other],
                    );
                    spent += BLOCK;
                }
            } else {
                let partners = task.starts[slot] as usize..task.starts[slot + 1] as usize;
                for &other in &task.partners[partners] {
                    let there = task.leaf_of(other as usize);
                    between::<Q, WEIGHTED>(
                        (&tree.at[leaf], &tree.weights[leaf]),
                        (&tree.at[there], &tree.weights[there]),
                        softening,
                        &mut sums,
                        &mut task.sums[other as usize],
                    );
                    spent += BLOCK;
                }
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

/// `1 / (d (ε + d)^Q)`: the force over the distance, from the squared distance.
#[inline(always)]
fn factor<const Q: u32>(distance_squared: f32, softening: f32) -> f32 {
    // Comparisons, not `max`: one instruction, and the same for what is not a number.
    // The floor keeps a body's pair with itself at 0 · finite = 0.
    let root = distance_squared.sqrt();
    let distance = if root > FLOOR { root } else { FLOOR };
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
    softening: f32,
    on: &mut Effect,
) {
    let mut sum = *on;
    for other in 0..LANES {
        let (x, y, z) = (at.x.0[other], at.y.0[other], at.z.0[other]);
        let weight = weights.0[other];
        for lane in 0..LANES {
            let dx = at.x.0[lane] - x;
            let dy = at.y.0[lane] - y;
            let dz = at.z.0[lane] - z;
            let mut factor = factor::<Q>(dx * dx + dy * dy + dz * dz, softening);
            if WEIGHTED {
                factor *= weight;
            }
            sum.x.0[lane] += dx * factor;
            sum.y.0[lane] += dy * factor;
            sum.z.0[lane] += dz * factor;
            // A body does not push itself; its force above is 0 · finite.
            sum.stiffness.0[lane] += if lane == other { 0.0 } else { factor };
        }
    }
    *on = sum;
}

/// The forces between the bodies of two leaves: on the first leaf's bodies into
/// `sums`, still lane by lane; on the second's into `on`.
#[inline(always)]
fn between<const Q: u32, const WEIGHTED: bool>(
    (at, weights): (&Lanes3, &Lanes),
    (there, other_weights): (&Lanes3, &Lanes),
    softening: f32,
    sums: &mut Sums,
    on: &mut Effect,
) {
    let mut sum = *on;
    for body in 0..LANES {
        let (x, y, z) = (at.x.0[body], at.y.0[body], at.z.0[body]);
        let weight = weights.0[body];
        for lane in 0..LANES {
            let dx = there.x.0[lane] - x;
            let dy = there.y.0[lane] - y;
            let dz = there.z.0[lane] - z;
            let factor = factor::<Q>(dx * dx + dy * dy + dz * dz, softening);
            let (here, back) = if WEIGHTED {
                (factor * other_weights.0[lane], factor * weight)
            } else {
                (factor, factor)
            };
            sums.x[body].0[lane] -= dx * here;
            sums.y[body].0[lane] -= dy * here;
            sums.z[body].0[lane] -= dz * here;
            sums.stiffness[body].0[lane] += here;
            sum.x.0[lane] += dx * back;
            sum.y.0[lane] += dy * back;
            sum.z.0[lane] += dz * back;
            sum.stiffness.0[lane] += back;
        }
    }
    *on = sum;
}
