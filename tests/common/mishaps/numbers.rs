//! Numbers for mishaps: random ones, the extremes of constants, and poison.

use glam::Vec3;
use gradswarm::layout::Constant;

/// A seeded generator that needs no crate (Steele's `splitmix64`).
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.bits() % end as u64) as usize
    }

    /// A number in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something of this chance happens.
    pub fn chance(&mut self, of: f64) -> bool {
        self.unit() < of
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A vector in a cube whose half side is a power of ten between the two.
    pub fn vector(&mut self, exponents: std::ops::RangeInclusive<i32>) -> Vec3 {
        let (low, high) = exponents.into_inner();
        let reach = 10f64.powi(low + self.below((high - low + 1) as usize) as i32);
        let mut one = || ((self.unit() * 2.0 - 1.0) * reach) as f32;
        Vec3::new(one(), one(), one())
    }

    /// Anything that its two sliders can show.
    pub fn constant(&mut self, constant: Constant) -> f64 {
        let info = constant.info();
        let (low, high) = info.base;
        let (least, most) = info.exponent;
        let exponent = least + self.below((most - least + 1) as usize) as i32;
        (low + self.unit() * (high - low)) * 10f64.powi(exponent)
    }
}

/// A constant's extremes on its sliders: both ends of the base at both ends of
/// the exponent, and zero.
pub fn extremes(constant: Constant) -> [f64; 5] {
    let info = constant.info();
    let ((low, high), (least, most)) = (info.base, info.exponent);
    [
        0.0,
        low * 10f64.powi(most),
        high * 10f64.powi(most),
        low * 10f64.powi(least),
        high * 10f64.powi(least),
    ]
}

/// Numbers that no position should be.
pub const POISON: [f32; 6] = [
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::MAX,
    f32::MIN,
    1e12,
];
