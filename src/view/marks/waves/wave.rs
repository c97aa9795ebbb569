//! The wave: where it is, and how it moves on.

use bevy::{prelude::*, time::Real};

use super::commands::WaveCommand;
use crate::{
    graph::{CurrentScene, SceneLoaded},
    view::look::wave_pass::{PassDirection, ShownPass, WaveOrder, code_scale},
};

/// How long both passes take together at the speed that a scene starts with, seconds.
const BOTH_PASSES: f32 = 12.0;
/// How long a pulse is on its way along an edge, seconds; at least one turn.
const PULSE: f32 = 0.4;
/// How long the end of the last pass can be looked at, seconds.
const AFTERGLOW: f32 = 1.5;
/// The wave through the graph.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Wave {
    /// How many turns each pass has; 0 where there is no graph.
    pub turns: u32,
    /// Turns taken: those of the forward pass, then those of the backward pass;
    /// `None` when there is no wave.
    pub at: Option<f32>,
    /// Whether it moves on by itself.
    pub playing: bool,
    /// Turns a second of wall time; infinite: at once. Default: both passes in 12 seconds.
    pub speed: f32,
    /// Where it stops.
    until: f32,
    /// How long it has stood at its end, seconds.
    afterglow: f32,
}

impl Wave {
    /// Which way it goes, if there is a wave.
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

    /// How many vertices have had their turn in this pass.
    pub fn taken(&self) -> u32 {
        let turns = self.turns as f32;
        match (self.phase(), self.at) {
            (Some(PassDirection::Forward), Some(at)) => at.min(turns) as u32,
            (Some(PassDirection::Backward), Some(at)) => (at - turns) as u32,
            _ => 0,
        }
    }

    /// Whose turn, counted as in a forward pass, was the last one.
    pub fn turn(&self) -> Option<u32> {
        let taken = self.taken();
        match self.phase()? {
            PassDirection::Forward => taken.checked_sub(1),
            PassDirection::Backward => Some(self.turns.checked_sub(taken.max(1))?),
        }
    }

    /// 0 … 1 forward, 1 … 2 backward, as [`WaveCommand::Scrub`] takes it.
    pub fn progress(&self) -> f32 {
        self.at.unwrap_or(0.0) / (self.turns as f32).max(1.0)
    }

    /// What the shaders need: the turn at which the pass is, how many turns a
    /// pulse is on its way, 1 forward or −1 backward (0: no wave), in the codes
    /// of [`WaveOrder::code`].
    pub(in crate::view) fn uniform(&self) -> [f32; 3] {
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

    fn hear(&mut self, command: WaveCommand) {
        let turns = self.turns as f32;
        match command {
            WaveCommand::Play => {
                if self.at.is_none_or(|at| at >= self.end()) {
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
            WaveCommand::Toggle => self.hear(WaveCommand::Play),
            WaveCommand::Scrub(share) if share.is_finite() => {
                self.at = Some(share.clamp(0.0, 2.0) * turns);
                self.until = f32::INFINITY;
                self.playing = false;
            }
            WaveCommand::Step(turns) => {
                let at = self.at.unwrap_or(0.0).floor() + turns as f32;
                self.until = f32::INFINITY;
                self.at = Some(at.clamp(0.0, self.end()));
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

    /// Where it ends. The pulses of the last turn are still on their way then.
    fn end(&self) -> f32 {
        self.until.min(2.0 * self.turns as f32)
    }

    fn advance(&mut self, seconds: f32) {
        let Some(at) = self.at.filter(|_| self.playing) else {
            return;
        };
        let end = self.end();
        if at < end {
            let forward = at < self.turns as f32;
            let next = (at + self.speed * seconds).min(end);
            // An instant pass is still two: what data makes is to be seen before gradients.
            let stop = if forward { self.turns as f32 } else { end };
            self.at = Some(if self.speed.is_finite() {
                next
            } else {
                stop.min(end)
            });
        } else {
            self.afterglow += seconds;
            if self.afterglow >= AFTERGLOW {
                self.hear(WaveCommand::Stop);
            }
        }
    }
}

/// A new scene has no wave.
pub(in crate::view) fn follow_scene(
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

/// Handles [`WaveCommand`].
pub(in crate::view) fn hear_commands(
    mut commands: MessageReader<WaveCommand>,
    scene: Option<Res<CurrentScene>>,
    mut wave: ResMut<Wave>,
    mut order: ResMut<WaveOrder>,
) {
    let mut next = *wave;
    for &command in commands.read() {
        if next.turns > 0 {
            next.hear(command);
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

/// Moves the wave on, and lets the view show what it carries.
pub(in crate::view) fn run(
    time: Res<Time<Real>>,
    mut wave: ResMut<Wave>,
    mut shown: ResMut<ShownPass>,
) {
    /// The first frame after a rest brings all the time that passed in it.
    const LONGEST_FRAME: f32 = 0.1;
    let mut next = *wave;
    next.advance(time.delta_secs().min(LONGEST_FRAME));
    wave.set_if_neq(next);
    shown.set_if_neq(ShownPass(next.phase()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave() -> Wave {
        Wave {
            turns: 10,
            speed: 5.0,
            until: f32::INFINITY,
            ..Wave::default()
        }
    }

    #[test]
    fn it_runs_forward_then_back_and_is_gone() {
        let mut wave = wave();
        assert_eq!(wave.phase(), None);
        assert_eq!(wave.uniform(), [0.0; 3]);
        wave.hear(WaveCommand::Play);
        wave.advance(1.0);
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Forward), 5)
        );
        assert_eq!(wave.uniform(), [5.0, 2.0, 1.0]);
        wave.advance(2.0);
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Backward), 5)
        );
        assert_eq!(wave.uniform(), [5.0, 2.0, -1.0]);
        wave.advance(9.0);
        assert_eq!((wave.progress(), wave.playing), (2.0, true));
        wave.advance(AFTERGLOW);
        assert_eq!((wave.at, wave.playing), (None, false));
    }

    #[test]
    fn one_pass_ends_where_the_other_would_begin() {
        let mut wave = wave();
        wave.hear(WaveCommand::Run(PassDirection::Forward));
        wave.advance(100.0);
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Forward), 10)
        );
        wave.hear(WaveCommand::Run(PassDirection::Backward));
        assert_eq!(
            (wave.phase(), wave.taken()),
            (Some(PassDirection::Backward), 0)
        );
    }

    #[test]
    fn scrubbing_and_steps_stand_still_and_nonsense_is_ignored() {
        let mut wave = wave();
        wave.hear(WaveCommand::Scrub(0.5));
        wave.advance(1.0);
        assert_eq!((wave.at, wave.playing), (Some(5.0), false));
        wave.hear(WaveCommand::Step(-2));
        assert_eq!(wave.at, Some(3.0));
        wave.hear(WaveCommand::Step(i32::MAX));
        assert_eq!(wave.at, Some(20.0));
        wave.hear(WaveCommand::Toggle);
        assert_eq!((wave.at, wave.playing), (Some(0.0), true), "from the start");
        wave.hear(WaveCommand::Pause);
        wave.advance(1.0);
        assert_eq!((wave.at, wave.playing), (Some(0.0), false));
        wave.hear(WaveCommand::Stop);
        assert_eq!(wave.at, None);
        wave.hear(WaveCommand::Step(20));
        for nonsense in [
            WaveCommand::Scrub(f32::NAN),
            WaveCommand::Speed(f32::NAN),
            WaveCommand::Speed(-1.0),
        ] {
            wave.hear(nonsense);
            assert_eq!((wave.at, wave.speed), (Some(20.0), 5.0));
        }
    }

    #[test]
    fn at_once_shows_each_pass_in_a_frame() {
        let mut wave = wave();
        wave.hear(WaveCommand::Speed(f32::INFINITY));
        wave.hear(WaveCommand::Play);
        wave.advance(0.01);
        assert_eq!(wave.at, Some(10.0));
        wave.advance(0.01);
        assert_eq!(wave.at, Some(20.0));
        assert!(wave.uniform().iter().all(|number| number.is_finite()));
    }
}
