//! Scalar automatic differentiation on a flat tape.
