//! Net force and torque of the far field, and the rigid motion that they would cause.
//!
//! Exact pair forces have no net force and no net torque; the approximation leaves a small
//! remainder, which would make a resting graph drift and spin.

use std::ops::Range;

use glam::{DMat3, DVec3, Vec3};

use super::{
    simd::{ForceLanes, LANES, Lanes, Lanes3},
    tree::Tree,
};

/// A rigid acceleration field `a + ω × r`, with `r` from the centroid.
#[derive(Clone, Copy, Debug, Default)]
pub struct RigidMotion {
    linear: Vec3,
    angular: Vec3,
    centroid: Vec3,
}

impl RigidMotion {
    /// Subtracts the field from the forces on the bodies of a leaf.
    #[inline(always)]
    pub fn subtract_from(&self, forces: &mut ForceLanes, at: &Lanes3) {
        for lane in 0..LANES {
            let r = lane_vector(&at.x, &at.y, &at.z, lane) - self.centroid;
            let rigid = self.linear + self.angular.cross(r);
            forces.x.0[lane] -= rigid.x;
            forces.y.0[lane] -= rigid.y;
            forces.z.0[lane] -= rigid.z;
        }
    }
}

/// Sums over bodies: weights, moments, net force, and torque about the middle of the tree's
/// root box.
#[derive(Clone, Copy, Debug, Default)]
pub struct NetForce {
    /// Σ w.
    weight: f64,
    /// Σ w r.
    first: DVec3,
    /// Σ w r r: xx, yy, zz, then yz, xz, xy.
    second: [DVec3; 2],
    /// Σ w f.
    force: DVec3,
    /// Σ w r × f.
    torque: DVec3,
}

impl NetForce {
    /// Measures the far field of the bodies of these leaves, in order, in `f64`. `far_field_at`
    /// gives the forces on a leaf by its offset in the range.
    pub fn from_leaves(
        tree: &Tree,
        leaves: Range<usize>,
        far_field_at: impl Fn(usize) -> ForceLanes,
    ) -> Self {
        let mut net = Self::default();
        let middle = tree.shapes[0].centre();
        for (slot, leaf) in leaves.enumerate() {
            let far = far_field_at(slot);
            let at = &tree.positions[leaf];
            for lane in 0..tree.leaf_bodies(leaf).len() {
                let r = (lane_vector(&at.x, &at.y, &at.z, lane) - middle).as_dvec3();
                let weight = f64::from(tree.leaf_weights(leaf).0[lane]);
                let force = lane_vector(&far.x, &far.y, &far.z, lane).as_dvec3() * weight;
                net.weight += weight;
                net.first += r * weight;
                net.second[0] += r * r * weight;
                net.second[1] += mixed_products(r) * weight;
                net.force += force;
                net.torque += r.cross(force);
            }
        }
        net
    }

    fn add(&mut self, other: &Self) {
        self.weight += other.weight;
        self.first += other.first;
        self.second[0] += other.second[0];
        self.second[1] += other.second[1];
        self.force += other.force;
        self.torque += other.torque;
    }
}

/// The rigid acceleration field that carries the net force and net torque of the far field, to
/// be subtracted.
///
/// With weights `w`, inertia `I = Σ w (|r|² 1 − r rᵀ)` about the centroid and torque `τ = Σ w r
/// × f`, the field is `a = Σ w f / Σ w`, `ω = I⁻¹ τ`. If the inertia is degenerate (all bodies
/// on a line or in a point), the torque is kept. Sums are in `f64`, in order.
pub fn net_rigid_motion<'a>(tree: &Tree, parts: impl Iterator<Item = &'a NetForce>) -> RigidMotion {
    let mut net = NetForce::default();
    parts.for_each(|part| net.add(part));
    let weight = net.weight;
    if weight <= 0.0 {
        return RigidMotion::default();
    }
    let centroid = net.first / weight;
    let linear = net.force / weight;
    // Parallel-axis theorem: move torque and second moments from the tree's middle to the
    // centroid.
    let torque = net.torque - centroid.cross(net.force);
    let squares = net.second[0] - centroid * centroid * weight;
    let products = net.second[1] - mixed_products(centroid) * weight;
    let spread = squares.element_sum();
    let outer = DMat3::from_cols(
        DVec3::new(squares.x, products.z, products.y),
        DVec3::new(products.z, squares.y, products.x),
        DVec3::new(products.y, products.x, squares.z),
    );
    // Angular acceleration `ω = I⁻¹ τ`, unless the inertia is degenerate.
    let inertia = DMat3::from_diagonal(DVec3::splat(spread)) - outer;
    let angular = if inertia.determinant() > 1e-9 * spread * spread * spread {
        inertia.inverse() * torque
    } else if outer.z_axis == DVec3::ZERO && spread > 0.0 {
        // In the plane, bodies can only turn about z.
        DVec3::new(0.0, 0.0, torque.z / spread)
    } else {
        DVec3::ZERO
    };
    if !(linear.is_finite() && angular.is_finite()) {
        return RigidMotion::default();
    }
    RigidMotion {
        linear: linear.as_vec3(),
        angular: angular.as_vec3(),
        centroid: tree.shapes[0].centre() + centroid.as_vec3(),
    }
}

/// The mixed products yz, xz, xy.
fn mixed_products(r: DVec3) -> DVec3 {
    DVec3::new(r.y * r.z, r.x * r.z, r.x * r.y)
}

fn lane_vector(x: &Lanes, y: &Lanes, z: &Lanes, lane: usize) -> Vec3 {
    Vec3::new(x.0[lane], y.0[lane], z.0[lane])
}
