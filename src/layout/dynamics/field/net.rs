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

/// What the far field sums to on some bodies, and how it turns them about the tree's middle.
#[derive(Clone, Copy, Debug, Default)]
pub struct Net {
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

impl Net {
    /// Measures it on the bodies of a task, in order.
    pub fn of(tree: &Tree, task: &Task) -> Self {
        let mut net = Self::default();
        let middle = tree.shapes[0].centre();
        for (slot, leaf) in task.leaves.clone().enumerate() {
            let far = task.far_at(slot, tree);
            let at = &tree.at[leaf];
            for lane in 0..tree.leaf_bodies(leaf).len() {
                let r = (vector(&at.x, &at.y, &at.z, lane) - middle).as_dvec3();
                let weight = f64::from(tree.leaf_weights(leaf).0[lane]);
                let force = vector(&far.x, &far.y, &far.z, lane).as_dvec3() * weight;
                net.weight += weight;
                net.first += r * weight;
                net.second[0] += r * r * weight;
                net.second[1] += crossed(r) * weight;
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

/// The rigid acceleration field `a + ω × r` that carries the net force and the net torque of
/// the far field, to be subtracted. Pairs push each other equally,
/// so a true sum has neither; what approximation leaves of them would make a
/// resting graph drift and spin for ever.
///
/// With weights `w`, inertia `I = Σ w (|r|² 1 − r rᵀ)` about the centroid and
/// torque `τ = Σ w r × f`, the field is `a = Σ w f / Σ w`, `ω = I⁻¹ τ`. A degenerate
/// inertia (all bodies on a line or in a point) keeps its torque. Sums in `f64`, in order.
pub fn net_motion(tree: &Tree, tasks: &[Task]) -> Rigid {
    let mut net = Net::default();
    tasks.iter().for_each(|task| net.add(&task.net));
    let total = net.weight;
    if total <= 0.0 {
        return Rigid::default();
    }
    let centroid = net.first / total;
    let mean = net.force / total;
    // Steiner: from the tree's middle to the centroid.
    let torque = net.torque - centroid.cross(net.force);
    let squares = net.second[0] - centroid * centroid * total;
    let products = net.second[1] - crossed(centroid) * total;
    let spread = squares.element_sum();
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
        centroid: tree.shapes[0].centre() + centroid.as_vec3(),
    }
}

/// The products yz, xz, xy.
fn crossed(r: DVec3) -> DVec3 {
    DVec3::new(r.y * r.z, r.x * r.z, r.x * r.y)
}

fn vector(x: &Lanes, y: &Lanes, z: &Lanes, lane: usize) -> Vec3 {
    Vec3::new(x.0[lane], y.0[lane], z.0[lane])
}
