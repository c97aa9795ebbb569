//! Starting positions, seeded and independent of order.

use glam::Vec3;

use super::hash;

/// Greatest coordinate offset of a new vertex from its neighbour, world units: about half a rest
/// length.
const REACH: f32 = 2.0;

/// Seeded starting positions.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    seed: u32,
    flat: bool,
}

impl Start {
    /// Starting positions that depend on `seed` alone.
    pub const fn new(seed: u64, flat: bool) -> Self {
        Self {
            seed: hash::mix((seed as u32) ^ hash::mix((seed >> 32) as u32 ^ 0x5eed)),
            flat,
        }
    }

    /// A position beside a neighbour, or near the origin without one.
    pub fn place(&self, vertex: u32, neighbour: Option<Vec3>) -> Vec3 {
        beside(
            neighbour.unwrap_or(Vec3::ZERO),
            hash::mix(vertex) ^ self.seed,
            self.flat,
        )
    }

    /// A position in the cube `[−side/2, side/2)`, or in the square if flat.
    pub fn anywhere(&self, vertex: u32, side: f32) -> Vec3 {
        hash::offset(hash::mix(vertex) ^ self.seed.rotate_left(16), self.flat) * (side / 2.0)
    }
}

/// A position near `neighbour` that depends on `key` alone.
pub fn beside(neighbour: Vec3, key: u32, flat: bool) -> Vec3 {
    neighbour + hash::offset(key, flat) * REACH
}
