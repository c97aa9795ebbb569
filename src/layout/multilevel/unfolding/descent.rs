//! Stochastic gradient descent on the stress (J. X. Zheng, S. Pawar, D. F. M. Goodman,
//! *Graph Drawing by Stochastic Gradient Descent*, 2019).

use glam::Vec3;

use super::distances::Pair;
use crate::layout::{dynamics::WORLD_RADIUS, model::hash};

/// The number of sweeps over all pairs. It is a power of two plus one, so that the decay of the
/// rate is a root that repeated square roots compute, with the same bits everywhere.
pub const SWEEPS: u32 = 17;

/// Step of the last sweep over the square of a unit distance.
const LAST_RATE: f64 = 0.1;

/// The cost of moving a pair, in pairs of the field.
pub const PAIR_COST: u64 = 8;

/// The state of a descent.
#[derive(Debug, Default)]
pub struct Descent {
    pairs: Vec<Pair>,
    /// World units a hop.
    pub length: f32,
    rate: f64,
    first_rate: f64,
    decay: f64,
    sweeps: u32,
    key: u32,
}

impl Descent {
    /// Creates a descent; `key` seeds the order of its pairs.
    pub fn new(pairs: Vec<Pair>, length: f32, key: u32) -> Self {
        let farthest = pairs.iter().fold(1.0f32, |most, pair| most.max(pair.hops));
        let first_rate = f64::from(farthest * farthest);
        Self {
            pairs,
            // Extreme constants must not lead out of the world.
            length: length.min(WORLD_RADIUS / 4.0 / farthest),
            rate: first_rate,
            first_rate,
            decay: (LAST_RATE / first_rate).sqrt().sqrt().sqrt().sqrt(),
            sweeps: 0,
            key,
        }
    }

    /// The cost of a sweep, in pairs.
    pub fn cost(&self) -> u64 {
        self.pairs.len() as u64 * PAIR_COST
    }

    /// Whether all sweeps are done.
    pub fn is_done(&self) -> bool {
        self.sweeps == SWEEPS
    }

    /// Starts again from the points of the next sweep.
    pub fn restart(&mut self) {
        self.rate = self.first_rate;
        self.sweeps = 0;
    }

    /// Moves every pair, in random order, nearer to its distance.
    pub fn sweep_pairs(&mut self, points: &mut [Vec3], fixed: &[bool], flat: bool) {
        self.shuffle_pairs();
        for (number, pair) in self.pairs.iter().enumerate() {
            let [a, b] = pair.ends.map(|end| end as usize);
            let mut difference = points[a] - points[b];
            let mut distance = difference.length();
            if distance <= f32::MIN_POSITIVE {
                difference = hash::offset(self.key ^ number as u32, flat);
                distance = difference.length();
            }
            let share = (self.rate / f64::from(pair.hops * pair.hops)).min(1.0) as f32;
            let step =
                difference * ((distance - pair.hops * self.length) * share / (2.0 * distance));
            if !fixed[a] {
                points[a] -= step;
            }
            if !fixed[b] {
                points[b] += step;
            }
        }
        self.rate *= self.decay;
        self.sweeps += 1;
    }

    fn shuffle_pairs(&mut self) {
        self.key = hash::mix(self.key.wrapping_add(0x9e37_79b9));
        for last in (1..self.pairs.len()).rev() {
            let random = u64::from(hash::mix(self.key ^ last as u32));
            let other = (random * (last as u64 + 1)) >> 32;
            self.pairs.swap(last, other as usize);
        }
    }
}
