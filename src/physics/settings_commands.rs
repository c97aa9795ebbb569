//! Handles the commands of the physics: settings, and the measurement of the force error.

use bevy::prelude::*;

use super::{
    commands::{ChangeSettings, MeasureForceError},
    simulation::Simulation,
    status::{Physics, SimulationStatus},
};
use crate::layout::{Constants, Settings};

/// The largest magnitude of a constant after repeated changes of the stiffness: the sliders end
/// at ±10 × 10¹⁰.
const LARGEST: f64 = 1e11;

/// Handles [`ChangeSettings`]. Settings that end as they were are not marked changed.
pub(super) fn apply_settings_commands(
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
                    ..Settings::default()
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
                settings.constants.attraction =
                    clamp_constant(settings.constants.attraction * factor);
                settings.constants.repulsion =
                    clamp_constant(settings.constants.repulsion * factor);
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

/// Keeps a constant within the range of the sliders.
fn clamp_constant(value: f64) -> f64 {
    value.clamp(-LARGEST, LARGEST)
}

/// Handles [`MeasureForceError`]: only notes the request, because a tick may be under way.
pub(super) fn request_force_error(
    mut requests: MessageReader<MeasureForceError>,
    mut simulation: ResMut<Simulation>,
) {
    if requests.read().last().is_some() {
        simulation.requested.force_error = true;
    }
}

/// Measures a requested force error, between two ticks.
pub(super) fn measure_force_error(
    mut simulation: ResMut<Simulation>,
    mut status: ResMut<SimulationStatus>,
) {
    /// Vertices at which the direct sum is taken.
    const SAMPLES: usize = 200;
    if !simulation.requested.force_error {
        return;
    }
    simulation.requested.force_error = false;
    let error = simulation.engine().force_error(SAMPLES);
    // With fewer than two vertices there is no repulsion, and no error.
    status.force_error = Some(error.map_or([0.0; 2], |(rms, max)| [rms, max]));
}
