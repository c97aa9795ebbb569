//! A coarser level: dynamics of its own, and the displacement of the next finer level.

use glam::{DVec3, Vec3};

use super::{
    carry::{Carry, Motion},
    frame::Frame,
};
use crate::layout::{
    dynamics::{Drifts, Dynamics},
    model::{Budget, Fingerprint, Settings},
    multilevel::coarsening::View,
};

/// A read-only view of a coarser level that moves with the graph.
#[derive(Clone, Copy, Debug)]
pub struct Coarser<'a> {
    /// The vertices' ids, ascending.
    pub ids: &'a [u32],
    /// Their positions, world units.
    pub positions: &'a [Vec3],
    /// The frame by which the next finer level sees this one.
    pub frame: &'a Frame,
}

/// A level is brought to rest when its root mean square step stays below this share of its mean
/// edge for this number of ticks. It may still move along a soft mode; but the finer levels move as
/// fast by themselves, and their equilibrium does not depend on its position.
const SLOW: (f64, u32) = (2e-3, 30);

/// A displacement below this share of the mean edge counts as zero.
const NOTHING: f64 = 1e-6;

/// A coarser level: its own dynamics, and the motion that its members see.
#[derive(Debug)]
pub struct CarrierLevel {
    /// The bodies; `keys` are the ids of the coarse vertices, ascending.
    pub dynamics: Dynamics,
    /// The frame by which the next finer level sees this one.
    pub frame: Frame,
    /// The displacement of each vertex's members in this tick; empty at rest.
    pub drifts: Vec<Vec3>,
    motions: Vec<Motion>,
    /// Slow ticks in a row.
    slow: u32,
}

impl CarrierLevel {
    /// A level without vertices.
    pub fn new() -> Self {
        Self {
            dynamics: Dynamics::new_carrier(),
            frame: Frame::default(),
            drifts: Vec::new(),
            motions: Vec::new(),
            slow: 0,
        }
    }

    /// Whether the level rests until [`Self::wake`].
    pub const fn is_at_rest(&self) -> bool {
        self.slow >= SLOW.1
    }

    /// A read-only view of the level.
    pub fn as_coarser(&self) -> Coarser<'_> {
        Coarser {
            ids: &self.dynamics.keys,
            positions: &self.dynamics.positions,
            frame: &self.frame,
        }
    }

    /// Lets the level move again after a change.
    pub const fn wake(&mut self) {
        self.slow = 0;
    }

    /// Replaces the graph by that of `view`. Known vertices keep their state; new ones begin at the
    /// mean of their members, which are the vertices of `below` at `fine`. `below` is `None` for
    /// the graph itself, whose vertices have mass 1.
    pub fn reconcile(&mut self, view: &View, below: Option<&View>, fine: &[Vec3]) {
        if self.dynamics.positions.is_empty() {
            let sum: DVec3 = fine.iter().map(|x| x.as_dvec3()).sum();
            let mean = sum / fine.len().max(1) as f64;
            self.frame.origin = mean;
            self.frame.centre = mean;
        }
        let mut means = vec![(DVec3::ZERO, 0.0); view.ids.len()];
        for (index, (x, &parent)) in fine.iter().zip(&view.parents).enumerate() {
            let mass = below.map_or(1.0, |below| f64::from(below.masses[index]));
            let (sum, weight) = &mut means[parent as usize];
            *sum += x.as_dvec3() * mass;
            *weight += mass;
        }
        let bodies = &mut self.dynamics;
        let states = bodies.velocities.iter().zip(&self.motions);
        let mut known = bodies.keys.iter().zip(&bodies.positions).zip(states);
        let mut known = std::iter::from_fn(|| known.next()).peekable();
        let mut placed = Vec::with_capacity(view.ids.len());
        for (id, (sum, weight)) in view.ids.iter().zip(means) {
            while known.next_if(|&((there, _), _)| there < id).is_some() {}
            placed.push(match known.next_if(|&((there, _), _)| there == id) {
                Some(((_, &position), (&velocity, &motion))) => (position, (velocity, motion)),
                None => (
                    self.frame.unproject(sum / f64::max(weight, 1.0)).as_vec3(),
                    (Vec3::ZERO, Motion::default()),
                ),
            });
        }
        (bodies.positions, (bodies.velocities, self.motions)) = placed.into_iter().unzip();
        bodies.keys.clone_from(&view.ids);
        bodies.weights.clone_from(&view.masses);
        bodies.edges.clone_from(&view.edges);
        bodies.strengths.clone_from(&view.counts);
        bodies.pinned = vec![false; view.ids.len()];
        let graph = Fingerprint::from_edges(view.ids.len(), &view.edges);
        bodies.gathering.find_components(graph, &view.edges);
        bodies.wake();
        self.wake();
    }

    /// Begins a tick under the settings of the finest level: sums the other forces and starts the
    /// repulsion.
    pub fn start_forces(&mut self, finest: &Dynamics) {
        let bodies = &mut self.dynamics;
        bodies.settings = finest.settings;
        bodies.parallel = finest.parallel;
        bodies.instructions = finest.instructions;
        if !bodies.settings.layered {
            bodies.layers.forget();
        }
        bodies.clear_report();
        bodies.begin_tick();
        bodies.start_forces();
    }

    /// Sums the repulsion within `budget`; returns whether it is complete.
    pub fn advance_repulsion(&mut self, budget: &mut Budget) -> bool {
        self.dynamics.advance_repulsion(budget)
    }

    /// Moves the level, displaced by the next coarser one, and computes the displacements of its
    /// members.
    pub fn integrate_forces(&mut self, drifts: Drifts) {
        // Until the displacements are computed, their buffer holds the positions before the step.
        self.drifts.clear();
        self.drifts.reserve_exact(self.dynamics.positions.len());
        self.drifts.extend_from_slice(&self.dynamics.positions);
        self.dynamics.integrate_forces(0, drifts);
        let carry = Carry::new(&self.dynamics.settings);
        let mut squares = 0.0f64;
        let places = self.dynamics.positions.iter().zip(&mut self.drifts);
        for ((position, drift), motion) in places.zip(&mut self.motions) {
            let step = position.as_dvec3() - drift.as_dvec3();
            squares += step.length_squared();
            *drift = carry.filter_motion(motion, &self.frame, step);
        }
        let bound = SLOW.0 * f64::from(self.dynamics.extent().unit());
        let slow = squares <= bound * bound * self.dynamics.positions.len() as f64;
        self.slow = if slow { self.slow + 1 } else { 0 };
    }

    /// Keeps the level in place for a tick, while the displacements of its members fade.
    pub fn fade_drifts(&mut self, settings: &Settings) {
        self.dynamics.velocities.fill(Vec3::ZERO);
        if self.drifts.is_empty() {
            return;
        }
        let carry = Carry::new(settings);
        let nothing = (NOTHING * f64::from(self.dynamics.extent().unit())) as f32;
        let mut moving = false;
        for (motion, drift) in self.motions.iter_mut().zip(&mut self.drifts) {
            *drift = carry.filter_motion(motion, &self.frame, DVec3::ZERO);
            moving |= drift.length_squared() > nothing * nothing;
        }
        if !moving {
            self.drifts.clear();
            self.motions.fill(Motion::default());
        }
    }
}
