//! A coarser level: bodies that move by equations of their own.

use glam::{DVec3, Vec3};

use super::{
    carry::{Carry, Drifts, Motion},
    frame::Frame,
    levels::{Coarser, Finest},
};
use crate::layout::{
    Dimensions, Extent,
    budget::Budget,
    field::{Field, Repulsion, Workers},
    gathering::Gathering,
    guard::{self, Survey},
    integrate::{Moving, Outcome, Step, Stiffness},
    layers::Layers,
    model::Fingerprint,
    multilevel::coarsening::View,
    springs::Springs,
};

/// A level whose root mean square step is less than this share of its mean edge, for so
/// many ticks, is brought to rest. It may well be on its way still, along a soft mode of
/// its own; but it is no faster there than the finer levels are by themselves, and where
/// they come to rest does not depend on where it is.
const SLOW: (f64, u32) = (2e-3, 30);

/// Share of the mean edge that counts as nothing.
const NOTHING: f64 = 1e-6;

/// The state of a coarser level.
#[derive(Debug, Default)]
pub struct Level {
    /// The vertices' ids, ascending.
    ids: Vec<u32>,
    pub positions: Vec<Vec3>,
    pub velocities: Vec<Vec3>,
    /// The frame by which the next finer level sees this one.
    pub frame: Frame,
    /// How far each vertex takes its members along in this tick; empty at rest.
    pub drifts: Vec<Vec3>,
    motions: Vec<Motion>,
    /// Ticks in a row that were slow.
    slow: u32,
    field: Field,
    gathering: Gathering,
    pub layers: Layers,
    forces: Vec<Vec3>,
    stiffness: Vec<f32>,
    along: Vec<f32>,
    extent: Extent,
    pinned: Vec<bool>,
}

impl Level {
    /// Whether it has nothing more to give, before [`Self::wake`].
    pub const fn is_at_rest(&self) -> bool {
        self.slow >= SLOW.1
    }

    /// The level, to look at.
    pub fn look(&self) -> Coarser<'_> {
        Coarser {
            ids: &self.ids,
            positions: &self.positions,
            frame: &self.frame,
        }
    }

    /// Something changed: the level moves again.
    pub const fn wake(&mut self) {
        self.slow = 0;
    }

    /// Takes the vertices of `view`: those that were there stay as they are, others
    /// begin where their members, `below` at `fine`, are on average. (The finest vertices
    /// have no view: each stands for itself.)
    pub fn reconcile(&mut self, view: &View, below: Option<&View>, fine: &[Vec3]) {
        if self.positions.is_empty() {
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
        let states = self.velocities.iter().zip(&self.motions);
        let mut known = self.ids.iter().zip(&self.positions).zip(states);
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
        (self.positions, (self.velocities, self.motions)) = placed.into_iter().unzip();
        self.ids.clone_from(&view.ids);
        self.pinned = vec![false; self.ids.len()];
        let graph = Fingerprint::from_edges(self.ids.len(), &view.edges);
        self.gathering.look(graph, &view.edges);
        self.field.invalidate();
        self.wake();
    }

    /// Springs, and the tree for the repulsion, at the present positions.
    pub fn start(&mut self, view: &View, finest: &Finest) {
        let n = self.positions.len();
        let settings = finest.settings;
        let flat = settings.dimensions == Dimensions::Two;
        let survey = Survey::of(&self.positions, &self.velocities);
        if !survey.inside {
            guard::quarantine(
                &mut self.positions,
                &mut self.velocities,
                &self.ids,
                &view.edges,
            );
        }
        if survey.is_thin(flat) {
            guard::unflatten(&mut self.positions, &self.pinned, &self.ids, flat);
        }
        if self.field.take_coincident() {
            guard::separate(&mut self.positions, &self.pinned, &self.ids, flat);
        }
        self.forces.clear();
        self.forces.resize(n, Vec3::ZERO);
        self.stiffness.clear();
        self.stiffness.resize(n, 0.0);
        // A coarse edge has no direction that gravity could act along.
        let lengths = Springs::new(settings, false).add(
            (&self.positions, self.layers.places(settings)),
            (&view.edges, &view.counts),
            &mut self.forces,
            &mut self.stiffness,
        );
        self.extent = Extent {
            radius: survey.radius,
            mean_edge: guard::mean_length(lengths, view.edges.len()),
        };
        // Its parts are those of the graph.
        if settings.guard {
            self.gathering.pull(
                settings,
                (&self.positions, &self.pinned, &view.masses),
                (&mut self.forces, &mut self.stiffness),
            );
        }
        if settings.layered {
            self.layers.pull(
                settings,
                &self.positions,
                (&mut self.forces, &mut self.along),
            );
        } else {
            self.layers.forget();
            self.along.clear();
        }
        let law = Repulsion::new(settings.law, &settings.constants, n);
        self.field.start(n, law);
    }

    /// Sums the repulsion within `budget`; returns whether it is complete.
    pub fn repel(&mut self, view: &View, finest: &Finest, budget: &mut Budget) -> bool {
        let workers = self.workers(finest);
        self.field
            .advance(&self.positions, Some(&view.masses), workers, budget)
    }

    fn workers(&self, finest: &Finest) -> Workers {
        finest.workers.among(self.positions.len())
    }

    /// Moves the level, taken along by the next coarser one, and notes how far it takes
    /// its members.
    pub fn step(&mut self, view: &View, drifts: Drifts, finest: &Finest) {
        let workers = self.workers(finest);
        self.field
            .add_to(&mut self.forces, &mut self.stiffness, workers.parallel);
        let constants = &finest.settings.constants;
        let time = constants.time_step;
        let step = Step {
            time,
            damping: constants.damping,
            limit: self.extent.step_limit(),
            heaviness: guard::mass_of_stiffness(time),
            guard: true,
            // It has its own rest, `SLOW`.
            stiction: 0.0,
            flat: finest.settings.dimensions == Dimensions::Two,
        };
        let push = step.push(finest.settings.law);
        let carry = Carry::new(finest.settings);
        let mut outcome = Outcome::default();
        let mut squares = 0.0f64;
        self.drifts.clear();
        self.drifts.reserve_exact(self.positions.len());
        for index in 0..self.positions.len() {
            let own = f64::from(view.masses[index]);
            let from = self.positions[index];
            let vertex = Moving {
                origin: from,
                position: &mut self.positions[index],
                velocity: &mut self.velocities[index],
                pinned: false,
                heavy: false,
                drift: drifts.of(index),
            };
            let force = self.forces[index];
            let stiffness = Stiffness::of(&self.stiffness, &self.along, index);
            step.euler(vertex, force, push, stiffness, own, &mut outcome);
            let way = self.positions[index].as_dvec3() - from.as_dvec3();
            squares += way.length_squared();
            let drift = carry.take(&mut self.motions[index], &self.frame, way);
            self.drifts.push(drift);
        }
        let bound = SLOW.0 * f64::from(self.extent.unit());
        let slow = squares <= bound * bound * self.positions.len() as f64;
        self.slow = if slow { self.slow + 1 } else { 0 };
    }

    /// Stays where it is; what it still takes along fades away.
    pub fn rest(&mut self, finest: &Finest) {
        self.velocities.fill(Vec3::ZERO);
        if self.drifts.is_empty() {
            return;
        }
        let carry = Carry::new(finest.settings);
        let nothing = (NOTHING * f64::from(self.extent.unit())) as f32;
        let mut moving = false;
        for (motion, drift) in self.motions.iter_mut().zip(&mut self.drifts) {
            *drift = carry.take(motion, &self.frame, DVec3::ZERO);
            moving |= drift.length_squared() > nothing * nothing;
        }
        if !moving {
            self.drifts.clear();
            self.motions.fill(Motion::default());
        }
    }
}
