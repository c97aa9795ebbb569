//! The clock's state, and the system that handles its commands.

use bevy::prelude::*;

use super::commands::ClockCommand;

/// The simulation's clock: one tick is 1/60 of a simulated second.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct SimulationClock {
    /// Ticks since the scene was loaded.
    pub tick: u64,
    /// Whether the user stopped it.
    pub paused: bool,
    /// Ticks to run although it is paused (single steps).
    pub steps: u32,
    /// Whether simulated time waits because growth spawns its entities in portions.
    pub waiting: bool,
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

/// Handles [`ClockCommand`].
pub(super) fn apply_clock_commands(
    mut requests: MessageReader<ClockCommand>,
    mut clock: ResMut<SimulationClock>,
) {
    for request in requests.read() {
        match request {
            // Only physics knows whether there is a place to go back to, and pauses then.
            ClockCommand::Rewind => {}
            ClockCommand::Pause(paused) => clock.paused = *paused,
            ClockCommand::TogglePause => clock.paused = !clock.paused,
            ClockCommand::StepOnce => {
                clock.paused = true;
                clock.steps += 1;
            }
        }
    }
}
