//! A computation that a scene shows: a tape, its results, and the training.

use super::{Learner, Origin, Provenance, Role, RoundOutcome, Weights};
use crate::autograd::{NotALeaf, Op, Tape, ValueId};

/// A computation that a scene shows. Programs without a learner cannot be trained.
#[derive(Clone, Debug)]
pub struct Program {
    /// The tape: all values with data and gradients.
    pub tape: Tape,
    /// The results, from which the graph is traced; a network's result is its loss.
    pub roots: Vec<ValueId>,
    /// The training of the parameters, if the computation can be trained.
    pub learner: Option<Learner>,
    provenance: Provenance,
}

impl Program {
    /// Creates a program from a finished tape. Gradients are computed if there is exactly one
    /// root; several roots have no common gradient.
    pub fn new(
        tape: Tape,
        roots: Vec<ValueId>,
        learner: Option<Learner>,
        provenance: Provenance,
    ) -> Self {
        let mut program = Self {
            tape,
            roots,
            learner,
            provenance,
        };
        program.recompute();
        program
    }

    /// Runs the forward pass, and the backward pass if there is exactly one root, so that all
    /// data and gradients match the leaves.
    pub fn recompute(&mut self) {
        self.tape.forward();
        if let [root] = self.roots[..] {
            self.tape.backward(root);
        }
    }

    /// Sets a leaf's data by hand and recomputes everything.
    ///
    /// # Errors
    /// The value is not a leaf; nothing has changed.
    pub fn set_leaf(&mut self, id: ValueId, data: f64) -> Result<(), NotALeaf> {
        self.tape.set_data(id, data)?;
        self.recompute();
        Ok(())
    }

    /// Trains one round; see [`Learner::train_round`]. `None` if the program cannot be trained.
    pub fn train_round(&mut self) -> Option<RoundOutcome> {
        self.learner
            .as_mut()
            .map(|learner| learner.train_round(&mut self.tape))
    }

    /// Returns to the starting parameters and round zero, and recomputes everything.
    pub fn reset(&mut self) {
        if let Some(learner) = &mut self.learner {
            learner.reset(&mut self.tape);
        }
        self.recompute();
    }

    /// The parameters in the form of a file, if there are any.
    pub fn weights(&self) -> Option<Weights> {
        self.learner
            .as_ref()
            .map(|learner| learner.weights(&self.tape))
    }

    /// Starts again from given parameters and recomputes everything. A later reset returns to
    /// them.
    ///
    /// # Errors
    /// The program cannot be trained, or the weights do not fit: one line with the reason.
    /// Nothing has changed then.
    pub fn set_weights(&mut self, weights: &Weights) -> Result<(), String> {
        let learner = self.learner.as_mut().ok_or("nothing here can be trained")?;
        learner.set_weights(&mut self.tape, weights)?;
        self.recompute();
        Ok(())
    }

    /// Sets a constant learning rate for all further rounds.
    pub fn set_learning_rate(&mut self, rate: f64) {
        if let Some(learner) = &mut self.learner {
            learner.set_learning_rate(rate);
        }
    }

    /// The loss of the last forward pass, if the program can be trained.
    pub fn loss(&self) -> Option<f64> {
        self.learner
            .as_ref()
            .map(|learner| learner.loss(&self.tape))
    }

    /// The predictions of the last forward pass, sample by sample; empty if the program cannot
    /// be trained.
    pub fn predictions(&self) -> Vec<f64> {
        self.learner
            .as_ref()
            .map_or_else(Vec::new, |learner| learner.predictions(&self.tape))
    }

    /// The targets of the predictions, in the same order.
    pub fn targets(&self) -> &[f64] {
        self.learner.as_ref().map_or(&[], Learner::targets)
    }

    /// The share of predictions with the right sign, 0 … 1, if the sign is the objective
    /// (moons).
    pub fn accuracy(&self) -> Option<f64> {
        self.learner
            .as_ref()
            .and_then(|learner| learner.accuracy(&self.tape))
    }

    /// The layer, neuron and sample of a value.
    pub fn origin(&self, id: ValueId) -> Origin {
        self.provenance.origin_of(id)
    }

    /// The role of a value; every leaf of a network has one. `None` for steps of the computation.
    pub fn role(&self, id: ValueId) -> Option<Role> {
        Role::from_label(&self.tape.label(id), self.tape.op(id) == Op::Leaf)
    }
}
