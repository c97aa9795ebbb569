//! Arrivals: a new vertex swells to its size, and a new edge grows from its source to its target.
//!
//! Elements are known by dense index; new ones always come last.

use std::collections::VecDeque;

/// Duration of an arrival, seconds.
const SPAN: f32 = 0.35;

/// The recently arrived elements of one list (vertices or edges).
#[derive(Default)]
pub(super) struct Arrivals {
    known: usize,
    version: u64,
    /// First index and age in seconds of each group of arrivals, oldest first. A group ends where
    /// the next one begins.
    recent: VecDeque<(usize, f32)>,
}

impl Arrivals {
    /// Ages all arrivals by `seconds` and records new elements up to `count`.
    ///
    /// A higher `version` says that indices have changed their meaning: no element counts as new
    /// then. Returns whether any element is arriving or has just arrived.
    pub fn advance(&mut self, count: usize, version: u64, seconds: f32) -> bool {
        let was = !self.recent.is_empty();
        for (_, age) in &mut self.recent {
            *age += seconds;
        }
        while self.recent.front().is_some_and(|&(_, age)| age >= SPAN) {
            self.recent.pop_front();
        }
        if version != self.version || count < self.known {
            self.recent.clear();
            self.version = version;
            // After an empty graph, all elements are new.
            self.known = if self.known == 0 { 0 } else { count };
        }
        if count > self.known {
            self.recent.push_back((self.known, 0.0));
            self.known = count;
        }
        was || !self.recent.is_empty()
    }

    /// Index of the first arriving element; the number of elements if none is arriving.
    pub fn first_new(&self) -> usize {
        self.recent.front().map_or(self.known, |&(first, _)| first)
    }

    /// Share of its full size that an element has: 1 for an old one. An arriving element starts at
    /// 0 and overshoots a little just before the end.
    pub fn size_share(&self, place: usize) -> f32 {
        let entry = self.recent.partition_point(|&(first, _)| first <= place);
        let age = entry
            .checked_sub(1)
            .map_or(SPAN, |entry| self.recent[entry].1);
        ease_out_back(age / SPAN)
    }
}

/// The easing curve "ease out back": 0 at 0, 1 at 1, with an overshoot of a tenth between.
fn ease_out_back(t: f32) -> f32 {
    const OVERSHOOT: f32 = 1.701_58;
    let left = t.clamp(0.0, 1.0) - 1.0;
    1.0 + left * left * ((OVERSHOOT + 1.0) * left + OVERSHOOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_elements_swell_and_old_ones_stay() {
        let mut arrivals = Arrivals::default();
        assert!(arrivals.advance(2, 0, 0.0));
        assert!(arrivals.advance(3, 0, 0.1));
        let shares: Vec<f32> = (0..3).map(|place| arrivals.size_share(place)).collect();
        assert!(shares[0] == shares[1] && shares[0] > 0.3 && shares[2] == 0.0);
        assert!(arrivals.advance(3, 0, 0.3));
        assert_eq!(arrivals.first_new(), 2);
        // The update after the last arrival still reports it; the next one does not.
        assert!(arrivals.advance(3, 0, 0.3));
        assert!(!arrivals.advance(3, 0, 0.3));
        assert_eq!((arrivals.first_new(), arrivals.size_share(2)), (3, 1.0));
        // After a removal, no element is new.
        assert!(!arrivals.advance(2, 1, 0.1));
    }

    #[test]
    fn an_arrival_ends_at_its_size_and_overshoots_a_little() {
        assert!(ease_out_back(0.0).abs() < 1e-6 && ease_out_back(1.0) == 1.0);
        let most = (0..100)
            .map(|n| ease_out_back(n as f32 / 100.0))
            .fold(0.0, f32::max);
        assert!(most > 1.05 && most < 1.12);
    }
}
