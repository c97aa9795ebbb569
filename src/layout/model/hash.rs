//! Integer hashes: the layout's only source of randomness, with the same bits on every machine.

use glam::Vec3;

/// Mixes 32 bits (Ettinger's `lowbias32`).
pub const fn mix(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x7feb_352d);
    x ^= x >> 15;
    x = x.wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

/// A number in [−1, 1) from 32 bits.
pub fn signed_unit(x: u32) -> f32 {
    (mix(x) >> 8) as f32 * (2.0 / 16_777_216.0) - 1.0
}

/// A vector in the cube [−1, 1)³, or in its square z = 0 if `flat`. It is never zero, so it
/// always separates coincident points.
pub fn offset(key: u32, flat: bool) -> Vec3 {
    let base = mix(key ^ 0x9e37_79b9);
    let x = signed_unit(base.wrapping_add(1));
    let y = signed_unit(base.wrapping_add(2));
    let z = if flat {
        0.0
    } else {
        signed_unit(base.wrapping_add(3))
    };
    let v = Vec3::new(x, y, z);
    if v.length_squared() < 1e-4 {
        Vec3::new(0.5, 0.5, 0.0)
    } else {
        v
    }
}

/// A digest of numbers and their places, fast enough for a check of every tick: no number waits
/// for the one before.
pub fn digest(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.enumerate().fold(0, |sum, (place, number)| {
        let mut x = number.wrapping_add((place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        // The finaliser of SplitMix64.
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        sum.wrapping_add(x ^ (x >> 31))
    })
}

/// The two ends of an edge as one number.
pub fn pack_ends([a, b]: [u32; 2]) -> u64 {
    (u64::from(a) << 32) | u64::from(b)
}

/// A digest of bits, the same on every machine (64-bit FNV-1a).
pub struct Digest(u64);

impl Digest {
    /// The digest of no bits.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds the bits of a vector.
    pub fn add_vector(&mut self, v: Vec3) {
        for number in v.to_array() {
            for byte in number.to_bits().to_le_bytes() {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }

    /// The digest so far.
    pub const fn value(&self) -> u64 {
        self.0
    }
}

impl Default for Digest {
    fn default() -> Self {
        Self::new()
    }
}
