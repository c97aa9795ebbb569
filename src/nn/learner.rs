//! Full-batch gradient descent: a loss, the parameters that lower it, and the learning rate.

use super::{Mlp, NeuronWeights, Schedule, Weights};
use crate::autograd::{Tape, ValueId};

/// The objective of training. It decides whether an accuracy can be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The sum of squared errors: predictions approach their targets.
    SquaredError,
    /// Mean max-margin: predictions take their targets' sign.
    MaxMargin,
}

/// The result of one round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundOutcome {
    /// The index of the round, from zero.
    pub round: u32,
    /// The loss before the round's update.
    pub loss: f64,
    /// The learning rate of the update.
    pub learning_rate: f64,
}

/// Trains a network on a tape by full-batch gradient descent, `p ← p − rate · ∂loss/∂p`. Each
/// round is one step on the whole batch. There is no momentum; weight decay, if any, is part of
/// the loss.
#[derive(Clone, Debug)]
pub struct Learner {
    mlp: Mlp,
    loss: ValueId,
    objective: Objective,
    parameters: Vec<ValueId>,
    starting: Vec<f64>,
    predictions: Vec<ValueId>,
    targets: Vec<f64>,
    schedule: Schedule,
    round: u32,
}

impl Learner {
    /// Creates a learner; the parameters' current data are the starting point.
    pub fn new(
        tape: &Tape,
        mlp: Mlp,
        (loss, objective): (ValueId, Objective),
        predictions: Vec<ValueId>,
        targets: Vec<f64>,
        schedule: Schedule,
    ) -> Self {
        let parameters: Vec<ValueId> = mlp.parameters().collect();
        let starting = parameters.iter().map(|&id| tape.data(id)).collect();
        Self {
            mlp,
            loss,
            objective,
            parameters,
            starting,
            predictions,
            targets,
            schedule,
            round: 0,
        }
    }

    /// One round, like in the notebook: forward pass, gradient reset, backward pass, one step
    /// down the gradient for every parameter.
    ///
    /// Afterwards the parameters are updated, but all other data and all gradients are still
    /// those before the update, like in the notebook's drawing. The next round, or
    /// [`Tape::forward`], recomputes them.
    pub fn train_round(&mut self, tape: &mut Tape) -> RoundOutcome {
        tape.forward();
        tape.backward(self.loss);
        let (loss, learning_rate) = (tape.data(self.loss), self.learning_rate());
        tape.descend_gradient(&self.parameters, learning_rate);
        let round = self.round;
        self.round = round.saturating_add(1);
        RoundOutcome {
            round,
            loss,
            learning_rate,
        }
    }

    /// Returns to the starting parameters and round zero. Dependent values follow with the next
    /// forward pass; [`super::Program::reset`] does both.
    pub fn reset(&mut self, tape: &mut Tape) {
        self.round = 0;
        for (&parameter, &data) in self.parameters.iter().zip(&self.starting) {
            let set = tape.set_data(parameter, data);
            debug_assert!(set.is_ok(), "parameters are leaves");
        }
    }

    /// The loss of the last forward pass.
    pub fn loss(&self, tape: &Tape) -> f64 {
        tape.data(self.loss)
    }

    /// The predictions of the last forward pass, sample by sample.
    pub fn predictions(&self, tape: &Tape) -> Vec<f64> {
        let reading = tape.read();
        self.predictions
            .iter()
            .map(|&id| reading.data(id))
            .collect()
    }

    /// The ids of the predictions, sample by sample.
    pub fn prediction_ids(&self) -> &[ValueId] {
        &self.predictions
    }

    /// The targets of the predictions, in the same order.
    pub fn targets(&self) -> &[f64] {
        &self.targets
    }

    /// The share of predictions with the right sign, 0 … 1; `None` if the sign is not the
    /// objective.
    pub fn accuracy(&self, tape: &Tape) -> Option<f64> {
        (self.objective == Objective::MaxMargin).then(|| {
            let reading = tape.read();
            let agrees =
                |&(&id, &target): &(&ValueId, &f64)| (reading.data(id) > 0.0) == (target > 0.0);
            let right = self
                .predictions
                .iter()
                .zip(&self.targets)
                .filter(agrees)
                .count();
            right as f64 / self.targets.len() as f64
        })
    }

    /// The network.
    pub fn mlp(&self) -> &Mlp {
        &self.mlp
    }

    /// The objective.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// All parameters in a stable order; their labels on the tape are their names.
    pub fn parameters(&self) -> &[ValueId] {
        &self.parameters
    }

    /// The number of rounds since the start.
    pub fn rounds(&self) -> u32 {
        self.round
    }

    /// The learning rate of the next round.
    pub fn learning_rate(&self) -> f64 {
        self.schedule.rate(self.round)
    }

    /// Sets a constant learning rate for all further rounds.
    pub fn set_learning_rate(&mut self, rate: f64) {
        self.schedule = Schedule::Constant(rate);
    }

    /// The parameters in the form of a file.
    pub fn weights(&self, tape: &Tape) -> Weights {
        let reading = tape.read();
        let layers = self.mlp.layers.iter().map(|layer| {
            let neurons = layer.neurons.iter().map(|neuron| NeuronWeights {
                w: neuron.weights.iter().map(|&id| reading.data(id)).collect(),
                b: reading.data(neuron.bias),
            });
            neurons.collect()
        });
        Weights {
            layers: layers.collect(),
        }
    }

    /// Starts again from given parameters, now and at every later reset. Dependent values
    /// follow with the next forward pass; [`super::Program::set_weights`] does both.
    ///
    /// # Errors
    /// The weights have another network's shape, or are not finite: one line that says where.
    /// Nothing has changed then.
    pub fn set_weights(&mut self, tape: &mut Tape, weights: &Weights) -> Result<(), String> {
        weights.check_against(&self.weights(tape))?;
        let neurons = weights.layers.iter().flatten();
        self.starting = neurons
            .flat_map(|neuron| neuron.w.iter().chain([&neuron.b]))
            .copied()
            .collect();
        self.reset(tape);
        Ok(())
    }
}
