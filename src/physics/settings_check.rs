//! Checks the settings before the engine takes them over: only finite numbers pass.

use bevy::prelude::*;

use super::{
    rewind::RewindPoint,
    simulation::Simulation,
    status::{Physics, SimulationStatus},
};
use crate::layout::{Constant, Settings};

/// Hands changed settings to the engine, after restoring every number that is not finite.
pub(super) fn adopt_settings(
    mut physics: ResMut<Physics>,
    mut simulation: ResMut<Simulation>,
    mut status: ResMut<SimulationStatus>,
    mut rewind_point: ResMut<RewindPoint>,
) {
    let known = simulation.engine.settings;
    if physics.0 == known {
        return;
    }
    let (wanted, refused) = restore_non_finite(physics.0, &known);
    if refused > 0 {
        physics.0 = wanted;
        status.quarantined += u64::from(refused);
    }
    if known.guard && !wanted.guard {
        rewind_point.store_state(&simulation.engine);
    }
    simulation.engine.settings = wanted;
    simulation.engine.wake();
    status.force_error = None;
}

/// The wanted settings with every non-finite number replaced by the known one, and how many
/// were replaced.
fn restore_non_finite(wanted: Settings, known: &Settings) -> (Settings, u32) {
    let mut settings = wanted;
    let mut refused = 0;
    for constant in Constant::ALL {
        if !wanted.constants.get(constant).is_finite() {
            settings
                .constants
                .set(constant, known.constants.get(constant));
            refused += 1;
        }
    }
    for (number, before) in [
        (&mut settings.gravity, known.gravity),
        (&mut settings.phi, known.phi),
        (&mut settings.layer_spacing, known.layer_spacing),
    ] {
        if !number.is_finite() {
            *number = before;
            refused += 1;
        }
    }
    (settings, refused)
}
