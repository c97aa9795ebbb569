//! Repulsion: every vertex pushes every other, near ones one by one, far ones by cells.

use bevy_tasks::ComputeTaskPool;
use glam::Vec3;

use super::{
    law::Law,
    octree::{Interactions, Octree, Opening},
    rigid::remove_net_motion,
};

/// Logical lanes of the pair kernel. Fixed, so that sums have the same order everywhere.
const LANES: usize = 8;

/// Graphs up to this size are summed exactly whatever θ says: it costs little,
/// and an exact field has no steps that would keep a resting graph trembling.
const EXACT_UP_TO: usize = 1024;

/// Nearer than this, two bodies count as this far apart: keeps forces finite.
const FLOOR: f32 = 1e-6;

/// The repulsive half of a law, ready for the kernel.
#[derive(Clone, Copy, Debug)]
pub struct Repulsion {
    /// `q` of `f0 / (ε + d)^q`.
    exponent: u32,
    /// ε; the origin's law does not soften.
    softening: f32,
    /// `f0`.
    strength: f32,
    /// Which cells may stand for their bodies; `None` sums every pair.
    opening: Option<Opening>,
}

impl Repulsion {
    /// The repulsion of `law` with these constants among so many `bodies`. θ ≤ 0
    /// sums every pair.
    pub fn new(law: Law, constants: &super::Constants, bodies: usize) -> Self {
        Self {
            exponent: law.repulsion_exponent(),
            softening: if law == Law::Origin {
                0.0
            } else {
                constants.epsilon as f32
            },
            strength: constants.repulsion as f32,
            opening: (constants.theta > 0.0 && bodies > EXACT_UP_TO).then_some(Opening {
                theta: constants.theta as f32,
                inner_distance: constants.inner_distance as f32,
            }),
        }
    }

    /// Whether every pair is summed.
    pub const fn is_exact(&self) -> bool {
        self.opening.is_none()
    }

    /// The exact force on `points[index]` from all others, summed in `f64`: what
    /// the tree is measured against.
    pub fn direct(&self, points: &[Vec3], index: usize) -> glam::DVec3 {
        let here = points[index].as_dvec3();
        let mut sum = glam::DVec3::ZERO;
        for (other, &p) in points.iter().enumerate() {
            let difference = here - p.as_dvec3();
            let distance = difference.length();
            if other != index && distance > 0.0 {
                let softened = (distance + f64::from(self.softening)).max(f64::from(FLOOR));
                sum += difference / (distance * softened.powi(self.exponent as i32));
            }
        }
        sum * f64::from(self.strength)
    }

    /// Writes the forces on groups `from..` into `out` (in sorted order, starting at
    /// the first of these groups' bodies), for as many groups as `out` covers.
    /// Returns the number of pairs that were summed.
    fn groups(
        &self,
        tree: &Octree,
        groups: std::ops::Range<usize>,
        out: &mut [Vec3],
        scratch: &mut Interactions,
    ) -> u64 {
        let mut pairs = 0;
        let mut written = 0;
        for group in groups {
            let range = tree.group(group);
            match self.opening {
                Some(opening) => tree.interactions(group, opening, LANES, scratch),
                None => tree.everything(LANES, scratch),
            }
            pairs += (scratch.x.len() * range.len()) as u64;
            for place in range {
                let at = Vec3::new(tree.x[place], tree.y[place], tree.z[place]);
                out[written] = self.on_body(at, scratch) * self.strength;
                written += 1;
            }
        }
        pairs
    }

    /// The force on a body at `at`, for `f0 = 1`.
    fn on_body(&self, at: Vec3, others: &Interactions) -> Vec3 {
        match self.exponent {
            1 => pairs::<1>(at, others, self.softening),
            2 => pairs::<2>(at, others, self.softening),
            _ => pairs::<3>(at, others, self.softening),
        }
    }
}

/// Sums `mass / (ε + d)^Q · u` over all entries, lane by lane.
fn pairs<const Q: u32>(at: Vec3, others: &Interactions, softening: f32) -> Vec3 {
    let mut sum_x = [0.0f32; LANES];
    let mut sum_y = [0.0f32; LANES];
    let mut sum_z = [0.0f32; LANES];
    let xs = others.x.chunks_exact(LANES);
    let ys = others.y.chunks_exact(LANES);
    let zs = others.z.chunks_exact(LANES);
    let masses = others.mass.chunks_exact(LANES);
    for (((xs, ys), zs), masses) in xs.zip(ys).zip(zs).zip(masses) {
        for lane in 0..LANES {
            let dx = at.x - xs[lane];
            let dy = at.y - ys[lane];
            let dz = at.z - zs[lane];
            // The floor keeps a body's pair with itself at 0 · finite = 0.
            let distance = (dx * dx + dy * dy + dz * dz).sqrt().max(FLOOR);
            let softened = (distance + softening).max(FLOOR);
            let power = match Q {
                1 => softened,
                2 => softened * softened,
                _ => softened * softened * softened,
            };
            let factor = masses[lane] / (power * distance);
            sum_x[lane] += dx * factor;
            sum_y[lane] += dy * factor;
            sum_z[lane] += dz * factor;
        }
    }
    Vec3::new(fold(sum_x), fold(sum_y), fold(sum_z))
}

/// Adds the lanes in a fixed order.
fn fold(lanes: [f32; LANES]) -> f32 {
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
        + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

/// A repulsion sweep that can pause between groups of bodies.
#[derive(Default, Debug)]
pub struct Sweep {
    next_group: usize,
    /// Forces in the tree's order.
    forces: Vec<Vec3>,
    scratch: Vec<Interactions>,
}

impl Sweep {
    /// Groups that one task works through: enough to outweigh its start.
    const TASK_GROUPS: usize = 16;
    /// Tasks between two looks at the budget.
    const BATCH_TASKS: usize = 16;

    /// Starts a sweep over `bodies` bodies.
    pub fn start(&mut self, bodies: usize) {
        self.next_group = 0;
        self.forces.clear();
        self.forces.resize(bodies, Vec3::ZERO);
    }

    /// Works until done or until about `budget` pairs were summed; returns the
    /// budget that is left, or `None` when it ran out before the end.
    pub fn advance(
        &mut self,
        law: &Repulsion,
        tree: &Octree,
        parallel: bool,
        mut budget: u64,
    ) -> Option<u64> {
        while self.next_group < tree.groups() {
            if budget == 0 {
                return None;
            }
            let spent = self.batch(law, tree, parallel);
            budget = budget.saturating_sub(spent);
        }
        Some(budget)
    }

    fn batch(&mut self, law: &Repulsion, tree: &Octree, parallel: bool) -> u64 {
        let from = self.next_group;
        let to = tree
            .groups()
            .min(from + Self::TASK_GROUPS * Self::BATCH_TASKS);
        self.next_group = to;
        self.scratch
            .resize_with(Self::BATCH_TASKS, Interactions::default);
        let first_place = tree.group(from).start;
        let mut rest = &mut self.forces[first_place..];
        let mut place = first_place;
        // Each task owns a run of groups and their slice of the output, so who
        // computes it changes nothing.
        let tasks = (from..to)
            .step_by(Self::TASK_GROUPS)
            .zip(&mut self.scratch)
            .map(|(start, scratch)| {
                let groups = start..to.min(start + Self::TASK_GROUPS);
                let end = tree.group(groups.end - 1).end;
                let (out, tail) = std::mem::take(&mut rest).split_at_mut(end - place);
                rest = tail;
                place = end;
                move || law.groups(tree, groups, out, scratch)
            });
        // A host that has started no pool gets the same bits from one thread.
        match ComputeTaskPool::try_get().filter(|_| parallel) {
            Some(pool) => {
                let pairs = pool.scope(|scope| {
                    for task in tasks {
                        scope.spawn(async move { task() });
                    }
                });
                pairs.into_iter().sum()
            }
            None => tasks.map(|task| task()).sum(),
        }
    }

    /// Adds the finished forces to `forces`, in the order of the bodies, after
    /// taking away the net force and torque that approximation left in them.
    /// Pairs push each other equally, so a true sum has neither; what is left
    /// would make a resting graph drift and spin for ever.
    pub fn finish(&mut self, law: &Repulsion, tree: &Octree, forces: &mut [Vec3]) {
        if !law.is_exact() {
            remove_net_motion(&mut self.forces, tree);
        }
        for (place, &force) in self.forces.iter().enumerate() {
            forces[tree.body(place)] += force;
        }
    }
}
