//! Replays a tape: the forward pass over every row, the backward pass from one root. Neither
//! recurses or allocates.

use super::{
    columns::{Code, Columns},
    function::{local_derivative, relu},
    id::ValueId,
    op::Op,
};

impl Columns {
    /// Forward pass: recomputes every value that is not a leaf from its inputs.
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
                Code::Pow => {
                    super::function::evaluate_function(Op::Pow(exponents[right]), data[left])
                }
                Code::Tanh => libm::tanh(data[left]),
                Code::Exp => libm::exp(data[left]),
                Code::Log => libm::log(data[left]),
            };
        }
    }

    /// Backward pass: the gradient of `root` by every value that it depends on, by the chain
    /// rule. All other gradients become *not computed*.
    ///
    /// Rows are visited from the last to the first. Each one adds its vector–Jacobian product,
    /// local derivative times upstream gradient, to its inputs' gradients.
    pub fn backward(&mut self, root: ValueId) {
        // Reset: only the root has a gradient, 1.
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
            // All later rows have added their parts, so the upstream gradient is complete.
            let upstream = grad[row];
            let [left, right] = inputs[row].map(|input| input as usize);
            computed[left] = true;
            let op = match code {
                Code::Leaf => continue,
                Code::Add => {
                    computed[right] = true;
                    grad[left] += upstream;
                    grad[right] += upstream;
                    continue;
                }
                Code::Mul => {
                    computed[right] = true;
                    grad[left] += data[right] * upstream;
                    grad[right] += data[left] * upstream;
                    continue;
                }
                Code::Pow => Op::Pow(exponents[right]),
                Code::Relu => Op::Relu,
                Code::Tanh => Op::Tanh,
                Code::Exp => Op::Exp,
                Code::Log => Op::Log,
            };
            // A function of one value: local derivative times upstream gradient.
            grad[left] += local_derivative(op, data[left], data[row]) * upstream;
        }
    }
}
