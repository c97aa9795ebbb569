//! Commands to the wave, from the interface, keys, tests and scripts.

use bevy::prelude::*;

use crate::view::look::wave_pass::PassDirection;

/// Controls the wave.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum WaveCommand {
    /// Runs the wave from its position, or from the beginning if there is none.
    Play,
    /// Runs one pass from its beginning.
    Run(PassDirection),
    /// Stops the wave where it is.
    Pause,
    /// Pauses a running wave, otherwise plays.
    Toggle,
    /// Pauses the wave at this progress: 0 to 1 forward, 1 to 2 backward.
    Scrub(f32),
    /// Pauses the wave this number of turns later, or earlier if negative.
    Step(i32),
    /// Sets the speed in vertices per second; infinite shows a pass at once.
    Speed(f32),
    /// Removes the wave.
    Stop,
}
