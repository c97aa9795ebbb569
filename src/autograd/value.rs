//! The handle of a value, for computing with it.

use std::fmt;

use super::{
    id::{Inputs, ValueId},
    op::Op,
    tape::Tape,
};

/// A value on a tape: small, `Copy`, with `+ - * /` for values of the same tape and for plain
/// numbers on either side.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    tape: &'t Tape,
    id: ValueId,
}

impl<'t> Value<'t> {
    pub(super) fn new(tape: &'t Tape, id: ValueId) -> Self {
        Self { tape, id }
    }

    /// The row on the tape.
    pub fn id(self) -> ValueId {
        self.id
    }

    /// The value's tape.
    pub fn tape(self) -> &'t Tape {
        self.tape
    }

    /// The scalar data.
    pub fn data(self) -> f64 {
        self.tape.data(self.id)
    }

    /// See [`Tape::grad`]: `None` is *not computed*, which is not zero.
    pub fn grad(self) -> Option<f64> {
        self.tape.grad(self.id)
    }

    /// The operation.
    pub fn op(self) -> Op {
        self.tape.op(self.id)
    }

    /// The inputs.
    pub fn inputs(self) -> Inputs {
        self.tape.inputs(self.id)
    }

    /// The label for people; may be empty.
    pub fn label(self) -> String {
        self.tape.label(self.id)
    }

    /// Sets the label for people.
    #[must_use]
    pub fn with_label(self, label: impl Into<String>) -> Self {
        self.tape.set_label(self.id, label);
        self
    }

    /// Backward pass from this value; see [`Tape::backward`].
    pub fn backward(self) {
        self.tape.lock().backward(self.id);
    }

    /// `x**n` for a constant `n`; local derivative `n · x**(n − 1)`.
    #[must_use]
    pub fn powf(self, exponent: f64) -> Self {
        self.append_function(Op::Pow(exponent))
    }

    /// `max(x, 0)`; local derivative 1 where `x > 0`, else 0.
    #[must_use]
    pub fn relu(self) -> Self {
        self.append_function(Op::Relu)
    }

    /// `tanh x`; local derivative `1 − tanh² x`.
    #[must_use]
    pub fn tanh(self) -> Self {
        self.append_function(Op::Tanh)
    }

    /// `eˣ`; local derivative `eˣ`.
    #[must_use]
    pub fn exp(self) -> Self {
        self.append_function(Op::Exp)
    }

    /// The natural logarithm `ln x`; local derivative `1 / x`.
    #[must_use]
    pub fn log(self) -> Self {
        self.append_function(Op::Log)
    }

    /// `a + b`; local derivatives 1 and 1.
    pub(super) fn append_sum(self, other: Self) -> Self {
        debug_assert!(
            std::ptr::eq(self.tape, other.tape),
            "values of two tapes cannot be added"
        );
        let id = self.tape.lock().push_sum(self.id, other.id);
        Self { id, ..self }
    }

    /// `a · b`; local derivatives `b` and `a`.
    pub(super) fn append_product(self, other: Self) -> Self {
        debug_assert!(
            std::ptr::eq(self.tape, other.tape),
            "values of two tapes cannot be multiplied"
        );
        let id = self.tape.lock().push_product(self.id, other.id);
        Self { id, ..self }
    }

    fn append_function(self, op: Op) -> Self {
        let id = self.tape.lock().push_function(op, self.id);
        Self { id, ..self }
    }
}

impl fmt::Display for Value<'_> {
    /// Prints like the notebook: `Value label (data=1.000 grad=0.000)`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Adding 0 turns −0 into 0, because JavaScript prints no sign for it.
        write!(
            f,
            "Value {} (data={:.3} grad=",
            self.label(),
            self.data() + 0.0
        )?;
        match self.grad() {
            Some(grad) => write!(f, "{:.3})", grad + 0.0),
            None => f.write_str("not computed)"),
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {self}", self.id)
    }
}
