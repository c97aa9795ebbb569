//! The storage of a tape: one column a property, one row a value.

use std::collections::BTreeMap;

use super::{
    function,
    id::{Inputs, ValueId},
    op::Op,
};

/// An operation in one byte. The exponent of a power is in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Code {
    Leaf,
    Add,
    Mul,
    Pow,
    Relu,
    Tanh,
    Exp,
    Log,
}

/// The columns of a tape. All but `exponents` and `labels` have one entry a value.
///
/// Main invariant: a row's inputs are in earlier rows, so the order of the rows is a
/// topological order.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub codes: Vec<Code>,
    /// The rows of the operands. A leaf has none, and a function of one value uses the first
    /// entry; a power's second entry is its row in `exponents`.
    pub inputs: Vec<[u32; 2]>,
    pub data: Vec<f64>,
    pub grad: Vec<f64>,
    /// Whether `grad` holds a computed gradient; *not computed* differs from zero.
    pub computed: Vec<bool>,
    pub exponents: Vec<f64>,
    /// Labels by row; most values have none.
    pub labels: BTreeMap<u32, String>,
}

impl Columns {
    /// Appends a leaf.
    pub fn push_leaf(&mut self, data: f64) -> ValueId {
        self.push_row(Code::Leaf, [0, 0], data)
    }

    /// Appends `a + b`; local derivatives 1 and 1.
    pub fn push_sum(&mut self, left: ValueId, right: ValueId) -> ValueId {
        self.push_row(
            Code::Add,
            [left.0, right.0],
            self.data[left.index()] + self.data[right.index()],
        )
    }

    /// Appends `a · b`; local derivatives `b` and `a`.
    pub fn push_product(&mut self, left: ValueId, right: ValueId) -> ValueId {
        self.push_row(
            Code::Mul,
            [left.0, right.0],
            self.data[left.index()] * self.data[right.index()],
        )
    }

    /// Appends a function of one value; for formulas and derivatives see
    /// [`function::local_derivative`].
    pub fn push_function(&mut self, op: Op, input: ValueId) -> ValueId {
        let (code, second) = match op {
            Op::Pow(exponent) => {
                self.exponents.push(exponent);
                (Code::Pow, self.exponents.len() as u32 - 1)
            }
            Op::Relu => (Code::Relu, 0),
            Op::Tanh => (Code::Tanh, 0),
            Op::Exp => (Code::Exp, 0),
            Op::Log => (Code::Log, 0),
            Op::Leaf | Op::Add | Op::Mul => unreachable!("not a function of one value: {op:?}"),
        };
        self.push_row(
            code,
            [input.0, second],
            function::evaluate_function(op, self.data[input.index()]),
        )
    }

    fn push_row(&mut self, code: Code, inputs: [u32; 2], data: f64) -> ValueId {
        let id = ValueId(u32::try_from(self.data.len()).expect("a tape holds at most 2³² values"));
        self.codes.push(code);
        self.inputs.push(inputs);
        self.data.push(data);
        self.grad.push(0.0);
        self.computed.push(false);
        id
    }

    pub fn op(&self, id: ValueId) -> Op {
        match self.codes[id.index()] {
            Code::Leaf => Op::Leaf,
            Code::Add => Op::Add,
            Code::Mul => Op::Mul,
            Code::Pow => Op::Pow(self.exponents[self.inputs[id.index()][1] as usize]),
            Code::Relu => Op::Relu,
            Code::Tanh => Op::Tanh,
            Code::Exp => Op::Exp,
            Code::Log => Op::Log,
        }
    }

    pub fn inputs(&self, id: ValueId) -> Inputs {
        let [left, right] = self.inputs[id.index()];
        match self.codes[id.index()] {
            Code::Leaf => Inputs::NONE,
            Code::Add | Code::Mul => Inputs::from_two(left, right),
            Code::Pow | Code::Relu | Code::Tanh | Code::Exp | Code::Log => Inputs::from_one(left),
        }
    }

    pub fn grad(&self, id: ValueId) -> Option<f64> {
        self.computed[id.index()].then(|| self.grad[id.index()])
    }

    pub fn label(&self, id: ValueId) -> &str {
        self.labels.get(&id.0).map_or("", String::as_str)
    }
}
