//! Vectors of lanes, and the choice of the instruction set at run time.
//!
//! Kernels are written once over arrays of [`LANES`] numbers and compiled for each instruction
//! set. They use only `+ − × ÷ √`, each rounded as IEEE 754 requires, and nothing is fused.
//! Every instruction set therefore gives the same bits.

use bevy_reflect::Reflect;

/// Numbers that a kernel processes at once: its logical width on every target.
pub const LANES: usize = 16;

/// A vector of lanes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct Lanes(pub [f32; LANES]);

impl Lanes {
    /// Zero in every lane.
    pub const ZERO: Self = Self([0.0; LANES]);
}

impl Default for Lanes {
    fn default() -> Self {
        Self::ZERO
    }
}

/// Three vectors of lanes: a 3-vector in each lane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lanes3 {
    /// First coordinates.
    pub x: Lanes,
    /// Second coordinates.
    pub y: Lanes,
    /// Third coordinates.
    pub z: Lanes,
}

/// Forces and stiffness on the bodies of a leaf, one lane a body.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForceLanes {
    /// Force a unit of the body's weight, x coordinates.
    pub x: Lanes,
    /// y coordinates.
    pub y: Lanes,
    /// z coordinates.
    pub z: Lanes,
    /// Sum of force over distance over all sources: the stiffness of the field.
    pub stiffness: Lanes,
}

impl ForceLanes {
    /// Adds lane by lane.
    #[inline(always)]
    pub fn add(&mut self, other: &Self) {
        for lane in 0..LANES {
            self.x.0[lane] += other.x.0[lane];
            self.y.0[lane] += other.y.0[lane];
            self.z.0[lane] += other.z.0[lane];
            self.stiffness.0[lane] += other.stiffness.0[lane];
        }
    }
}

/// Sums each of 16 vectors over its lanes, always in the same order; the sum of vector `i` is
/// in lane `i`.
///
/// Halves are added pairwise, two vectors at a time, so every step uses whole vectors.
#[inline(always)]
pub fn sum_each(vectors: &[Lanes; LANES]) -> Lanes {
    // 16 vectors to 8: add the halves of 16 lanes.
    let mut eight = [Lanes::ZERO; 8];
    for (to, pair) in eight.iter_mut().zip(vectors.chunks_exact(2)) {
        *to = add_halves::<8>(&pair[0], &pair[1]);
    }
    // 8 vectors to 4: add the halves of 8 lanes.
    let mut four = [Lanes::ZERO; 4];
    for (to, pair) in four.iter_mut().zip(eight.chunks_exact(2)) {
        *to = add_halves::<4>(&pair[0], &pair[1]);
    }
    // 4 vectors to 2, then 2 to 1.
    let mut two = [Lanes::ZERO; 2];
    for (to, pair) in two.iter_mut().zip(four.chunks_exact(2)) {
        *to = add_halves::<2>(&pair[0], &pair[1]);
    }
    add_halves::<1>(&two[0], &two[1])
}

/// Adds the upper half of each run of `2 · HALF` lanes to its lower half. The runs of `a` become
/// the first half of the result, those of `b` the second.
#[inline(always)]
fn add_halves<const HALF: usize>(a: &Lanes, b: &Lanes) -> Lanes {
    let mut sums = Lanes::ZERO;
    for lane in 0..LANES / 2 {
        let at = lane / HALF * 2 * HALF + lane % HALF;
        sums.0[lane] = a.0[at] + a.0[at + HALF];
        sums.0[lane + LANES / 2] = b.0[at] + b.0[at + HALF];
    }
    sums
}

/// The instruction set requested for the kernels. Results do not depend on it.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Instructions {
    /// The best that this processor supports.
    #[default]
    Best,
    /// The baseline of the compilation target.
    Plain,
    /// At most AVX2 (x86-64).
    Avx2,
}

/// An instruction set that this processor is known to support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstructionSet(Set);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Instructions {
    /// Detects the processor's features and chooses the best allowed set.
    pub fn resolve(self) -> InstructionSet {
        #[cfg(target_arch = "x86_64")]
        {
            let avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl");
            if self == Self::Best && avx512 {
                return InstructionSet(Set::Avx512);
            }
            if self != Self::Plain && is_x86_feature_detected!("avx2") {
                return InstructionSet(Set::Avx2);
            }
        }
        InstructionSet(Set::Plain)
    }
}

/// A kernel that is compiled for every instruction set. `run` must be `inline(always)`.
pub trait Kernel {
    /// The kernel's result.
    type Output;
    /// Runs the kernel.
    fn run(self) -> Self::Output;
}

impl InstructionSet {
    /// The name for reports.
    pub const fn name(self) -> &'static str {
        match self.0 {
            Set::Plain => "plain",
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => "AVX2",
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => "AVX-512",
        }
    }

    /// Runs `kernel` with these instructions.
    #[cfg_attr(
        target_arch = "x86_64",
        expect(
            unsafe_code,
            reason = "a function with target features may run where the processor has them, \
                      which the compiler cannot see"
        )
    )]
    pub fn run_kernel<K: Kernel>(self, kernel: K) -> K::Output {
        match self.0 {
            Set::Plain => kernel.run(),
            // SAFETY: only `Instructions::resolve` creates an `InstructionSet`, and it has detected
            // these features.
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => unsafe { with_avx2(kernel) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => unsafe { with_avx512(kernel) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn with_avx512<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}
