//! The tape: every value of a computation, in the order of creation.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    columns::{Code, Columns},
    id::{Inputs, ValueId},
    op::Op,
    value::Value,
};

/// Every value of a computation in one flat list.
///
/// Building uses `&Tape`: [`Tape::leaf`] gives a [`Value`], and the operators on values append
/// to the tape. Replaying uses `&mut Tape`: change leaves with [`Tape::set_data`], then call
/// [`Tape::forward`] and [`Tape::backward`]. Replaying allocates nothing, and every id stays
/// valid.
///
/// Methods that take a [`ValueId`] panic if the id is from a longer tape.
#[derive(Debug, Default)]
pub struct Tape {
    columns: Mutex<Columns>,
}

/// The error of [`Tape::set_data`] for a value that is computed from its inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALeaf(pub ValueId);

impl fmt::Display for NotALeaf {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "{} is computed from other values: only a leaf's data can be set",
            self.0
        )
    }
}

impl std::error::Error for NotALeaf {}

impl Tape {
    /// An empty tape.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf: a parameter, an input or a constant.
    pub fn leaf(&self, data: f64) -> Value<'_> {
        let id = self.lock().push_leaf(data);
        self.value(id)
    }

    /// Appends a leaf with a label for people.
    pub fn labelled_leaf(&self, data: f64, label: impl Into<String>) -> Value<'_> {
        let leaf = self.leaf(data);
        self.set_label(leaf.id(), label);
        leaf
    }

    /// The number of values.
    pub fn len(&self) -> usize {
        self.lock().data.len()
    }

    /// Whether the tape is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All ids, in the order of creation.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ValueId> + ExactSizeIterator + use<> {
        (0..self.len() as u32).map(ValueId)
    }

    /// The handle of a value, for computing with it.
    pub fn value(&self, id: ValueId) -> Value<'_> {
        Value::new(self, id)
    }

    /// The value's scalar data.
    pub fn data(&self, id: ValueId) -> f64 {
        self.lock().data[id.index()]
    }

    /// The gradient by this value of the last [`Tape::backward`]'s root; `None` if it was not
    /// computed, which is not zero.
    pub fn grad(&self, id: ValueId) -> Option<f64> {
        self.lock().grad(id)
    }

    /// The value's operation.
    pub fn op(&self, id: ValueId) -> Op {
        self.lock().op(id)
    }

    /// The inputs: none, one or two; `x * x` has `x` twice.
    pub fn inputs(&self, id: ValueId) -> Inputs {
        self.lock().inputs(id)
    }

    /// The label for people; empty if there is none.
    pub fn label(&self, id: ValueId) -> String {
        self.lock().label(id).to_owned()
    }

    /// Sets the label of a value; an empty one removes it.
    pub fn set_label(&self, id: ValueId, label: impl Into<String>) {
        let label = label.into();
        let mut columns = self.lock();
        if label.is_empty() {
            columns.labels.remove(&id.0);
        } else {
            columns.labels.insert(id.0, label);
        }
    }

    /// Locks the tape once for reading many values. Drop it soon: the tape's other methods wait
    /// for it, and deadlock on the same thread.
    pub fn read(&self) -> Reading<'_> {
        Reading {
            columns: self.lock(),
        }
    }

    /// Sets a leaf's data. Dependent values follow with [`Tape::forward`].
    ///
    /// # Errors
    /// The value is not a leaf.
    pub fn set_data(&mut self, id: ValueId, data: f64) -> Result<(), NotALeaf> {
        let columns = self.columns();
        if columns.codes[id.index()] != Code::Leaf {
            return Err(NotALeaf(id));
        }
        columns.data[id.index()] = data;
        Ok(())
    }

    /// One step of gradient descent: subtracts `rate` times its gradient from each of these
    /// leaves. Computed values, and leaves without a gradient, are left unchanged. Allocates
    /// nothing.
    pub fn descend_gradient(&mut self, leaves: &[ValueId], rate: f64) {
        let columns = self.columns();
        for row in leaves.iter().map(|leaf| leaf.index()) {
            if columns.codes[row] == Code::Leaf && columns.computed[row] {
                columns.data[row] -= rate * columns.grad[row];
            }
        }
    }

    /// Forward pass: recomputes every value from the leaves, in order. Allocates nothing.
    pub fn forward(&mut self) {
        self.columns().forward();
    }

    /// Backward pass: resets all gradients, then computes the gradient of `root` by every value
    /// that it depends on. All others become *not computed*. Allocates nothing and does not
    /// recurse.
    pub fn backward(&mut self, root: ValueId) {
        self.columns().backward(root);
    }

    /// The columns without a lock: `&mut self` guarantees exclusive access.
    pub(super) fn columns(&mut self) -> &mut Columns {
        self.columns
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the columns. Poisoning is ignored: a panic leaves them whole, or with one
    /// unfinished value more.
    pub(super) fn lock(&self) -> MutexGuard<'_, Columns> {
        self.columns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clone for Tape {
    fn clone(&self) -> Self {
        Self {
            columns: Mutex::new(self.lock().clone()),
        }
    }
}

/// A read lock on a tape; see [`Tape::read`].
pub struct Reading<'t> {
    columns: MutexGuard<'t, Columns>,
}

impl Reading<'_> {
    /// See [`Tape::data`].
    pub fn data(&self, id: ValueId) -> f64 {
        self.columns.data[id.index()]
    }

    /// See [`Tape::grad`].
    pub fn grad(&self, id: ValueId) -> Option<f64> {
        self.columns.grad(id)
    }

    /// See [`Tape::op`].
    pub fn op(&self, id: ValueId) -> Op {
        self.columns.op(id)
    }

    /// See [`Tape::inputs`].
    pub fn inputs(&self, id: ValueId) -> Inputs {
        self.columns.inputs(id)
    }

    /// See [`Tape::label`].
    pub fn label(&self, id: ValueId) -> &str {
        self.columns.label(id)
    }
}
