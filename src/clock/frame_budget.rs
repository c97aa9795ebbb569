//! How much of the simulation fits into a frame.

use bevy::{platform::time::Instant, prelude::*, time::TimeUpdateStrategy};

use super::status::SimulationClock;

/// How many pairs may still be summed in this frame: the frame's share of work,
/// counted and not timed. A tick pauses anywhere without changing a bit, so the share
/// decides when a tick is done, and never what it does.
#[derive(Resource, Debug)]
pub struct FrameBudget {
    /// Pairs that are left.
    pub(super) left: u64,
    /// Wall time that the last frame's ticks took, with all that grows and is written in
    /// them; seconds.
    spent: f64,
    /// When this frame's ticks began.
    begun: Option<Instant>,
    /// What the last frame took without them, seconds.
    others: f64,
}

impl Default for FrameBudget {
    fn default() -> Self {
        Self {
            left: Share::USUAL.pairs,
            spent: 0.0,
            begun: None,
            others: 0.0,
        }
    }
}

/// What a frame may do of the simulation.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Share {
    /// Pairs to sum.
    pairs: u64,
    /// Ticks of simulated time to catch up with, at most.
    ticks: u32,
}

impl Share {
    /// About 12 ms of work for two cores, or for a browser's one; and when a frame is late,
    /// the simulation slows down rather than jumps.
    const USUAL: Self = Self {
        pairs: if cfg!(target_arch = "wasm32") {
            6_000_000
        } else {
            30_000_000
        },
        ticks: 3,
    };
    /// What the usual pairs take, seconds.
    const USUAL_SECONDS: f64 = 0.012;
    /// A frame that takes longer than this without the simulation is slow: its pixels or its
    /// growth are the work. Seconds.
    const SLOW: f64 = 0.04;
    /// What takes longer than this is no frame: nothing had to be drawn, or nobody looked.
    const PAUSE: f64 = 2.0;
    /// The longest that the simulation works in a frame, seconds: the pointer is to be heard.
    const LONGEST: f64 = 0.4;
    /// Ticks in a slow frame, at most: a quarter of a second.
    const MOST_TICKS: u32 = 15;

    /// The share of a frame when the last one took so long without the simulation.
    ///
    /// Where drawing takes long, a few milliseconds of simulation in between would make
    /// growth and settling take minutes and win nothing: a third of the time is theirs.
    fn after(others: f64) -> Self {
        if others.is_nan() || others <= Self::SLOW {
            return Self::USUAL;
        }
        let work = (0.5 * others).min(Self::LONGEST) / Self::USUAL_SECONDS;
        let ticks = (1.5 * others * SimulationClock::HERTZ).min(f64::from(Self::MOST_TICKS));
        Self {
            pairs: (Self::USUAL.pairs as f64 * work) as u64,
            ticks: (ticks as u32).max(Self::USUAL.ticks),
        }
    }

    /// Simulated time of its ticks. Half a tick more, so that rounding never takes one away.
    fn simulated(self) -> std::time::Duration {
        let ticks = f64::from(self.ticks) + 0.5;
        std::time::Duration::from_secs_f64(ticks / SimulationClock::HERTZ)
    }
}

/// Bounds the first frame's simulated time; the next ones are [`refill`]'s.
pub(super) fn begin(mut time: ResMut<Time<Virtual>>) {
    time.set_max_delta(Share::USUAL.simulated());
}

/// Gives each frame its share. Simulated time obeys from the next frame on, for this one's
/// was measured already.
pub(super) fn refill(
    mut budget: ResMut<FrameBudget>,
    real: Res<Time<Real>>,
    strategy: Option<Res<TimeUpdateStrategy>>,
    mut time: ResMut<Time<Virtual>>,
) {
    let others = match strategy.as_deref() {
        None | Some(TimeUpdateStrategy::Automatic) => real.delta_secs_f64() - budget.spent,
        // Recordings have a time of their own, and come out the same on any machine.
        Some(_) => 0.0,
    };
    let others = if others > Share::PAUSE { 0.0 } else { others };
    // One long frame may be a rest that has ended; two are slow ones.
    let share = Share::after(others.min(budget.others));
    *budget = FrameBudget {
        left: share.pairs,
        spent: 0.0,
        begun: None,
        others,
    };
    if time.max_delta() != share.simulated() {
        time.set_max_delta(share.simulated());
    }
}

/// The frame's ticks begin.
pub(super) fn begin_ticks(mut budget: ResMut<FrameBudget>) {
    budget.begun = Some(Instant::now());
}

/// The frame's ticks are over.
pub(super) fn end_ticks(mut budget: ResMut<FrameBudget>) {
    if let Some(begun) = budget.begun.take() {
        budget.spent = begun.elapsed().as_secs_f64();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_frames_leave_a_third_of_their_time_to_the_simulation_within_bounds() {
        for quick in [f64::NAN, -0.01, 0.0, 0.016, 0.04] {
            assert_eq!(Share::after(quick), Share::USUAL, "{quick}");
        }
        let slow = Share::after(0.12);
        assert_eq!(slow.pairs, Share::USUAL.pairs * 5);
        // .12 s of drawing and half as much of simulation: 10.8 ticks of real time.
        assert_eq!(slow.ticks, 10);
        let slowest = Share::after(60.0);
        assert_eq!(slowest.ticks, Share::MOST_TICKS);
        assert!(slowest.pairs < Share::USUAL.pairs * 34);
    }
}
