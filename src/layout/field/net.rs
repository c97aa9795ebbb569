//! Rigid motion of the whole graph: the part of a force field that shifts and turns it.

use glam::{DMat3, DVec3, Vec3};

use super::{
    simd::{Effect, LANES, Lanes, Lanes3},
    task::Task,
    tree::Tree,
};

/// A rigid acceleration field, `a + ω × r`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rigid {
    mean: Vec3,
    turn: Vec3,
    centroid: Vec3,
}

impl Rigid {
    /// Takes it from the forces on bodies.
    #[inline(always)]
    pub fn take_from(&self, effect: &mut Effect, at: &Lanes3) {
        for lane in 0..LANES {
            let r = vector(&at.x, &at.y, &at.z, lane) - self.centroid;
            let rigid = self.mean + self.turn.cross(r);
            effect.x.0[lane] -= rigid.x;
            effect.y.0[lane] -= rigid.y;
            effect.z.0[lane] -= rigid.z;
        }
    }
}

/// The rigid acceleration field `a + ω × r` that carries the net force and the net torque of
/// the far field, to be subtracted. Pairs push each other equally,
/// so a true sum has neither; what approximation leaves of them would make a
/// resting graph drift and spin for ever.
///
/// With weights `w`, inertia `I = Σ w (|r|² 1 − r rᵀ)` about the centroid and
/// torque `τ = Σ w r × f`, the field is `a = Σ w f / Σ w`, `ω = I⁻¹ τ`. A degenerate
/// inertia (all bodies on a line or in a point) keeps its torque. Sums in `f64`, in order.
pub fn net_motion(tree: &Tree, tasks: &[Task]) -> Rigid {
    let mut total = 0.0;
    let mut centroid = DVec3::ZERO;
    let mut mean = DVec3::ZERO;
    for_each(tree, tasks, |at, weight, force| {
        total += weight;
        centroid += at * weight;
        mean += force * weight;
    });
    if total <= 0.0 {
        return Rigid::default();
    }
    centroid /= total;
    mean /= total;
    let mut torque = DVec3::ZERO;
    let mut spread = 0.0;
    // Products xx, yy, zz, then yz, xz, xy.
    let (mut squares, mut products) = (DVec3::ZERO, DVec3::ZERO);
    for_each(tree, tasks, |at, weight, force| {
        let r = at - centroid;
        torque += r.cross(force - mean) * weight;
        spread += r.length_squared() * weight;
        squares += r * r * weight;
        products += DVec3::new(r.y * r.z, r.x * r.z, r.x * r.y) * weight;
    });
    let outer = DMat3::from_cols(
        DVec3::new(squares.x, products.z, products.y),
        DVec3::new(products.z, squares.y, products.x),
        DVec3::new(products.y, products.x, squares.z),
    );
    let inertia = DMat3::from_diagonal(DVec3::splat(spread)) - outer;
    let turn = if inertia.determinant() > 1e-9 * spread * spread * spread {
        inertia.inverse() * torque
    } else if outer.z_axis == DVec3::ZERO && spread > 0.0 {
        // In the plane the only turn is about z.
        DVec3::new(0.0, 0.0, torque.z / spread)
    } else {
        DVec3::ZERO
    };
    if !(mean.is_finite() && turn.is_finite()) {
        return Rigid::default();
    }
    Rigid {
        mean: mean.as_vec3(),
        turn: turn.as_vec3(),
        centroid: centroid.as_vec3(),
    }
}

/// Visits position, weight and far field of every body, in order.
fn for_each(tree: &Tree, tasks: &[Task], mut visit: impl FnMut(DVec3, f64, DVec3)) {
    for task in tasks {
        for (slot, leaf) in task.leaves.clone().enumerate() {
            let far = task.far_at(slot, tree);
            let at = &tree.at[leaf];
            for lane in 0..tree.leaf_bodies(leaf).len() {
                visit(
                    vector(&at.x, &at.y, &at.z, lane).as_dvec3(),
                    f64::from(tree.weights[leaf].0[lane]),
                    vector(&far.x, &far.y, &far.z, lane).as_dvec3(),
                );
            }
        }
    }
}

fn vector(x: &Lanes, y: &Lanes, z: &Lanes, lane: usize) -> Vec3 {
    Vec3::new(x.0[lane], y.0[lane], z.0[lane])
}
