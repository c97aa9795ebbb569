//! The clock's state, and the system that handles its commands.

use bevy::prelude::*;

use super::commands::ClockCommand;

/// The simulation's clock: one tick is 1/60 of a simulated second.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct SimulationClock {
    /// Ticks since the scene was loaded.
    pub tick: u64,
    /// Whether the user stopped it.
    pub paused: bool,
    /// Ticks to run although it is paused (single steps).
    pub steps: u32,
    /// Simulated seconds a second of wall time, one of [`Self::SPEEDS`]. Higher: growth, layout and
    /// training play faster, as far as the frame's budget allows. Default: 1.
    pub speed: f32,
    /// Whether simulated time waits because growth spawns its entities in portions.
    pub waiting: bool,
}

impl Default for SimulationClock {
    fn default() -> Self {
        Self {
            tick: 0,
            paused: false,
            steps: 0,
            speed: 1.0,
            waiting: false,
        }
    }
}

impl SimulationClock {
    /// The speeds that can be chosen, ascending.
    pub const SPEEDS: [f32; 7] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0];

    /// Ticks a simulated second.
    pub const HERTZ: f64 = 60.0;

    /// Simulated seconds since the scene was loaded.
    pub fn seconds(&self) -> f64 {
        self.tick as f64 / Self::HERTZ
    }

    /// The speed that lies `steps` after the current one, within [`Self::SPEEDS`].
    fn speed_after(&self, steps: isize) -> f32 {
        let speeds = Self::SPEEDS;
        let place = speeds.iter().position(|&speed| speed >= self.speed);
        let place = place.unwrap_or(speeds.len() - 1);
        let last = speeds.len() - 1;
        speeds[place.saturating_add_signed(steps).min(last)]
    }

    /// Whether the next fixed update should tick.
    pub fn runs(&self) -> bool {
        !self.paused || self.steps > 0
    }
}

/// Handles [`ClockCommand`]. The speed scales Bevy's virtual time, and with it the number of ticks
/// in a frame. A pause does not stop the virtual time: ticks and training ask the clock instead.
pub(super) fn apply_clock_commands(
    mut requests: MessageReader<ClockCommand>,
    mut clock: ResMut<SimulationClock>,
    mut time: ResMut<Time<Virtual>>,
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
            ClockCommand::Speed(speed) if SimulationClock::SPEEDS.contains(speed) => {
                clock.speed = *speed;
            }
            ClockCommand::Speed(_) => {}
            ClockCommand::Faster => clock.speed = clock.speed_after(1),
            ClockCommand::Slower => clock.speed = clock.speed_after(-1),
        }
    }
    // An inspector may have written any number, and Bevy refuses most of them with a panic.
    if !SimulationClock::SPEEDS.contains(&clock.speed) {
        clock.speed = SimulationClock::default().speed;
    }
    // While simulated time waits for growth, a higher speed would only spawn more in each frame.
    let speed = if clock.waiting {
        clock.speed.min(1.0)
    } else {
        clock.speed
    };
    if time.relative_speed() != speed {
        time.set_relative_speed(speed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_steps_from_end_to_end_and_no_farther() {
        let mut clock = SimulationClock::default();
        assert_eq!((clock.speed_after(-1), clock.speed_after(1)), (0.5, 2.0));
        clock.speed = 16.0;
        assert_eq!(clock.speed_after(1), 16.0);
        clock.speed = 0.25;
        assert_eq!(clock.speed_after(-1), 0.25);
    }

    #[test]
    fn a_speed_scales_the_virtual_time_and_an_impossible_one_is_mended() {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .add_message::<ClockCommand>()
            .init_resource::<SimulationClock>()
            .add_systems(Update, apply_clock_commands);
        let mut speeds = |change: &dyn Fn(&mut World)| {
            change(app.world_mut());
            app.update();
            let clock = app.world().resource::<SimulationClock>();
            let time = app.world().resource::<Time<Virtual>>();
            (clock.speed, time.relative_speed())
        };
        for (command, wanted) in [
            (ClockCommand::Speed(8.0), 8.0),
            (ClockCommand::Faster, 16.0),
            (ClockCommand::Faster, 16.0),
            (ClockCommand::Speed(3.0), 16.0),
            (ClockCommand::Speed(f32::NAN), 16.0),
            (ClockCommand::Speed(0.25), 0.25),
        ] {
            let speed = speeds(&|world| {
                world.write_message(command);
            });
            assert_eq!(speed, (wanted, wanted), "{command:?}");
        }
        for nonsense in [f32::NAN, f32::INFINITY, -1.0, 0.0, 3.0] {
            let speed = speeds(&|world| {
                world.resource_mut::<SimulationClock>().speed = nonsense;
            });
            assert_eq!(speed, (1.0, 1.0), "{nonsense}");
        }
        // Growth that spawns in portions is not hurried.
        let speed = speeds(&|world| {
            let mut clock = world.resource_mut::<SimulationClock>();
            (clock.speed, clock.waiting) = (16.0, true);
        });
        assert_eq!(speed, (16.0, 1.0));
    }
}
