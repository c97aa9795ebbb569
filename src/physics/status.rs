//! The resources of the simulation that others read.

use bevy::prelude::*;

use crate::layout::{Extent, Settings, TickReport};

/// The settings of the physics: law, constants, integrator, dimensions.
/// Panels change them through [`super::commands::ChangeSettings`]; an
/// inspector may write them directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq, Deref, DerefMut)]
#[reflect(Resource, Default)]
pub struct Physics(pub Settings);

/// The simulation's clock: one tick is 1/60 of a simulated second.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct SimulationClock {
    /// Ticks since the scene was loaded.
    pub tick: u64,
    /// Whether a person stopped it.
    pub paused: bool,
    /// Ticks to run although it is paused (single steps).
    pub steps: u32,
    /// Held while entities arrive in portions: simulated time waits for them.
    pub held: bool,
}

impl SimulationClock {
    /// Ticks a simulated second.
    pub const HERTZ: f64 = 60.0;

    /// Simulated seconds since the scene was loaded.
    pub fn seconds(&self) -> f64 {
        self.tick as f64 / Self::HERTZ
    }

    /// Whether the next fixed update should tick.
    pub fn runs(&self) -> bool {
        !self.paused || self.steps > 0
    }
}

/// What the simulation says of itself, for the status line and the tests.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct SimulationStatus {
    /// Asleep: nothing moves, ticks cost nothing.
    pub settled: bool,
    /// Wall time of the last tick, milliseconds.
    pub tick_ms: f64,
    /// Ticks in the last second of wall time.
    pub ticks_per_second: f64,
    /// Mean kinetic energy a vertex.
    pub kinetic_energy: f64,
    /// Mean length of the edges, world units.
    pub mean_edge: f64,
    /// Largest step of a vertex in the last tick, world units.
    pub max_step: f64,
    /// Vertices that the stability guard held back in the last tick.
    pub held: u32,
    /// Ticks in which the guard acted since the scene was loaded.
    pub interventions: u64,
    /// Non-finite numbers that were caught since the scene was loaded.
    pub quarantined: u64,
    /// Steps that the last tick was divided into.
    pub substeps: u32,
    /// Stiffness of the stiffest vertex over what the time step bears: how near the
    /// last tick's step was to its limit. Above 1, the tick is divided or vertices
    /// are made heavier.
    pub load: f64,
    /// The guard was off and the graph blew up: paused, at the last good tick.
    pub blown_up: bool,
    /// Relative error of the repulsion when it was last measured, until the
    /// settings change: root mean square, and the largest on a vertex.
    pub force_error: Option<[f64; 2]>,
    /// Vertices of each level, finest first: those that move with the graph, or those of
    /// its last unfolding. One, if there is no coarser level.
    pub levels: Vec<usize>,
    /// Whether a coarser level is being laid out, or will be with the next tick.
    pub unfolding: bool,
}

impl SimulationStatus {
    /// Takes over what a tick reported, which took `seconds` of wall time.
    pub(super) fn take_report(&mut self, report: &TickReport, extent: Extent, seconds: f64) {
        self.tick_ms = seconds * 1e3;
        self.kinetic_energy = report.kinetic_energy;
        self.mean_edge = f64::from(extent.mean_edge);
        self.max_step = f64::from(report.max_step);
        self.held = report.held;
        self.substeps = report.substeps;
        self.load = f64::from(report.load);
        self.interventions += u64::from(report.intervened());
        self.quarantined += u64::from(report.quarantined);
    }

    /// One short phrase for the status line.
    pub fn stability(&self) -> String {
        // What the last tick needed says nothing about a graph that rests.
        if self.settled && !self.blown_up {
            return "steady".into();
        }
        match (self.blown_up, self.held, self.substeps) {
            (true, ..) => "blew up: paused; rewind with ⏮".into(),
            (_, 0, 0 | 1) => "steady".into(),
            (_, 0, steps) => format!("{steps} substeps"),
            (_, 1, _) => "1 vertex held".into(),
            (_, held, _) => format!("{held} vertices held"),
        }
    }
}

/// Positions of all vertices in the order of `GraphIndex`: what the view draws.
/// While they move, they are on their way between the last two ticks.
#[derive(Resource, Default, Debug)]
pub struct DensePositions {
    /// World units.
    pub positions: Vec<Vec3>,
    /// Grows whenever a position moved or the number of vertices changed.
    pub version: u64,
}
