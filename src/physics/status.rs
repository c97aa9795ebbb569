//! The resources of the physics that other rooms read: settings, status, drawn positions.

use bevy::prelude::*;

use crate::layout::{LayoutExtent, Settings, TickReport};

/// The settings of the physics: law, constants, integrator, dimensions.
/// Panels change them through [`super::commands::ChangeSettings`]; an inspector may write them
/// directly.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq, Deref, DerefMut)]
#[reflect(Resource, Default)]
pub struct Physics(pub Settings);

/// The state of the simulation, for the status line and the tests.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct SimulationStatus {
    /// Whether it is asleep: nothing moves, ticks cost nothing.
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
    /// Vertices that the stability guard slowed down in the last tick.
    pub guarded: u32,
    /// Ticks since the scene was loaded in which the guard acted.
    pub interventions: u64,
    /// Non-finite numbers since the scene was loaded that were replaced.
    pub quarantined: u64,
    /// Substeps of the last tick.
    pub substeps: u32,
    /// Stiffness of the stiffest vertex over the largest stable stiffness at the last tick's
    /// time step. Above 1, the tick is divided into substeps or vertices are made heavier.
    pub load: f64,
    /// Whether the graph blew up without the guard; the clock is paused at the last good tick.
    pub blown_up: bool,
    /// Relative error of the repulsion when it was last measured: root mean square, and the
    /// largest at a vertex. `None` after a change of the settings.
    pub force_error: Option<[f64; 2]>,
    /// Vertices of each level, finest first: of the levels that move, or of the last unfolding.
    /// One entry if there is no coarser level.
    pub levels: Vec<usize>,
    /// Whether a coarser level is being laid out, or will be from the next tick on.
    pub unfolding: bool,
}

impl SimulationStatus {
    /// Takes over the report of a tick that took `seconds` of wall time.
    pub(super) fn apply_report(&mut self, report: &TickReport, extent: LayoutExtent, seconds: f64) {
        self.tick_ms = seconds * 1e3;
        self.kinetic_energy = report.kinetic_energy;
        self.mean_edge = f64::from(extent.mean_edge);
        self.max_step = f64::from(report.max_step);
        self.guarded = report.held;
        self.substeps = report.substeps;
        self.load = f64::from(report.load);
        self.interventions += u64::from(report.intervened());
        self.quarantined += u64::from(report.quarantined);
    }

    /// One short phrase for the status line.
    pub fn stability(&self) -> String {
        // The needs of the last tick say nothing about a graph at rest.
        if self.settled && !self.blown_up {
            return "steady".into();
        }
        match (self.blown_up, self.guarded, self.substeps) {
            (true, ..) => "blew up: paused; rewind with ⏮".into(),
            (_, 0, 0 | 1) => "steady".into(),
            (_, 0, steps) => format!("stable: {steps} steps a tick"),
            (_, 1, _) => "1 vertex slowed to stay stable".into(),
            (_, guarded, _) => format!("{guarded} vertices slowed to stay stable"),
        }
    }
}

/// Positions of all vertices in the order of `GraphIndex`, for the view. While vertices move,
/// they are interpolated between the last two ticks.
#[derive(Resource, Default, Debug)]
pub struct DensePositions {
    /// World units.
    pub positions: Vec<Vec3>,
    /// Grows whenever a position or the number of vertices changed.
    pub version: u64,
}
