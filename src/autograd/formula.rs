//! Explains a value with numbers: its equation, and the gradient that it passes to each input.

use std::fmt;

use super::{columns::Columns, function, id::ValueId, op::Op, tape::Tape};
use crate::numbers::format_fixed;

/// The equation of a value and its backward flows.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// `v12 = v3 * v7 = 0.500 · -2.000 = -1.000`; a leaf is `v3 = 0.500`.
    pub equation: String,
    /// The flow to each input, one entry an operand.
    pub flows: Vec<Flow>,
}

/// The flow from a value to one input in the backward pass: one term of the vector–Jacobian
/// product.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The input.
    pub input: ValueId,
    /// The local derivative: of the value by this operand.
    pub derivative: f64,
    /// The contribution to the input's gradient: local derivative times upstream gradient.
    /// `None` if the latter was not computed.
    pub gradient: Option<f64>,
    /// `∂v12/∂v3 = v7 = -2.000, so v3 receives -2.000 · 0.700 = -1.400`.
    pub text: String,
}

impl Tape {
    /// Explains a value: its equation and its backward flows.
    pub fn formula(&self, id: ValueId) -> Formula {
        let columns = self.lock();
        Formula {
            equation: format_equation(&columns, id),
            flows: list_flows(&columns, id),
        }
    }
}

impl fmt::Display for Formula {
    /// Prints the equation, then one line a flow.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.equation)?;
        self.flows
            .iter()
            .try_for_each(|flow| write!(f, "\n{}", flow.text))
    }
}

/// A number with three decimals.
fn round(number: f64) -> String {
    format_fixed(number, 3)
}

fn format_equation(columns: &Columns, id: ValueId) -> String {
    let result = round(columns.data[id.index()]);
    let inputs = columns.inputs(id);
    let data = |operand: usize| round(columns.data[inputs[operand].index()]);
    let op = columns.op(id);
    let symbol = op.symbol();
    match op {
        Op::Leaf => format!("{id} = {result}"),
        Op::Add => format!(
            "{id} = {} + {} = {} + {} = {result}",
            inputs[0],
            inputs[1],
            data(0),
            data(1)
        ),
        Op::Mul => format!(
            "{id} = {} * {} = {} · {} = {result}",
            inputs[0],
            inputs[1],
            data(0),
            data(1)
        ),
        Op::Pow(_) => format!(
            "{id} = {}{symbol} = ({}){symbol} = {result}",
            inputs[0],
            data(0)
        ),
        Op::Relu | Op::Tanh | Op::Exp | Op::Log => {
            format!(
                "{id} = {symbol}({}) = {symbol}({}) = {result}",
                inputs[0],
                data(0)
            )
        }
    }
}

fn list_flows(columns: &Columns, id: ValueId) -> Vec<Flow> {
    let result = columns.data[id.index()];
    let inputs = columns.inputs(id);
    let op = columns.op(id);
    inputs
        .into_iter()
        .enumerate()
        .map(|(operand, input)| {
            let x = columns.data[input.index()];
            let (by, derivative) = match op {
                Op::Mul => {
                    let other = inputs[1 - operand];
                    (format!("{other} = "), columns.data[other.index()])
                }
                Op::Leaf | Op::Add => (String::new(), 1.0),
                Op::Pow(0.0) => (String::new(), 0.0),
                Op::Pow(exponent) => (
                    power_rule(exponent, input),
                    function::local_derivative(op, x, result),
                ),
                Op::Relu => (String::new(), function::local_derivative(op, x, result)),
                Op::Tanh => (
                    format!("1 - {id}**2 = "),
                    function::local_derivative(op, x, result),
                ),
                Op::Exp => (
                    format!("{id} = "),
                    function::local_derivative(op, x, result),
                ),
                Op::Log => (
                    format!("1 / {input} = "),
                    function::local_derivative(op, x, result),
                ),
            };
            let local = format!("∂{id}/∂{input} = {by}{}", round(derivative));
            let gradient = columns.grad(id).map(|grad| derivative * grad);
            let text = match (columns.grad(id), gradient) {
                (Some(grad), Some(product)) => {
                    let [by, grad, product] = [derivative, grad, product].map(round);
                    format!("{local}, so {input} receives {by} · {grad} = {product}")
                }
                _ => local,
            };
            Flow {
                input,
                derivative,
                gradient,
                text,
            }
        })
        .collect()
}

/// The power rule `n · x**(n − 1) = `; `x**1` is shortened to `x`.
fn power_rule(exponent: f64, input: ValueId) -> String {
    let lower = if exponent == 2.0 {
        "".into()
    } else {
        Op::Pow(exponent - 1.0).symbol()
    };
    format!("{exponent} · {input}{lower} = ")
}

#[cfg(test)]
mod tests {
    use crate::autograd::Tape;

    #[test]
    fn a_product_is_explained_both_ways() {
        let tape = Tape::new();
        let (a, b) = (tape.leaf(0.5), tape.leaf(-2.0));
        let c = a * b;
        assert_eq!(
            tape.formula(c.id()).to_string(),
            "v3 = v1 * v2 = 0.500 · -2.000 = -1.000\n\
            ∂v3/∂v1 = v2 = -2.000\n∂v3/∂v2 = v1 = 0.500"
        );
        let d = c.powf(2.0);
        d.backward();
        let formula = tape.formula(c.id());
        assert_eq!(
            formula.flows[0].text,
            "∂v3/∂v1 = v2 = -2.000, so v1 receives -2.000 · -2.000 = 4.000"
        );
        assert_eq!(
            (formula.flows[0].gradient, formula.flows[1].gradient),
            (a.grad(), b.grad())
        );
        assert_eq!(
            tape.formula(d.id()).to_string(),
            "v4 = v3**2 = (-1.000)**2 = 1.000\n\
            ∂v4/∂v3 = 2 · v3 = -2.000, so v3 receives -2.000 · 1.000 = -2.000"
        );
        assert_eq!(tape.formula(a.id()).to_string(), "v1 = 0.500");
    }

    #[test]
    fn functions_name_themselves() {
        let tape = Tape::new();
        let y = tape.leaf(0.0).tanh();
        assert_eq!(
            tape.formula(y.id()).to_string(),
            "v2 = tanh(v1) = tanh(0.000) = 0.000\n∂v2/∂v1 = 1 - v2**2 = 1.000"
        );
    }
}
