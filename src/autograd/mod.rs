//! Scalar automatic differentiation on a flat tape.

/// Placeholder until the real one is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);
