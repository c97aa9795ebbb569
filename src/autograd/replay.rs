//! Running a tape again: forward over every row, backward from one. Neither
//! recurses, neither allocates.

use super::{
    columns::{Code, Columns},
    function::{derivative, relu},
    id::ValueId,
    op::Op,
};

impl Columns {
    /// Computes every value that is not a leaf from its inputs.
    pub fn forward(&mut self) {
        let rows = self.data.len();
        let (codes, inputs, exponents) =
            (&self.codes[..rows], &self.inputs[..rows], &self.exponents);
        let data = &mut self.data[..rows];
        for row in 0..rows {
            let [left, right] = inputs[row].map(|input| input as usize);
            data[row] = match codes[row] {
                Code::Leaf => continue,
                Code::Add => data[left] + data[right],
                Code::Mul => data[left] * data[right],
                Code::Relu => relu(data[left]),
                Code::Pow => super::function::apply(Op::Pow(exponents[right]), data[left]),
                Code::Tanh => libm::tanh(data[left]),
                Code::Exp => libm::exp(data[left]),
                Code::Log => libm::log(data[left]),
            };
        }
    }

    /// The chain rule from `root` down: the gradient of `root` by every value
    /// that it depends on. All other values end up *not computed*.
    pub fn backward(&mut self, root: ValueId) {
        self.grad.fill(0.0);
        self.computed.fill(false);
        self.grad[root.index()] = 1.0;
        self.computed[root.index()] = true;

        // Later rows cannot be inputs of the root.
        let rows = root.index() + 1;
        let (codes, inputs, exponents) =
            (&self.codes[..rows], &self.inputs[..rows], &self.exponents);
        let (data, grad, computed) = (
            &self.data[..rows],
            &mut self.grad[..rows],
            &mut self.computed[..rows],
        );
        for row in (0..rows).rev() {
            let code = codes[row];
            if code == Code::Leaf || !computed[row] {
                continue;
            }
            let out = grad[row];
            let [left, right] = inputs[row].map(|input| input as usize);
            computed[left] = true;
            let op = match code {
                Code::Leaf => continue,
                Code::Add => {
                    computed[right] = true;
                    grad[left] += out;
                    grad[right] += out;
                    continue;
                }
                Code::Mul => {
                    computed[right] = true;
                    grad[left] += data[right] * out;
                    grad[right] += data[left] * out;
                    continue;
                }
                Code::Pow => Op::Pow(exponents[right]),
                Code::Relu => Op::Relu,
                Code::Tanh => Op::Tanh,
                Code::Exp => Op::Exp,
                Code::Log => Op::Log,
            };
            grad[left] += derivative(op, data[left], data[row]) * out;
        }
    }
}
