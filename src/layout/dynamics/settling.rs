//! Settling: detects when a graph is at rest, from the motion of the last ticks.

/// Ticks in a window.
const WINDOW: u32 = 20;
/// The number of ticks for which a graph at rest must stay in place.
const HORIZON: f32 = 600.0;
/// Largest distance of a vertex in that time, in mean edges. The documented bound is 2 %.
const DRIFT: f32 = 0.01;
/// Mean kinetic energy a vertex, in (mean edges a tick)², below which a graph may be at rest.
const ENERGY: f32 = 1e-7;
/// Consecutive windows that must find the graph at rest.
const AGREEING: u32 = 2;

/// Observes the motion, tick by tick, and detects its end.
///
/// Motion near rest decays geometrically. Two windows of ticks give the ratio `r`, and the distance
/// `w` of the last window gives the remaining distance `w·r/(1 − r)`. A graph is at rest when the
/// remaining distance is short; slow motion alone does not suffice.
#[derive(Clone, Debug, Default)]
pub struct Settling {
    ticks: u32,
    sum: f32,
    peak: f32,
    last: Option<f32>,
    agreeing: u32,
    settled: bool,
}

impl Settling {
    /// Observes a tick: the largest step of a vertex in mean edges, and the mean kinetic energy in
    /// (mean edges a tick)².
    pub fn observe(&mut self, largest_step: f32, energy: f32) {
        self.sum += largest_step;
        self.peak = self.peak.max(energy);
        self.ticks += 1;
        if self.ticks < WINDOW {
            return;
        }
        let way = self.sum;
        let windows = HORIZON / WINDOW as f32;
        let ahead = match self.last {
            Some(last) if last > 0.0 => {
                let ratio = way / last;
                if ratio < 0.966 {
                    (way * ratio / (1.0 - ratio)).min(way * windows)
                } else {
                    way * windows
                }
            }
            _ => way * windows,
        };
        self.agreeing = if ahead < DRIFT && self.peak < ENERGY {
            self.agreeing + 1
        } else {
            0
        };
        self.settled = self.agreeing >= AGREEING;
        self.last = Some(way);
        self.ticks = 0;
        self.sum = 0.0;
        self.peak = 0.0;
    }

    /// Whether the graph is at rest.
    pub const fn is_settled(&self) -> bool {
        self.settled
    }

    /// Starts again after a change.
    pub fn wake(&mut self) {
        *self = Self::default();
    }
}
