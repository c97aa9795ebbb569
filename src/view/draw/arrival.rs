//! What is new does not pop up: a vertex swells to its size, an edge grows from
//! its source to its target.

use std::collections::VecDeque;

/// How long an arrival takes, seconds.
const SPAN: f32 = 0.35;

/// Vertices or edges, by dense index, of which the last ones are new.
#[derive(Default)]
pub(super) struct Arrivals {
    known: usize,
    version: u64,
    /// Those from an index on, up to the next entry, are so many seconds old: oldest first.
    recent: VecDeque<(usize, f32)>,
}

impl Arrivals {
    /// Lets `seconds` pass, after which there are `count`. `version` grows when
    /// indices have changed their meaning: then nobody is new. Returns whether
    /// anything is, or was until now, on its way.
    pub fn follow(&mut self, count: usize, version: u64, seconds: f32) -> bool {
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
            // A graph that begins anew is all new.
            self.known = if self.known == 0 { 0 } else { count };
        }
        if count > self.known {
            self.recent.push_back((self.known, 0.0));
            self.known = count;
        }
        was || !self.recent.is_empty()
    }

    /// The first one that is new.
    pub fn first(&self) -> usize {
        self.recent.front().map_or(self.known, |&(first, _)| first)
    }

    /// The share of its size that one has: 1, or if it is new less, and a little
    /// more just before it arrives.
    pub fn share(&self, place: usize) -> f32 {
        let entry = self.recent.partition_point(|&(first, _)| first <= place);
        let age = entry
            .checked_sub(1)
            .map_or(SPAN, |entry| self.recent[entry].1);
        swell(age / SPAN)
    }
}

/// From 0 at 0 to 1 at 1, overshooting by a tenth on the way ("ease out back").
fn swell(t: f32) -> f32 {
    const OVERSHOOT: f32 = 1.701_58;
    let left = t.clamp(0.0, 1.0) - 1.0;
    1.0 + left * left * ((OVERSHOOT + 1.0) * left + OVERSHOOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_swells_and_what_is_old_stays() {
        let mut arrivals = Arrivals::default();
        assert!(arrivals.follow(2, 0, 0.0));
        assert!(arrivals.follow(3, 0, 0.1));
        let shares: Vec<f32> = (0..3).map(|place| arrivals.share(place)).collect();
        assert!(shares[0] == shares[1] && shares[0] > 0.3 && shares[2] == 0.0);
        assert!(arrivals.follow(3, 0, 0.3));
        assert_eq!(arrivals.first(), 2);
        // The last one has arrived: that is still news, afterwards there is none.
        assert!(arrivals.follow(3, 0, 0.3));
        assert!(!arrivals.follow(3, 0, 0.3));
        assert_eq!((arrivals.first(), arrivals.share(2)), (3, 1.0));
        // Somebody left: nobody is new.
        assert!(!arrivals.follow(2, 1, 0.1));
    }

    #[test]
    fn an_arrival_ends_at_its_size_and_overshoots_a_little() {
        assert!(swell(0.0).abs() < 1e-6 && swell(1.0) == 1.0);
        let most = (0..100)
            .map(|n| swell(n as f32 / 100.0))
            .fold(0.0, f32::max);
        assert!(most > 1.05 && most < 1.12);
    }
}
