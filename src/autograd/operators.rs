//! The operators `+ - * /` on values and plain numbers, composed like in micrograd: only sums,
//! products and powers reach the tape.

use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use super::value::Value;

/// Implements an operator for value and value, value and number, number and value, and its
/// assigning form.
macro_rules! operator {
    ($Operator:ident $operator:ident, $Assign:ident $assign:ident, $values:expr, $number:expr, $reflected:expr) => {
        impl<'t> $Operator for Value<'t> {
            type Output = Self;

            fn $operator(self, other: Self) -> Self {
                let compose: fn(Value<'t>, Value<'t>) -> Value<'t> = $values;
                compose(self, other)
            }
        }

        impl<'t> $Operator<f64> for Value<'t> {
            type Output = Self;

            fn $operator(self, number: f64) -> Self {
                let compose: fn(Value<'t>, f64) -> Value<'t> = $number;
                compose(self, number)
            }
        }

        impl<'t> $Operator<Value<'t>> for f64 {
            type Output = Value<'t>;

            fn $operator(self, value: Value<'t>) -> Value<'t> {
                let compose: fn(f64, Value<'t>) -> Value<'t> = $reflected;
                compose(self, value)
            }
        }

        impl $Assign for Value<'_> {
            fn $assign(&mut self, other: Self) {
                *self = $Operator::$operator(*self, other);
            }
        }

        impl $Assign<f64> for Value<'_> {
            fn $assign(&mut self, number: f64) {
                *self = $Operator::$operator(*self, number);
            }
        }
    };
}

operator!(
    Add add, AddAssign add_assign,
    |a, b| a.append_sum(b),
    |a, number| a.append_sum(a.tape().leaf(number)),
    |number, a| a + number
);

operator!(
    Mul mul, MulAssign mul_assign,
    |a, b| a.append_product(b),
    |a, number| a.append_product(a.tape().leaf(number)),
    |number, a| a * number
);

operator!(
    Sub sub, SubAssign sub_assign,
    |a, b| a + -b,
    |a, number| a + -number,
    |number, a| -a + number
);

operator!(
    Div div, DivAssign div_assign,
    |a, b| a * b.powf(-1.0),
    |a, number| a * (1.0 / number),
    |number, a| a.powf(-1.0) * number
);

impl Neg for Value<'_> {
    type Output = Self;

    fn neg(self) -> Self {
        self * -1.0
    }
}

#[cfg(test)]
mod tests {
    use crate::autograd::{Op, Tape, Value};

    /// The value, its operation and the gradient of `x`, after a backward pass.
    fn evaluate_at(x: f64, formula: impl Fn(Value) -> Value) -> (f64, Op, f64) {
        let tape = Tape::new();
        let x = tape.leaf(x);
        let y = formula(x);
        y.backward();
        (y.data(), y.op(), x.grad().unwrap_or(f64::NAN))
    }

    #[test]
    fn sums_and_differences() {
        assert_eq!(evaluate_at(3.0, |x| x + 2.0), (5.0, Op::Add, 1.0));
        assert_eq!(evaluate_at(3.0, |x| 2.0 + x), (5.0, Op::Add, 1.0));
        assert_eq!(evaluate_at(3.0, |x| x - 2.0), (1.0, Op::Add, 1.0));
        assert_eq!(evaluate_at(3.0, |x| 2.0 - x), (-1.0, Op::Add, -1.0));
        assert_eq!(evaluate_at(3.0, |x| x - x), (0.0, Op::Add, 0.0));
        assert_eq!(evaluate_at(3.0, |x| x + x), (6.0, Op::Add, 2.0));
    }

    #[test]
    fn products_and_quotients() {
        assert_eq!(evaluate_at(4.0, |x| x * 2.0), (8.0, Op::Mul, 2.0));
        assert_eq!(evaluate_at(4.0, |x| 2.0 * x), (8.0, Op::Mul, 2.0));
        assert_eq!(evaluate_at(4.0, |x| x / 2.0), (2.0, Op::Mul, 0.5));
        assert_eq!(evaluate_at(4.0, |x| 2.0 / x), (0.5, Op::Mul, -0.125));
        assert_eq!(evaluate_at(4.0, |x| x * x), (16.0, Op::Mul, 8.0));
        assert_eq!(evaluate_at(4.0, |x| x / x), (1.0, Op::Mul, 0.0));
        assert_eq!(evaluate_at(4.0, |x| -x), (-4.0, Op::Mul, -1.0));
    }

    #[test]
    fn assignments_append_and_rebind() {
        let assigned = |x: Value<'_>| {
            let tape = x.tape();
            let mut y = tape.value(x.id());
            y += 1.0;
            y *= x;
            y -= x;
            y /= 2.0;
            y.data()
        };
        assert_eq!(assigned(Tape::new().leaf(3.0)), 4.5);
    }

    #[test]
    fn a_plain_number_is_wrapped_once_with_its_sign() {
        let tape = Tape::new();
        let difference = tape.leaf(5.0) - 2.0;
        let [_, constant] = difference.inputs()[..] else {
            panic!("two inputs")
        };
        assert_eq!((tape.data(constant), tape.op(constant)), (-2.0, Op::Leaf));
        assert_eq!(tape.len(), 3);
        let quotient = tape.leaf(5.0) / 4.0;
        assert_eq!((tape.data(quotient.inputs()[1]), tape.len()), (0.25, 6));
    }
}
