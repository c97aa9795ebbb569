//! Rigid motion of the whole graph: the part of a force field that shifts and turns it.

use glam::{DMat3, DVec3, Vec3};

use super::octree::Octree;

/// Takes the net force and the net torque out of `forces` (in the tree's order)
/// by subtracting the rigid acceleration field `a + ω × r` that carries them.
///
/// With inertia `I = Σ (|r|² 1 − r rᵀ)` about the centroid and torque
/// `τ = Σ r × f`, the field is `a = Σ f / n`, `ω = I⁻¹ τ`. A degenerate inertia
/// (all bodies on a line or in a point) keeps its torque. Sums in `f64`, in order.
pub fn remove_net_motion(forces: &mut [Vec3], tree: &Octree) {
    let n = forces.len();
    if n < 2 {
        return;
    }
    let mut centroid = DVec3::ZERO;
    let mut mean = DVec3::ZERO;
    for (place, force) in forces.iter().enumerate() {
        centroid += tree.at(place).as_dvec3();
        mean += force.as_dvec3();
    }
    centroid /= n as f64;
    mean /= n as f64;
    let mut torque = DVec3::ZERO;
    let mut outer = DMat3::ZERO;
    let mut spread = 0.0;
    for (place, force) in forces.iter().enumerate() {
        let r = tree.at(place).as_dvec3() - centroid;
        torque += r.cross(force.as_dvec3() - mean);
        outer += DMat3::from_cols(r * r.x, r * r.y, r * r.z);
        spread += r.length_squared();
    }
    let inertia = DMat3::from_diagonal(DVec3::splat(spread)) - outer;
    let determinant = inertia.determinant();
    let turn = if determinant > 1e-9 * spread * spread * spread {
        inertia.inverse() * torque
    } else if outer.z_axis == DVec3::ZERO && spread > 0.0 {
        // In the plane the only turn is about z.
        DVec3::new(0.0, 0.0, torque.z / spread)
    } else {
        DVec3::ZERO
    };
    if !(mean.is_finite() && turn.is_finite()) {
        return;
    }
    for (place, force) in forces.iter_mut().enumerate() {
        let r = tree.at(place).as_dvec3() - centroid;
        *force -= (mean + turn.cross(r)).as_vec3();
    }
}
