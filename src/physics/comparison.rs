//! Compares the two halves of a scene that lays one graph out twice.

use bevy::prelude::*;

use super::simulation::Simulation;
use crate::{
    clock::SimulationClock,
    layout::{
        HalfProgress,
        quality::{self, Rows, SimpleGraph},
    },
};

/// Ticks from one measurement of the halves to the next.
const INTERVAL: u64 = 20;

/// Vertices from which the stress is measured.
const PIVOTS: usize = 256;

/// The progress of the two halves of a comparison.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The half on a single level, and the one with coarser levels; `None` in other scenes.
    pub halves: Option<[HalfStatus; 2]>,
    /// Tick of the last measurement.
    measured_at: u64,
}

/// The progress of one half.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HalfStatus {
    /// Ticks since its start, and whether it has settled.
    pub half: HalfProgress,
    /// Scale-normalised stress: how far distances in the layout are from those in the graph.
    pub stress: f64,
    /// Number of levels that move.
    pub levels: usize,
}

/// Measures the halves every [`INTERVAL`] ticks, and once more when both have settled.
pub(super) fn measure_halves(
    simulation: Res<Simulation>,
    clock: Res<SimulationClock>,
    mut comparison: ResMut<Comparison>,
) {
    let engine = simulation.engine();
    let Some(halves) = engine
        .halves()
        .filter(|halves| !engine.is_mid_tick() && halves[0].ticks > 0)
    else {
        let begun = |halves: [HalfProgress; 2]| halves[0].ticks > 0;
        if comparison.halves.is_some() && !engine.halves().is_some_and(begun) {
            comparison.halves = None;
        }
        return;
    };
    let known = comparison.halves;
    let finished = known.is_some_and(|known| known.map(|known| known.half) == halves);
    let due = known.is_none() || clock.tick >= comparison.measured_at + INTERVAL;
    let rested = engine.is_settled() || clock.tick < comparison.measured_at;
    if finished || !(due || rested) {
        return;
    }
    comparison.measured_at = clock.tick;
    comparison.halves = Some([0, 1].map(|half| {
        let layout = engine.half(half);
        let stress = layout.map_or(0.0, |layout| {
            let count = layout.positions.len();
            let graph = SimpleGraph::new(count, &layout.edges);
            quality::stress(&layout.positions, &graph, &Rows::pivots(count, PIVOTS, 0))
        });
        HalfStatus {
            half: halves[half],
            stress,
            levels: layout.map_or(0, |layout| layout.levels().count()),
        }
    }));
}
