//! What a person, a key, a test or a script can ask of the waves.

use bevy::prelude::*;

use crate::view::look::wave_pass::PassDirection;

/// Steers the wave.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum WaveCommand {
    /// Runs: on from where the wave stands, or from the beginning if there is none.
    Play,
    /// Runs one pass from its beginning.
    Run(PassDirection),
    /// Stands still.
    Pause,
    /// Play, or pause if it runs.
    Toggle,
    /// Stands still at a share of the way: 0 … 1 forward, 1 … 2 backward.
    Scrub(f32),
    /// So many turns to the next or (negative) the last one, standing still.
    Step(i32),
    /// Vertices a second; infinite means at once.
    Speed(f32),
    /// No wave any more.
    Stop,
}
