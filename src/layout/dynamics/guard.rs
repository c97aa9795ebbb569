//! The stability guard: keeps the layout finite, bounded and visible under any constants.
//!
//! It has five bounds. None of them moves an equilibrium; only [`super::gathering`] creates one,
//! for a graph in several parts.
//! - A tick that is too stiff for its time step is divided into substeps, if the graph is small
//!   enough to afford them.
//! - A vertex that is still too stiff, by its springs and its repulsion, gets a larger mass. A
//!   diagonal mass matrix changes the path to rest, but not the position of rest.
//! - No vertex moves farther in one tick than a share of the graph's size.
//! - Positions stay finite and inside the world.
//! - Coincident vertices, and graphs without extent along an axis, are spread, always in the same
//!   way.

use glam::{BVec3, DVec3, Vec3};

use crate::layout::model::hash;

/// Radius of the world, world units. No tick leads out of it, and a vertex that is placed outside
/// counts as lost. At the rim an `f32` still resolves hundredths, so a graph that was thrown there
/// can contract again.
pub const WORLD_RADIUS: f32 = 1e5;

/// Largest stiffness × dt² of a vertex of mass 1.
///
/// Springs and repulsion are pairwise. The largest eigenvalue of their stiffness, scaled by the
/// masses, is therefore at most twice the largest ratio of a vertex's stiffness to its mass
/// (Gershgorin). Semi-implicit Euler with `D < 1` is stable for an eigenvalue × dt² below 4. The
/// limit keeps it below 3, where a vibration takes three ticks: two leaves of one vertex were seen
/// to excite each other there through the steep part of their repulsion.
const STIFFNESS_LIMIT: f64 = 1.2;

/// Largest product of vertices and substeps for which a tick is divided.
const DIVIDED_VERTICES: usize = 4_000;

/// Share of the mean edge that a vertex may move in a tick.
const STEP_PER_EDGE: f32 = 0.24;

/// Share of the graph's radius that a vertex may move in a tick: for edges that are far shorter
/// than the graph is wide, and for a graph without edges.
const STEP_PER_RADIUS: (f32, f32) = (0.001, 0.02);

/// The smallest bound on a step, world units: a graph in one point must be able to unfold.
const STEP_FLOOR: f32 = 1e-3;

/// Distance to which coincident vertices are separated, world units.
const SEPARATION: f32 = 1e-2;

/// The size of a graph, as the guard sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutExtent {
    /// Mean length of the edges; zero without edges.
    pub mean_edge: f32,
    /// Root mean square distance from the centroid.
    pub radius: f32,
}

impl LayoutExtent {
    /// Measures a graph, in `f64` and in order.
    pub fn from_graph(positions: &[Vec3], edges: &[[u32; 2]]) -> Self {
        if positions.is_empty() {
            return Self::default();
        }
        let n = positions.len() as f64;
        let centroid = positions
            .iter()
            .fold(DVec3::ZERO, |sum, p| sum + p.as_dvec3())
            / n;
        let spread: f64 = positions
            .iter()
            .map(|p| (p.as_dvec3() - centroid).length_squared())
            .sum();
        let lengths: f64 = edges
            .iter()
            .map(|&[a, b]| f64::from(positions[a as usize].distance(positions[b as usize])))
            .sum();
        Self {
            mean_edge: mean_length(lengths, edges.len()),
            radius: (spread / n).sqrt() as f32,
        }
    }

    /// The largest step of a vertex in one tick, world units.
    pub fn step_limit(&self) -> f32 {
        // Scattered components make a graph wide, but their own vertices must not jump through
        // each other: the edges bound the share of the radius.
        let by_radius = if self.mean_edge > 0.0 {
            (self.radius * STEP_PER_RADIUS.0).min(self.mean_edge * STEP_PER_EDGE * 2.0)
        } else {
            self.radius * STEP_PER_RADIUS.1
        };
        (self.mean_edge * STEP_PER_EDGE)
            .max(by_radius)
            .max(STEP_FLOOR)
    }

    /// The unit of length for judging motion: the mean edge, or the radius without edges.
    pub fn unit(&self) -> f32 {
        if self.mean_edge > 0.0 {
            self.mean_edge
        } else {
            self.radius.max(STEP_FLOOR)
        }
    }
}

/// The mean length of this number of `edges`, from the sum of their lengths; zero without edges.
pub fn mean_length(lengths: f64, edges: usize) -> f32 {
    (lengths / edges.max(1) as f64) as f32
}

/// Validity, radius and common coordinates of all vertices before a tick.
#[derive(Clone, Copy, Debug)]
pub struct Survey {
    /// Whether all positions and velocities are finite, and all positions inside the world.
    pub inside: bool,
    /// Root mean square distance from the centroid.
    pub radius: f32,
    /// Axes along which all vertices have the same coordinate.
    same: BVec3,
    several: bool,
}

impl Survey {
    /// Surveys all vertices in one pass; sums in `f64` and in order.
    pub fn from_bodies(positions: &[Vec3], velocities: &[Vec3]) -> Self {
        let first = positions.first().copied().unwrap_or(Vec3::ZERO);
        let mut inside = true;
        let mut same = BVec3::TRUE;
        // Sum relative to the first vertex: cancellation then costs little precision.
        let (mut sum, mut squares) = (DVec3::ZERO, 0.0);
        for (&position, velocity) in positions.iter().zip(velocities) {
            let r = (position - first).as_dvec3();
            sum += r;
            squares += r.length_squared();
            same &= position.cmpeq(first);
            // The comparison is false for NaN and for a square that overflows.
            inside &=
                position.length_squared() <= WORLD_RADIUS * WORLD_RADIUS && velocity.is_finite();
        }
        let n = positions.len().max(1) as f64;
        let variance = squares / n - (sum / n).length_squared();
        Self {
            inside,
            radius: variance.max(0.0).sqrt() as f32,
            same,
            several: positions.len() > 1,
        }
    }

    /// Whether the graph has no extent along an axis that it should have.
    pub fn is_thin(&self, flat: bool) -> bool {
        self.several && (self.same.x || self.same.y || (self.same.z && !flat))
    }
}

/// Chooses the number of steps of a tick: 1, 2 or 4.
///
/// `load` is the largest stiffness of a vertex, as a share of the stiffness that one step of the
/// whole time bears. A step of 1/n of the time bears n² as much. Large graphs get fewer steps: the
/// steps of a tick move at most [`DIVIDED_VERTICES`] vertices in all.
pub fn choose_substeps(load: f64, vertices: usize) -> u32 {
    let enough = [1u32, 2]
        .into_iter()
        .find(|&n| load <= f64::from(n * n))
        .unwrap_or(4);
    let affordable = [4u32, 2]
        .into_iter()
        .find(|&n| vertices * n as usize <= DIVIDED_VERTICES)
        .unwrap_or(1);
    enough.min(affordable)
}

/// The mass per unit of stiffness that keeps a vertex stable at this time step. A vertex has at
/// least mass 1.
pub fn mass_of_stiffness(time_step: f64) -> f64 {
    time_step * time_step / STIFFNESS_LIMIT
}

/// Shortens a step to `limit`; `None` if it is not finite.
pub fn clamp_step(step: DVec3, limit: f32) -> Option<(DVec3, bool)> {
    // Squares first: a root for every vertex costs more than all the rest here.
    let squared = step.length_squared();
    if !squared.is_finite() {
        return None;
    }
    let limit = f64::from(limit);
    Some(if squared > limit * limit {
        (step * (limit / squared.sqrt()), true)
    } else {
        (step, false)
    })
}

/// Brings a position back into the world; `None` if it is not finite.
pub fn clamp_to_world(position: Vec3) -> Option<Vec3> {
    if !position.is_finite() {
        return None;
    }
    // In f64: the square of a large f32 overflows.
    let squared = position.as_dvec3().length_squared();
    let rim = f64::from(WORLD_RADIUS);
    Some(if squared > rim * rim {
        (position.as_dvec3() * (rim / squared.sqrt())).as_vec3()
    } else {
        position
    })
}

/// Distance from the origin, over the world's radius, beyond which a vertex counts as lost.
/// Rounding may put a vertex between the rim and this distance; it is moved back to the rim.
const OUTSIDE: f64 = 1.001;

/// Moves every lost vertex beside its neighbours, or near the origin if it has none. Returns the
/// number of lost vertices.
///
/// A vertex is lost if its position is not finite, or if an edit placed it outside the world, where
/// no tick leads. Such a vertex is not moved to the rim: its way back would be long, and the graph
/// would be wide meanwhile.
pub fn quarantine_lost(
    positions: &mut [Vec3],
    velocities: &mut [Vec3],
    keys: &[u32],
    edges: &[[u32; 2]],
) -> u32 {
    let mut lost = Vec::new();
    for (index, position) in positions.iter_mut().enumerate() {
        let far = position.as_dvec3().length() > f64::from(WORLD_RADIUS) * OUTSIDE;
        match clamp_to_world(*position) {
            Some(kept) if !far => *position = kept,
            _ => {
                *position = Vec3::NAN;
                lost.push(index);
            }
        }
        if !velocities[index].is_finite() {
            velocities[index] = Vec3::ZERO;
        }
    }
    if lost.is_empty() {
        return 0;
    }
    // One pass over the edges, for any number of lost vertices.
    let mut beside = vec![(DVec3::ZERO, 0u32); lost.len()];
    for &[a, b] in edges {
        for (end, other) in [(a, b), (b, a)] {
            let p = positions[other as usize];
            if p.is_finite()
                && let Ok(place) = lost.binary_search(&(end as usize))
            {
                beside[place].0 += p.as_dvec3();
                beside[place].1 += 1;
            }
        }
    }
    for (&index, (sum, count)) in lost.iter().zip(beside) {
        let centre = sum / f64::from(count.max(1));
        positions[index] = centre.as_vec3() + hash::offset(keys[index], false);
        velocities[index] = Vec3::ZERO;
    }
    lost.len() as u32
}

/// Spreads a graph that has no extent along one of its axes, so that forces can act along it.
/// Returns whether a vertex was moved.
pub fn spread_thin_axes(positions: &mut [Vec3], pinned: &[bool], keys: &[u32], flat: bool) -> bool {
    if positions.len() < 2 {
        return false;
    }
    let first = positions[0];
    let same = positions
        .iter()
        .fold(BVec3::TRUE, |same, p| same & p.cmpeq(first));
    let axes = Vec3::new(
        if same.x { 1.0 } else { 0.0 },
        if same.y { 1.0 } else { 0.0 },
        if same.z && !flat { 1.0 } else { 0.0 },
    );
    if axes == Vec3::ZERO {
        return false;
    }
    let mut acted = false;
    for (index, position) in positions.iter_mut().enumerate() {
        if !pinned[index] {
            *position += hash::offset(keys[index], flat) * axes * SEPARATION;
            acted = true;
        }
    }
    acted
}

/// Coordinates below this count as zero when places are compared, world units. The square of a
/// smaller difference may underflow, and no force separates vertices that are so near. Farther from
/// the origin, `f32` has no differences this small.
const SAME: f32 = 1e-15;

/// Separates vertices that share one place. Returns whether a vertex was moved.
pub fn separate_coincident(
    positions: &mut [Vec3],
    pinned: &[bool],
    keys: &[u32],
    flat: bool,
) -> bool {
    let place = |x: Vec3| x.to_array().map(|c| if c.abs() < SAME { 0.0 } else { c });
    let mut order: Vec<u32> = (0..positions.len() as u32).collect();
    let bits = |index: u32| place(positions[index as usize]).map(f32::to_bits);
    order.sort_unstable_by_key(|&index| (bits(index), index));
    let mut acted = false;
    let mut previous = None;
    for index in order.into_iter().map(|index| index as usize) {
        let here = positions[index];
        let its = place(here);
        if previous == Some(its) && !pinned[index] {
            // A share of the coordinate too: far out, a small offset would round away.
            let reach = SEPARATION.max(here.abs().max_element() * 1e-6);
            positions[index] = here + hash::offset(keys[index], flat) * reach;
            acted = true;
        }
        previous = Some(its);
    }
    acted
}
