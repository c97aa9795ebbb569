//! Measures the rate of ticks for the status line.

use bevy::prelude::*;

use super::{simulation::Simulation, status::SimulationStatus};

/// Wall time between two measurements, seconds.
const INTERVAL: f64 = 0.5;

/// Wall time since the rate was measured last, seconds.
#[derive(Resource, Default)]
pub(super) struct RateTimer {
    seconds: f64,
}

/// Measures ticks a second of wall time, twice a second.
pub(super) fn measure_tick_rate(
    mut simulation: ResMut<Simulation>,
    mut status: ResMut<SimulationStatus>,
    mut timer: ResMut<RateTimer>,
    time: Res<Time<Real>>,
) {
    timer.seconds += time.delta_secs_f64();
    if timer.seconds >= INTERVAL {
        let ticks = std::mem::take(&mut simulation.ticks_since_rate);
        let rate = f64::from(ticks) / std::mem::take(&mut timer.seconds);
        if status.ticks_per_second != rate {
            status.ticks_per_second = rate;
        }
    }
}
