//! The share of simulated work that fits into a frame.
//!
//! The share is counted in pairs and not timed. A tick pauses anywhere without changing a bit,
//! so the share decides when a tick is done, and never its result.

use bevy::{platform::time::Instant, prelude::*, time::TimeUpdateStrategy};

use super::simulation_clock::SimulationClock;

/// Work that is left in this frame, and the wall time that recent frames took.
#[derive(Resource, Debug)]
pub struct FrameBudget {
    /// Pairs of vertices that may still be summed in this frame.
    pub pairs_left: u64,
    /// Wall time of the last frame's ticks, growth and write-back included; seconds.
    ticks_seconds: f64,
    /// The moment at which this frame's ticks began.
    begun: Option<Instant>,
    /// Wall time of the last frame without its ticks, seconds.
    other_seconds: f64,
}

impl Default for FrameBudget {
    fn default() -> Self {
        Self {
            pairs_left: Share::USUAL.pairs,
            ticks_seconds: 0.0,
            begun: None,
            other_seconds: 0.0,
        }
    }
}

/// The simulated work that one frame may do.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Share {
    /// Pairs to sum.
    pairs: u64,
    /// Ticks to catch up with at speed 1, at most. The clock's speed multiplies them; the time of
    /// those that the pairs do not pay for is dropped.
    ticks: u32,
}

impl Share {
    /// About 12 ms of work for two cores, or for the one of a browser. After a late frame the
    /// simulation slows down instead of jumping.
    const USUAL: Self = Self {
        pairs: if cfg!(target_arch = "wasm32") {
            6_000_000
        } else {
            30_000_000
        },
        ticks: 3,
    };
    /// Wall time of the usual pairs, seconds.
    const USUAL_SECONDS: f64 = 0.012;
    /// A frame that takes longer than this without the simulation is slow: drawing or growth
    /// takes its time. Seconds.
    const SLOW: f64 = 0.04;
    /// A longer time is no frame but a rest: nothing had to be drawn, or the window was hidden.
    /// Seconds.
    const PAUSE: f64 = 2.0;
    /// The longest that the simulation works in a frame, so that the pointer still responds.
    /// Seconds.
    const LONGEST: f64 = 0.4;
    /// Ticks in a slow frame, at most: a quarter of a simulated second.
    const MOST_TICKS: u32 = 15;

    /// The share of a frame, from the seconds that the last one took without the simulation.
    ///
    /// Where drawing is slow, a few milliseconds of simulation in between would make growth
    /// and settling take minutes and gain nothing. A third of the time goes to the simulation.
    fn from_other_seconds(others: f64) -> Self {
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

    /// The time of its ticks at speed 1, and half a tick more so that rounding never drops one.
    fn simulated_time(self) -> std::time::Duration {
        let ticks = f64::from(self.ticks) + 0.5;
        std::time::Duration::from_secs_f64(ticks / SimulationClock::HERTZ)
    }
}

/// Run condition: simulated time goes on in this step.
pub fn time_runs(clock: Res<SimulationClock>, budget: Res<FrameBudget>) -> bool {
    clock.runs() && budget.pairs_left > 0
}

/// Limits the simulated time of the first frame; [`refill_budget`] limits the next ones.
pub(super) fn limit_first_frame(mut time: ResMut<Time<Virtual>>) {
    time.set_max_delta(Share::USUAL.simulated_time());
}

/// Gives each frame its share. The limit on simulated time applies from the next frame on,
/// because the delta of this one is measured already.
pub(super) fn refill_budget(
    mut budget: ResMut<FrameBudget>,
    real: Res<Time<Real>>,
    strategy: Option<Res<TimeUpdateStrategy>>,
    mut time: ResMut<Time<Virtual>>,
) {
    let others = match strategy.as_deref() {
        None | Some(TimeUpdateStrategy::Automatic) => real.delta_secs_f64() - budget.ticks_seconds,
        // Recordings have a time of their own, and come out the same on any machine.
        Some(_) => 0.0,
    };
    let others = if others > Share::PAUSE { 0.0 } else { others };
    // One long frame may be a rest that has ended; only two in a row count as slow.
    let share = Share::from_other_seconds(others.min(budget.other_seconds));
    *budget = FrameBudget {
        pairs_left: share.pairs,
        ticks_seconds: 0.0,
        begun: None,
        other_seconds: others,
    };
    if time.max_delta() != share.simulated_time() {
        time.set_max_delta(share.simulated_time());
    }
}

/// Notes the wall time at which the frame's ticks begin.
pub(super) fn begin_ticks(mut budget: ResMut<FrameBudget>) {
    budget.begun = Some(Instant::now());
}

/// Measures the wall time that the frame's ticks took.
pub(super) fn end_ticks(mut budget: ResMut<FrameBudget>) {
    if let Some(begun) = budget.begun.take() {
        budget.ticks_seconds = begun.elapsed().as_secs_f64();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_frames_leave_a_third_of_their_time_to_the_simulation_within_bounds() {
        for quick in [f64::NAN, -0.01, 0.0, 0.016, 0.04] {
            assert_eq!(Share::from_other_seconds(quick), Share::USUAL, "{quick}");
        }
        let slow = Share::from_other_seconds(0.12);
        assert_eq!(slow.pairs, Share::USUAL.pairs * 5);
        // .12 s of drawing and half as much of simulation: 10.8 ticks of real time.
        assert_eq!(slow.ticks, 10);
        let slowest = Share::from_other_seconds(60.0);
        assert_eq!(slowest.ticks, Share::MOST_TICKS);
        assert!(slowest.pairs < Share::USUAL.pairs * 34);
    }
}
