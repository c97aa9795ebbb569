//! The tape: every value of a computation, in the order in which it was made.

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
/// Building goes through `&Tape`: [`Tape::leaf`] gives a [`Value`], and the
/// operators on values append to the tape. Replaying goes through `&mut Tape`:
/// change leaves with [`Tape::set_data`], then [`Tape::forward`] and
/// [`Tape::backward`]. Replaying allocates nothing, and every id stays valid.
///
/// Methods that take a [`ValueId`] panic on one of a longer tape.
#[derive(Debug, Default)]
pub struct Tape {
    columns: Mutex<Columns>,
}

/// Why [`Tape::set_data`] refused: the value is computed, its data follows from its inputs.
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

    /// Appends a given number: a parameter, an input or a constant.
    pub fn leaf(&self, data: f64) -> Value<'_> {
        let id = self.lock().push_leaf(data);
        self.value(id)
    }

    /// Appends a given number with a name for people.
    pub fn labelled(&self, data: f64, label: impl Into<String>) -> Value<'_> {
        let leaf = self.leaf(data);
        self.set_label(leaf.id(), label);
        leaf
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.lock().data.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every id, in the order in which the values were made.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ValueId> + ExactSizeIterator + use<> {
        (0..self.len() as u32).map(ValueId)
    }

    /// The handle of a value, to compute with.
    pub fn value(&self, id: ValueId) -> Value<'_> {
        Value::new(self, id)
    }

    /// The scalar.
    pub fn data(&self, id: ValueId) -> f64 {
        self.lock().data[id.index()]
    }

    /// The gradient of the last [`Tape::backward`]'s root by this value;
    /// `None` where it was not computed, which is not zero.
    pub fn grad(&self, id: ValueId) -> Option<f64> {
        self.lock().grad(id)
    }

    /// The operation that made the value.
    pub fn op(&self, id: ValueId) -> Op {
        self.lock().op(id)
    }

    /// The operands: none, one or two; `x * x` has `x` twice.
    pub fn inputs(&self, id: ValueId) -> Inputs {
        self.lock().inputs(id)
    }

    /// The name for people; empty if there is none.
    pub fn label(&self, id: ValueId) -> String {
        self.lock().label(id).to_owned()
    }

    /// Gives a value a name for people; an empty one takes it away.
    pub fn set_label(&self, id: ValueId, label: impl Into<String>) {
        let label = label.into();
        let mut columns = self.lock();
        if label.is_empty() {
            columns.labels.remove(&id.0);
        } else {
            columns.labels.insert(id.0, label);
        }
    }

    /// Many values at the price of one lock. Keep it short: the tape's other
    /// methods wait until the reading is dropped, on the same thread for ever.
    pub fn read(&self) -> Reading<'_> {
        Reading {
            columns: self.lock(),
        }
    }

    /// Sets a leaf's data. Values that depend on it follow with [`Tape::forward`].
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

    /// Moves each of these leaves `rate` times its gradient downhill. What is not
    /// a leaf, or has no gradient computed, stays. Allocates nothing.
    pub fn descend(&mut self, leaves: &[ValueId], rate: f64) {
        let columns = self.columns();
        for row in leaves.iter().map(|leaf| leaf.index()) {
            if columns.codes[row] == Code::Leaf && columns.computed[row] {
                columns.data[row] -= rate * columns.grad[row];
            }
        }
    }

    /// Recomputes every value from the leaves, in order. Allocates nothing.
    pub fn forward(&mut self) {
        self.columns().forward();
    }

    /// Forgets all gradients, then computes the gradient of `root` by every
    /// value that it depends on; what does not reach `root` is *not computed*.
    /// Allocates nothing and does not recurse.
    pub fn backward(&mut self, root: ValueId) {
        self.columns().backward(root);
    }

    /// The columns without a lock: `&mut self` proves that nobody else looks.
    pub(super) fn columns(&mut self) -> &mut Columns {
        self.columns
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A panic elsewhere leaves the columns whole or one unfinished value
    /// longer at most, so poisoning is no reason to fail.
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

/// A look at many values of a tape; see [`Tape::read`].
pub struct Reading<'t> {
    columns: MutexGuard<'t, Columns>,
}

impl Reading<'_> {
    /// All scalars, one a value, in order.
    pub fn all_data(&self) -> &[f64] {
        &self.columns.data
    }

    /// As [`Tape::data`].
    pub fn data(&self, id: ValueId) -> f64 {
        self.columns.data[id.index()]
    }

    /// As [`Tape::grad`].
    pub fn grad(&self, id: ValueId) -> Option<f64> {
        self.columns.grad(id)
    }

    /// As [`Tape::op`].
    pub fn op(&self, id: ValueId) -> Op {
        self.columns.op(id)
    }

    /// As [`Tape::inputs`].
    pub fn inputs(&self, id: ValueId) -> Inputs {
        self.columns.inputs(id)
    }

    /// As [`Tape::label`].
    pub fn label(&self, id: ValueId) -> &str {
        self.columns.label(id)
    }
}
