//! A computation that a scene shows: a tape, its results, and who learns on it.

use super::{Learner, Origin, Provenance, RoundOutcome, Weights};
use crate::autograd::{NotALeaf, Tape, ValueId};

/// A computation that a scene shows.
#[derive(Clone, Debug)]
pub struct Program {
    /// Every value. It owns data and gradients.
    pub tape: Tape,
    /// The results: what the graph is traced from. A network's is its loss.
    pub roots: Vec<ValueId>,
    /// The parameters and how they learn, if the computation can be trained.
    pub learner: Option<Learner>,
    provenance: Provenance,
}

impl Program {
    /// A finished tape whose results are `roots`. Gradients are computed if
    /// there is exactly one root; several have no common gradient.
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

    /// Runs forward, and backward from the root if there is only one, so that
    /// all data and gradients follow from the leaves as they are now.
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

    /// One round of training; see [`Learner::round`]. `None` if there is nothing to train.
    pub fn round(&mut self) -> Option<RoundOutcome> {
        self.learner
            .as_mut()
            .map(|learner| learner.round(&mut self.tape))
    }

    /// Back to the starting parameters and round zero, everything recomputed.
    pub fn reset(&mut self) {
        if let Some(learner) = &mut self.learner {
            learner.reset(&mut self.tape);
        }
        self.recompute();
    }

    /// The parameters as a file holds them, if there are any.
    pub fn weights(&self) -> Option<Weights> {
        self.learner
            .as_ref()
            .map(|learner| learner.weights(&self.tape))
    }

    /// Starts over from given parameters, everything recomputed. A later reset
    /// comes back to them.
    ///
    /// # Errors
    /// There is nothing to train, or the weights do not fit: one line that says
    /// why. Nothing has changed then.
    pub fn set_weights(&mut self, weights: &Weights) -> Result<(), String> {
        let learner = self.learner.as_mut().ok_or("nothing here can be trained")?;
        learner.set_weights(&mut self.tape, weights)?;
        self.recompute();
        Ok(())
    }

    /// Learns at this constant rate from now on.
    pub fn set_learning_rate(&mut self, rate: f64) {
        if let Some(learner) = &mut self.learner {
            learner.set_learning_rate(rate);
        }
    }

    /// The loss of the last forward pass, if there is something to train.
    pub fn loss(&self) -> Option<f64> {
        self.learner
            .as_ref()
            .map(|learner| learner.loss(&self.tape))
    }

    /// The predictions of the last forward pass, sample by sample; empty if
    /// there is nothing to train.
    pub fn predictions(&self) -> Vec<f64> {
        self.learner
            .as_ref()
            .map_or_else(Vec::new, |learner| learner.predictions(&self.tape))
    }

    /// What the predictions should be, in the same order.
    pub fn targets(&self) -> &[f64] {
        self.learner.as_ref().map_or(&[], Learner::targets)
    }

    /// The share of predictions whose sign is right, 0 … 1, where the sign is
    /// what counts (moons).
    pub fn accuracy(&self) -> Option<f64> {
        self.learner
            .as_ref()
            .and_then(|learner| learner.accuracy(&self.tape))
    }

    /// Which layer, neuron and sample a value belongs to.
    pub fn origin(&self, id: ValueId) -> Origin {
        self.provenance.of(id)
    }
}
