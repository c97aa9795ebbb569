//! The functions of one variable and their derivatives.
//!
//! `exp`, `tanh`, `log` and general powers come from the `libm` crate: its bits
//! are the same natively and on wasm32, where the platform's own may differ.

use super::op::Op;

/// `f(x)` for an operation of one input; `x` itself for any other.
#[inline]
pub(super) fn apply(op: Op, x: f64) -> f64 {
    match op {
        Op::Pow(exponent) => power(x, exponent),
        Op::Relu => relu(x),
        Op::Tanh => libm::tanh(x),
        Op::Exp => libm::exp(x),
        Op::Log => libm::log(x),
        Op::Leaf | Op::Add | Op::Mul => x,
    }
}

/// `f′(x)` for an operation of one input, given also `y = f(x)`; 1 for any other.
///
/// | `f(x)` | `f′(x)` |
/// | --- | --- |
/// | `x**n` | `n · x**(n − 1)` |
/// | `relu(x)` | 1 where `x > 0`, else 0 |
/// | `tanh(x)` | `1 − y²` |
/// | `exp(x)` | `y` |
/// | `log(x)` | `1 / x` |
#[inline]
pub(super) fn derivative(op: Op, x: f64, y: f64) -> f64 {
    match op {
        // x**0 is the constant 1, at zero too, where the formula says 0 · ∞.
        Op::Pow(0.0) => 0.0,
        Op::Pow(exponent) => exponent * power(x, exponent - 1.0),
        Op::Relu => f64::from(y > 0.0),
        Op::Tanh => 1.0 - y * y,
        Op::Exp => y,
        Op::Log => 1.0 / x,
        Op::Leaf | Op::Add | Op::Mul => 1.0,
    }
}

/// The larger of `x` and 0; not-a-number stays what it is.
#[inline]
pub(super) fn relu(x: f64) -> f64 {
    if x < 0.0 { 0.0 } else { x }
}

/// `x` to a constant power. The powers that losses and quotients use are
/// exact and fast; the rest is `libm`'s.
#[inline]
fn power(x: f64, exponent: f64) -> f64 {
    match exponent {
        2.0 => x * x,
        1.0 => x,
        0.0 => 1.0,
        -1.0 => 1.0 / x,
        _ => libm::pow(x, exponent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `f(x)` and `f′(x)`.
    fn both(op: Op, x: f64) -> (f64, f64) {
        let y = apply(op, x);
        (y, derivative(op, x, y))
    }

    #[test]
    fn power_at_literals() {
        assert_eq!(both(Op::Pow(2.0), 3.0), (9.0, 6.0));
        assert_eq!(both(Op::Pow(3.0), -2.0), (-8.0, 12.0));
        assert_eq!(both(Op::Pow(-1.0), 4.0), (0.25, -0.0625));
        assert_eq!(both(Op::Pow(0.5), 16.0), (4.0, 0.125));
        assert_eq!(both(Op::Pow(1.0), 0.0), (0.0, 1.0));
        assert_eq!(both(Op::Pow(0.0), 0.0), (1.0, 0.0));
    }

    #[test]
    fn relu_at_literals() {
        assert_eq!(both(Op::Relu, 2.5), (2.5, 1.0));
        assert_eq!(both(Op::Relu, -2.5), (0.0, 0.0));
        assert_eq!(both(Op::Relu, 0.0), (0.0, 0.0));
    }

    #[test]
    fn tanh_at_literals_and_far_out() {
        assert_eq!(both(Op::Tanh, 0.0), (0.0, 1.0));
        let (y, slope) = both(Op::Tanh, 0.5);
        assert!((y - 0.462_117_157_260_009_8).abs() < 1e-15);
        assert!((slope - 0.786_447_732_965_927_4).abs() < 1e-15);
        for x in [20.0, 355.0, 400.0, 1e300, f64::INFINITY] {
            assert_eq!(both(Op::Tanh, x), (1.0, 0.0));
            assert_eq!(both(Op::Tanh, -x), (-1.0, 0.0));
        }
    }

    #[test]
    fn exp_at_literals_and_far_out() {
        assert_eq!(both(Op::Exp, 0.0), (1.0, 1.0));
        let (y, slope) = both(Op::Exp, 1.0);
        assert!((y - std::f64::consts::E).abs() < 1e-15 && slope == y);
        assert_eq!(both(Op::Exp, -1e9), (0.0, 0.0));
        assert_eq!(apply(Op::Exp, 710.0), f64::INFINITY);
    }

    #[test]
    fn log_at_literals() {
        assert_eq!(both(Op::Log, 1.0), (0.0, 1.0));
        assert_eq!(both(Op::Log, 8.0), (8.0_f64.ln(), 0.125));
        assert_eq!(apply(Op::Log, 0.0), f64::NEG_INFINITY);
        assert!(apply(Op::Log, -1.0).is_nan());
    }
}
