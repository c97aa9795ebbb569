//! Settling: when is a graph at rest, honestly?

/// Ticks a window.
const WINDOW: u32 = 20;
/// For how long a sleeping graph would stay put, ticks.
const HORIZON: f32 = 600.0;
/// How far any vertex may still go in that time, in mean edges. The promise is 2 %.
const DRIFT: f32 = 0.01;
/// Mean kinetic energy a vertex, in (mean edges a tick)², above which nothing is at rest.
const ENERGY: f32 = 1e-7;
/// Windows in a row that must agree.
const AGREEING: u32 = 2;

/// Watches the motion and tells when it is over.
///
/// Motion near rest dies away geometrically. Two windows of ticks give its
/// ratio, and the ratio gives all the way that is still to go; a graph may sleep
/// when that way is short, not merely when it is slow.
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
    /// Takes in a tick: the largest step of a vertex in mean edges, and the mean
    /// kinetic energy in (mean edges a tick)².
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

    /// Whether everything is at rest.
    pub const fn is_settled(&self) -> bool {
        self.settled
    }

    /// Something changed: watch anew.
    pub fn wake(&mut self) {
        *self = Self::default();
    }
}
