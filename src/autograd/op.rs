//! The operations of values, and their symbols.

use std::borrow::Cow;

/// The operation of a value. `g` is the upstream gradient; an input receives the local
/// derivative times `g`.
///
/// Subtraction, division and negation are composed, like in micrograd: `a - b = a + b * -1`, `a
/// / b = a * b**-1`, `-a = a * -1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// A given number: a parameter, an input or a constant. It has no inputs.
    Leaf,
    /// `a + b`. Both inputs receive `g`.
    Add,
    /// `a · b`. The inputs receive `b g` and `a g`.
    Mul,
    /// `x**n` for a constant `n`. The input receives `n x**(n − 1) g`.
    Pow(f64),
    /// `max(x, 0)`. The input receives `g` where `x > 0`, else 0.
    Relu,
    /// `y = tanh x`. The input receives `(1 − y²) g`.
    Tanh,
    /// `y = eˣ`. The input receives `y g`.
    Exp,
    /// `ln x`. The input receives `g / x`.
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

/// Formats a number like JavaScript, so that operations have the notebook's names.
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
