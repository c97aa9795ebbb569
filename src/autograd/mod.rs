//! Scalar automatic differentiation on a flat tape.

/// Placeholder until the real one is merged.
pub struct ValueId(pub u32);
