//! The operations that make values, and their symbols.

use std::borrow::Cow;

/// How a value came to be.
///
/// Subtraction, division and negation are composed of these, as in micrograd:
/// `a - b = a + b * -1`, `a / b = a * b**-1`, `-a = a * -1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// Given, not computed: a parameter, an input or a constant.
    Leaf,
    /// The sum of two values.
    Add,
    /// The product of two values.
    Mul,
    /// A value raised to a constant number.
    Pow(f64),
    /// The value where it is positive, else zero.
    Relu,
    /// The hyperbolic tangent.
    Tanh,
    /// The exponential.
    Exp,
    /// The natural logarithm.
    Log,
}

impl Op {
    /// The symbol in pictures and files: `+`, `**2`, `tanh`; empty for a leaf.
    pub fn symbol(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Leaf => "",
            Self::Add => "+",
            Self::Mul => "*",
            Self::Pow(exponent) => return Cow::Owned(format!("**{}", as_javascript(exponent))),
            Self::Relu => "relu",
            Self::Tanh => "tanh",
            Self::Exp => "exp",
            Self::Log => "log",
        })
    }
}

/// A number as JavaScript prints it, so that operation vertices have the names
/// that the notebook gives them.
fn as_javascript(number: f64) -> String {
    let size = number.abs();
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        }
    } else if size == 0.0 {
        "0".into()
    } else if (1e-6..1e21).contains(&size) {
        number.to_string()
    } else {
        let text = format!("{number:e}");
        if text.contains("e-") {
            text
        } else {
            text.replace('e', "e+")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Op;

    #[test]
    fn powers_are_written_as_in_javascript() {
        for (exponent, symbol) in [
            (2.0, "**2"),
            (-1.0, "**-1"),
            (0.5, "**0.5"),
            (-0.0, "**0"),
            (1e21, "**1e+21"),
            (2.5e-7, "**2.5e-7"),
            (f64::INFINITY, "**Infinity"),
        ] {
            assert_eq!(Op::Pow(exponent).symbol(), symbol);
        }
    }

    #[test]
    fn other_symbols() {
        let symbols = [
            Op::Leaf,
            Op::Add,
            Op::Mul,
            Op::Relu,
            Op::Tanh,
            Op::Exp,
            Op::Log,
        ]
        .map(Op::symbol);
        assert_eq!(symbols, ["", "+", "*", "relu", "tanh", "exp", "log"]);
    }
}
