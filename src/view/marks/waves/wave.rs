//! The wave: its position, its commands, and its motion in time.

use bevy::{prelude::*, time::Real};

use super::commands::WaveCommand;
use crate::{
    graph::{CurrentScene, SceneLoaded},
    view::look::wave_pass::{PassDirection, ShownPass, WaveOrder, code_scale},
};

/// Duration of both passes together at a scene's initial speed, seconds.
const BOTH_PASSES: f32 = 12.0;
/// Time that a pulse needs for an edge, seconds; at least one turn.
const PULSE: f32 = 0.4;
/// Time that the end of the last pass stays visible, seconds.
const AFTERGLOW: f32 = 1.5;
/// The wave through the graph.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Wave {
    /// Turns of each pass: the number of vertices; 0 without a graph.
    pub turns: u32,
    /// Position in turns: the forward pass, then the backward pass. `None` without a wave.
    pub at: Option<f32>,
    /// Whether the wave advances with time.
    pub playing: bool,
    /// Turns per second of wall time; infinite shows a pass at once. Default: both passes take 12
    /// seconds.
    pub speed: f32,
    /// Position at which the wave stops, turns; infinite for the end of both passes.
    until: f32,
    /// Time since the wave has reached its end, seconds.
    afterglow: f32,
}

impl Wave {
    /// The pass that the wave is in, if there is a wave.
    pub fn phase(&self) -> Option<PassDirection> {
        let at = self.at?;
        let turns = self.turns as f32;
        let ends_there = at == turns && self.until <= turns;
        Some(if at < turns || ends_there {
            PassDirection::Forward
        } else {
            PassDirection::Backward
        })
    }

    /// Turns that are over in this pass.
    pub fn taken(&self) -> u32 {
        let turns = self.turns as f32;
        match (self.phase(), self.at) {
            (Some(PassDirection::Forward), Some(at)) => at.min(turns) as u32,
            (Some(PassDirection::Backward), Some(at)) => (at - turns) as u32,
            _ => 0,
        }
    }

    /// The last turn that is over, counted as in a forward pass.
    pub fn turn(&self) -> Option<u32> {
        let taken = self.taken();
        match self.phase()? {
            PassDirection::Forward => taken.checked_sub(1),
            PassDirection::Backward => Some(self.turns.checked_sub(taken.max(1))?),
        }
    }

    /// Progress as [`WaveCommand::Scrub`] takes it: 0 to 1 forward, 1 to 2 backward.
    pub fn progress(&self) -> f32 {
        self.at.unwrap_or(0.0) / (self.turns as f32).max(1.0)
    }

    /// The wave's numbers for the shaders: the turn that the pass has reached, the turns that a
    /// pulse needs for an edge, and the direction (1 forward, −1 backward, 0 without a wave). Turns
    /// are in the codes of [`WaveOrder::turn_code`].
    pub(in crate::view) fn uniform_values(&self) -> [f32; 3] {
        let (Some(phase), Some(at)) = (self.phase(), self.at) else {
            return [0.0; 3];
        };
        let turns = self.turns as f32;
        let scale = code_scale(self.turns);
        let paced = if self.speed.is_finite() {
            self.speed
        } else {
            turns
        };
        let pulse = (paced * PULSE).clamp(1.0, turns.max(1.0)) * scale;
        match phase {
            PassDirection::Forward => [at * scale, pulse, 1.0],
            PassDirection::Backward => [(2.0 * turns - at) * scale, pulse, -1.0],
        }
    }

    fn apply_command(&mut self, command: WaveCommand) {
        let turns = self.turns as f32;
        match command {
            WaveCommand::Play => {
                if self.at.is_none_or(|at| at >= self.end_turn()) {
                    self.at = Some(0.0);
                }
                self.until = f32::INFINITY;
                self.playing = true;
            }
            WaveCommand::Run(phase) => {
                let backward = phase == PassDirection::Backward;
                self.at = Some(if backward { turns } else { 0.0 });
                self.until = if backward { f32::INFINITY } else { turns };
                self.playing = true;
            }
            WaveCommand::Pause => self.playing = false,
            WaveCommand::Toggle if self.playing => self.playing = false,
            WaveCommand::Toggle => self.apply_command(WaveCommand::Play),
            WaveCommand::Scrub(share) if share.is_finite() => {
                self.at = Some(share.clamp(0.0, 2.0) * turns);
                self.until = f32::INFINITY;
                self.playing = false;
            }
            WaveCommand::Step(turns) => {
                let at = self.at.unwrap_or(0.0).floor() + turns as f32;
                self.until = f32::INFINITY;
                self.at = Some(at.clamp(0.0, self.end_turn()));
                self.playing = false;
            }
            WaveCommand::Speed(speed) if speed > 0.0 => self.speed = speed.max(0.1),
            WaveCommand::Scrub(_) | WaveCommand::Speed(_) => {}
            WaveCommand::Stop => {
                self.at = None;
                self.playing = false;
            }
        }
        self.afterglow = 0.0;
    }

    /// Position at which the wave ends. Pulses of the last turn are still moving then.
    fn end_turn(&self) -> f32 {
        self.until.min(2.0 * self.turns as f32)
    }

    /// Advances the wave; after its end and an afterglow, it is removed.
    fn advance_by(&mut self, seconds: f32) {
        let Some(at) = self.at.filter(|_| self.playing) else {
            return;
        };
        let end = self.end_turn();
        if at < end {
            let forward = at < self.turns as f32;
            let next = (at + self.speed * seconds).min(end);
            // An instant wave still stops after the forward pass: data must be visible before
            // gradients.
            let stop = if forward { self.turns as f32 } else { end };
            self.at = Some(if self.speed.is_finite() {
                next
            } else {
                stop.min(end)
            });
        } else {
            self.afterglow += seconds;
            if self.afterglow >= AFTERGLOW {
                self.apply_command(WaveCommand::Stop);
            }
        }
    }
}

/// Resets the wave and its order for a new scene.
pub(in crate::view) fn reset_wave(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Option<Res<CurrentScene>>,
    mut wave: ResMut<Wave>,
    mut order: ResMut<WaveOrder>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    let count = scene.map_or(0, |scene| scene.graph.nodes.len() as u32);
    *order = WaveOrder::default();
    *wave = Wave {
        turns: count,
        speed: (2.0 * count as f32 / BOTH_PASSES).max(1.0),
        until: f32::INFINITY,
        ..Wave::default()
    };
}

/// Handles [`WaveCommand`], and computes the order for the first wave.
pub(in crate::view) fn apply_wave_commands(
    mut commands: MessageReader<WaveCommand>,
    scene: Option<Res<CurrentScene>>,
    mut wave: ResMut<Wave>,
    mut order: ResMut<WaveOrder>,
) {
    let mut next = *wave;
    for &command in commands.read() {
        if next.turns > 0 {
            next.apply_command(command);
        }
    }
    if next.at.is_some()
        && order.is_empty()
        && let Some(scene) = scene
    {
        *order = WaveOrder::new(&scene.graph);
    }
    wave.set_if_neq(next);
}

/// Advances the wave with time, and shows the mode of its pass.
pub(in crate::view) fn advance_wave(
    time: Res<Time<Real>>,
    mut wave: ResMut<Wave>,
    mut shown: ResMut<ShownPass>,
) {
    /// Longest frame time that counts, seconds. The first frame after a pause reports the whole
    /// pause.
    const LONGEST_FRAME: f32 = 0.1;
    let mut next = *wave;
    next.advance_by(time.delta_secs().min(LONGEST_FRAME));
    wave.set_if_neq(next);
    shown.set_if_neq(ShownPass(next.phase()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten_turns() -> Wave {
        Wave {
            turns: 10,
            speed: 5.0,
            until: f32::INFINITY,
            ..Wave::default()
        }
    }

    #[test]
    fn it_runs_forward_then_back_and_is_gone() {
        let mut wave = ten_turns();
        assert_eq!(wave.phase(), None);
        assert_eq!(wave.uniform_values(), [0.0; 3]);
        wave.apply_command(WaveCommand::Play);
        wave.advance_by(1.0);
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Forward), 5)
        );
        assert_eq!(wave.uniform_values(), [5.0, 2.0, 1.0]);
        wave.advance_by(2.0);
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Backward), 5)
        );
        assert_eq!(wave.uniform_values(), [5.0, 2.0, -1.0]);
        wave.advance_by(9.0);
        assert_eq!((wave.progress(), wave.playing), (2.0, true));
        wave.advance_by(AFTERGLOW);
        assert_eq!((wave.at, wave.playing), (None, false));
    }

    #[test]
    fn one_pass_ends_where_the_other_would_begin() {
        let mut wave = ten_turns();
        wave.apply_command(WaveCommand::Run(PassDirection::Forward));
        wave.advance_by(100.0);
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Forward), 10)
        );
        wave.apply_command(WaveCommand::Run(PassDirection::Backward));
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Backward), 0)
        );
    }

    #[test]
    fn scrubbing_and_steps_stand_still_and_nonsense_is_ignored() {
        let mut wave = ten_turns();
        wave.apply_command(WaveCommand::Scrub(0.5));
        wave.advance_by(1.0);
        assert_eq!((wave.at, wave.playing), (Some(5.0), false));
        wave.apply_command(WaveCommand::Step(-2));
        assert_eq!(wave.at, Some(3.0));
        wave.apply_command(WaveCommand::Step(i32::MAX));
        assert_eq!(wave.at, Some(20.0));
        wave.apply_command(WaveCommand::Toggle);
        assert_eq!((wave.at, wave.playing), (Some(0.0), true), "from the start");
        wave.apply_command(WaveCommand::Pause);
        wave.advance_by(1.0);
        assert_eq!((wave.at, wave.playing), (Some(0.0), false));
        wave.apply_command(WaveCommand::Stop);
        assert_eq!(wave.at, None);
        wave.apply_command(WaveCommand::Step(20));
        for nonsense in [
            WaveCommand::Scrub(f32::NAN),
            WaveCommand::Speed(f32::NAN),
            WaveCommand::Speed(-1.0),
        ] {
            wave.apply_command(nonsense);
            assert_eq!((wave.at, wave.speed), (Some(20.0), 5.0));
        }
    }

    #[test]
    fn at_once_shows_each_pass_in_a_frame() {
        let mut wave = ten_turns();
        wave.apply_command(WaveCommand::Speed(f32::INFINITY));
        wave.apply_command(WaveCommand::Play);
        wave.advance_by(0.01);
        assert_eq!(wave.at, Some(10.0));
        wave.advance_by(0.01);
        assert_eq!(wave.at, Some(20.0));
        assert!(
            wave.uniform_values()
                .iter()
                .all(|number| number.is_finite())
        );
    }
}
