//! The functions of one variable and their local derivatives.
//!
//! `exp`, `tanh`, `log` and general powers use the `libm` crate. Its bits are the same natively
//! and on wasm32, where the platform's functions may differ.

use super::op::Op;

/// Evaluates `f(x)` for an operation of one input; returns `x` for any other.
#[inline]
pub(super) fn evaluate_function(op: Op, x: f64) -> f64 {
    match op {
        Op::Pow(exponent) => constant_power(x, exponent),
        Op::Relu => relu(x),
        Op::Tanh => libm::tanh(x),
        Op::Exp => libm::exp(x),
        Op::Log => libm::log(x),
        Op::Leaf | Op::Add | Op::Mul => x,
    }
}

/// The local derivative `f′(x)` for an operation of one input, given also `y = f(x)`; 1 for any
/// other.
///
/// | `f(x)` | `f′(x)` |
/// | --- | --- |
/// | `x**n` | `n · x**(n − 1)` |
/// | `relu(x)` | 1 where `x > 0`, else 0 |
/// | `tanh(x)` | `1 − y²` |
/// | `exp(x)` | `y` |
/// | `log(x)` | `1 / x` |
#[inline]
pub(super) fn local_derivative(op: Op, x: f64, y: f64) -> f64 {
    match op {
        // x**0 is the constant 1 everywhere; at zero the formula would give 0 · ∞.
        Op::Pow(0.0) => 0.0,
        Op::Pow(exponent) => exponent * constant_power(x, exponent - 1.0),
        Op::Relu => f64::from(y > 0.0),
        Op::Tanh => 1.0 - y * y,
        Op::Exp => y,
        Op::Log => 1.0 / x,
        Op::Leaf | Op::Add | Op::Mul => 1.0,
    }
}

/// `max(x, 0)`; NaN stays NaN.
#[inline]
pub(super) fn relu(x: f64) -> f64 {
    if x < 0.0 { 0.0 } else { x }
}

/// `x**n` for a constant `n`. The powers in losses and quotients are exact and fast; all others
/// use `libm`.
#[inline]
fn constant_power(x: f64, exponent: f64) -> f64 {
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
    fn value_and_slope(op: Op, x: f64) -> (f64, f64) {
        let y = evaluate_function(op, x);
        (y, local_derivative(op, x, y))
    }

    #[test]
    fn power_at_literals() {
        assert_eq!(value_and_slope(Op::Pow(2.0), 3.0), (9.0, 6.0));
        assert_eq!(value_and_slope(Op::Pow(3.0), -2.0), (-8.0, 12.0));
        assert_eq!(value_and_slope(Op::Pow(-1.0), 4.0), (0.25, -0.0625));
        assert_eq!(value_and_slope(Op::Pow(0.5), 16.0), (4.0, 0.125));
        assert_eq!(value_and_slope(Op::Pow(1.0), 0.0), (0.0, 1.0));
        assert_eq!(value_and_slope(Op::Pow(0.0), 0.0), (1.0, 0.0));
    }

    #[test]
    fn relu_at_literals() {
        assert_eq!(value_and_slope(Op::Relu, 2.5), (2.5, 1.0));
        assert_eq!(value_and_slope(Op::Relu, -2.5), (0.0, 0.0));
        assert_eq!(value_and_slope(Op::Relu, 0.0), (0.0, 0.0));
    }

    #[test]
    fn tanh_at_literals_and_far_out() {
        assert_eq!(value_and_slope(Op::Tanh, 0.0), (0.0, 1.0));
        let (y, slope) = value_and_slope(Op::Tanh, 0.5);
        assert!((y - 0.462_117_157_260_009_8).abs() < 1e-15);
        assert!((slope - 0.786_447_732_965_927_4).abs() < 1e-15);
        for x in [20.0, 355.0, 400.0, 1e300, f64::INFINITY] {
            assert_eq!(value_and_slope(Op::Tanh, x), (1.0, 0.0));
            assert_eq!(value_and_slope(Op::Tanh, -x), (-1.0, 0.0));
        }
    }

    #[test]
    fn exp_at_literals_and_far_out() {
        assert_eq!(value_and_slope(Op::Exp, 0.0), (1.0, 1.0));
        let (y, slope) = value_and_slope(Op::Exp, 1.0);
        assert!((y - std::f64::consts::E).abs() < 1e-15 && slope == y);
        assert_eq!(value_and_slope(Op::Exp, -1e9), (0.0, 0.0));
        assert_eq!(evaluate_function(Op::Exp, 710.0), f64::INFINITY);
    }

    #[test]
    fn log_at_literals() {
        assert_eq!(value_and_slope(Op::Log, 1.0), (0.0, 1.0));
        assert_eq!(value_and_slope(Op::Log, 8.0), (8.0_f64.ln(), 0.125));
        assert_eq!(evaluate_function(Op::Log, 0.0), f64::NEG_INFINITY);
        assert!(evaluate_function(Op::Log, -1.0).is_nan());
    }
}
