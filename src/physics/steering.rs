//! Handles the commands of the physics: settings and clock.

use bevy::prelude::*;

use super::{
    commands::{ChangeSettings, ClockCommand, MeasureForceError},
    simulation::{self, Simulation},
    status::{Physics, SimulationClock, SimulationStatus},
};
use crate::layout::{Constants, Settings};

/// Handles [`ChangeSettings`].
pub(super) fn change_settings(
    mut requests: MessageReader<ChangeSettings>,
    mut physics: ResMut<Physics>,
) {
    for request in requests.read() {
        let before = physics.0;
        let settings = &mut physics.bypass_change_detection().0;
        let defaults = Settings::from_law(settings.law);
        match *request {
            ChangeSettings::Set(constant, value) => {
                settings.constants.set(constant, value);
            }
            ChangeSettings::Reset(constant) => {
                settings
                    .constants
                    .set(constant, defaults.constants.get(constant));
            }
            ChangeSettings::ResetAll => {
                *settings = Settings {
                    dimensions: settings.dimensions,
                    layered: settings.layered,
                    ..defaults
                };
            }
            ChangeSettings::Law(law) => {
                settings.law = law;
                settings.constants = Constants::from_law(law);
            }
            ChangeSettings::Integrator(integrator) => settings.integrator = integrator,
            ChangeSettings::Arrange(arrangement) => settings.set_arrangement(arrangement),
            ChangeSettings::LayerSpacing(spacing) if spacing.is_finite() => {
                settings.layer_spacing = spacing;
            }
            ChangeSettings::LayerSpacing(_) => {}
            ChangeSettings::Multilevel(multilevel) => settings.multilevel = multilevel,
            ChangeSettings::Levels(levels) => {
                settings.levels = levels.clamp(*Settings::LEVELS.start(), *Settings::LEVELS.end());
            }
            ChangeSettings::Phi(phi) if phi.is_finite() => {
                settings.phi = phi.clamp(*Settings::PHI.start(), *Settings::PHI.end());
            }
            ChangeSettings::Phi(_) => {}
            ChangeSettings::Stiffness(factor) if factor.is_finite() => {
                settings.constants.attraction = bounded(settings.constants.attraction * factor);
                settings.constants.repulsion = bounded(settings.constants.repulsion * factor);
            }
            ChangeSettings::Stiffness(_) => {}
            ChangeSettings::Gravity(gravity) if gravity.is_finite() => settings.gravity = gravity,
            ChangeSettings::Gravity(_) => {}
            ChangeSettings::Preset(preset) => *settings = preset.settings(settings),
            ChangeSettings::Guard(guard) => settings.guard = guard,
        }
        if physics.0 != before {
            physics.set_changed();
        }
    }
}

/// The sliders end at ±10 × 10¹⁰; repeated ×10 must not run away from them.
fn bounded(value: f64) -> f64 {
    value.clamp(-1e11, 1e11)
}

/// Handles [`MeasureForceError`]: notes it, because a tick may be under way.
pub(super) fn note_measuring(
    mut requests: MessageReader<MeasureForceError>,
    mut simulation: ResMut<Simulation>,
) {
    if requests.read().last().is_some() {
        simulation.measure = true;
    }
}

/// Measures the force error, between two ticks.
pub(super) fn measure_force_error(
    mut simulation: ResMut<Simulation>,
    mut status: ResMut<SimulationStatus>,
) {
    /// Vertices on which the direct sum is taken.
    const SAMPLES: usize = 200;
    if !simulation.measure {
        return;
    }
    simulation.measure = false;
    let error = simulation.engine().force_error(SAMPLES);
    // With fewer than two vertices nothing pushes, which is exact.
    status.force_error = Some(error.map_or([0.0; 2], |(rms, max)| [rms, max]));
}

/// Handles [`ClockCommand`].
pub(super) fn steer_clock(
    mut requests: MessageReader<ClockCommand>,
    mut clock: ResMut<SimulationClock>,
    mut status: ResMut<SimulationStatus>,
    mut simulation: ResMut<Simulation>,
) {
    for request in requests.read() {
        match request {
            ClockCommand::Rewind => {
                clock.paused |= simulation::rewind(&mut simulation);
            }
            ClockCommand::Pause(paused) => clock.paused = *paused,
            ClockCommand::TogglePause => clock.paused = !clock.paused,
            ClockCommand::StepOnce => {
                clock.paused = true;
                clock.steps += 1;
            }
        }
        status.blown_up = false;
    }
}
