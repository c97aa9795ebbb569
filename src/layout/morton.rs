//! Morton keys: the order in which nearby bodies stand together.

use glam::Vec3;

/// Levels of the tree: bits an axis in a key.
pub const LEVELS: u32 = 21;

const DIGIT_BITS: u32 = 11;
const PASSES: u32 = 3;

/// The box in which the bodies are quantised: the least corner and the width of
/// the cube around them.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Least corner.
    pub low: Vec3,
    /// Cells an axis and world unit.
    scale: f32,
}

impl Extent {
    /// The cube around `points`.
    pub fn around(points: &[Vec3]) -> Self {
        let mut low = Vec3::INFINITY;
        let mut high = Vec3::NEG_INFINITY;
        for &p in points {
            low = low.min(p);
            high = high.max(p);
        }
        let width = (high - low).max_element();
        let cells = (1u32 << LEVELS) as f32;
        Self {
            low,
            scale: if width > 0.0 {
                cells * 0.999_999 / width
            } else {
                0.0
            },
        }
    }

    /// The key of a point in a tree with `1 << bits` children a cell (8 or 4).
    fn key(&self, p: Vec3, flat: bool) -> u64 {
        let limit = (1u32 << LEVELS) - 1;
        let q = (p - self.low) * self.scale;
        // A cast from float saturates, so no input can leave the range.
        let cell = |v: f32| u64::from((v as u32).min(limit));
        if flat {
            spread_2(cell(q.x)) | spread_2(cell(q.y)) << 1
        } else {
            spread_3(cell(q.x)) | spread_3(cell(q.y)) << 1 | spread_3(cell(q.z)) << 2
        }
    }
}

/// Puts two zero bits between each of the low 21 bits.
const fn spread_3(v: u64) -> u64 {
    let mut x = v & 0x1f_ffff;
    x = (x | x << 32) & 0x001f_0000_0000_ffff;
    x = (x | x << 16) & 0x001f_0000_ff00_00ff;
    x = (x | x << 8) & 0x100f_00f0_0f00_f00f;
    x = (x | x << 4) & 0x10c3_0c30_c30c_30c3;
    (x | x << 2) & 0x1249_2492_4924_9249
}

/// Puts one zero bit between each of the low 21 bits.
const fn spread_2(v: u64) -> u64 {
    let mut x = v & 0x1f_ffff;
    x = (x | x << 16) & 0x0000_ffff_0000_ffff;
    x = (x | x << 8) & 0x00ff_00ff_00ff_00ff;
    x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    x = (x | x << 2) & 0x3333_3333_3333_3333;
    (x | x << 1) & 0x5555_5555_5555_5555
}

/// Keys with the indices of their bodies, in order; keeps its memory from tick to tick.
#[derive(Default, Clone, Debug)]
pub struct MortonOrder {
    /// `(key, body)` in ascending order.
    pub sorted: Vec<(u64, u32)>,
    scratch: Vec<(u64, u32)>,
}

impl MortonOrder {
    /// Sorts `points` along the curve. Equal keys keep the order of their indices.
    pub fn sort(&mut self, points: &[Vec3], flat: bool, run_limit: usize) {
        let extent = Extent::around(points);
        self.sorted.clear();
        self.sorted.extend(
            points
                .iter()
                .enumerate()
                .map(|(i, &p)| (extent.key(p, flat), i as u32)),
        );
        self.scratch.clear();
        self.scratch.resize(points.len(), (0, 0));
        let bits = if flat { 2 } else { 3 } * LEVELS;
        // The leading 33 bits by radix; what they leave equal is a crowd in a
        // tiny cell, and only such runs are sorted further.
        let first = bits - PASSES * DIGIT_BITS;
        for pass in 0..PASSES {
            self.radix_pass(first + pass * DIGIT_BITS);
        }
        self.refine_runs(first, run_limit);
    }

    fn radix_pass(&mut self, shift: u32) {
        const BUCKETS: usize = 1 << DIGIT_BITS;
        let digit = |key: u64| (key >> shift) as usize & (BUCKETS - 1);
        let mut starts = [0u32; BUCKETS];
        for &(key, _) in &self.sorted {
            starts[digit(key)] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        for &entry in &self.sorted {
            let slot = &mut starts[digit(entry.0)];
            self.scratch[*slot as usize] = entry;
            *slot += 1;
        }
        std::mem::swap(&mut self.sorted, &mut self.scratch);
    }

    fn refine_runs(&mut self, shift: u32, run_limit: usize) {
        let mut start = 0;
        while start < self.sorted.len() {
            let head = self.sorted[start].0 >> shift;
            let length = self.sorted[start..]
                .iter()
                .take_while(|(key, _)| key >> shift == head)
                .count();
            if length > run_limit {
                self.sorted[start..start + length].sort_unstable();
            }
            start += length;
        }
    }
}
