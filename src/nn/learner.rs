//! Gradient descent: a loss, the parameters that lower it, and how fast.

use super::{Mlp, NeuronWeights, Schedule, Weights};
use crate::autograd::{Tape, ValueId};

/// What is being minimised, which decides what else can be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The sum of squared errors: predictions should equal their targets.
    SquaredError,
    /// Mean max-margin: predictions should have their targets' sign.
    MaxMargin,
}

/// What one round of training found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundOutcome {
    /// The round's number, from zero.
    pub round: u32,
    /// The loss before the round's update.
    pub loss: f64,
    /// How far the update went along the gradient.
    pub learning_rate: f64,
}

/// Trains a network on a tape by full-batch gradient descent.
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
    /// A learner that starts from the parameters' present data.
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

    /// One round as in the notebook: forward, gradients reset, backward, and
    /// every parameter a step down its gradient.
    ///
    /// Afterwards the tape shows what the notebook draws: the parameters are
    /// already updated; all other data and all gradients are those of the
    /// passes before the update. A [`Tape::forward`] brings them in step, as
    /// the next round does.
    pub fn round(&mut self, tape: &mut Tape) -> RoundOutcome {
        tape.forward();
        tape.backward(self.loss);
        let (loss, learning_rate) = (tape.data(self.loss), self.learning_rate());
        tape.descend(&self.parameters, learning_rate);
        let round = self.round;
        self.round = round.saturating_add(1);
        RoundOutcome {
            round,
            loss,
            learning_rate,
        }
    }

    /// Back to the starting parameters and round zero. What depends on them
    /// follows with the next forward pass; [`super::Program::reset`] does both.
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

    /// The values that predict, sample by sample.
    pub fn prediction_ids(&self) -> &[ValueId] {
        &self.predictions
    }

    /// What the predictions should be, in the same order.
    pub fn targets(&self) -> &[f64] {
        &self.targets
    }

    /// The share of predictions whose sign is right, 0 … 1, if the sign is what counts.
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

    /// The value that is being lowered.
    pub fn loss_id(&self) -> ValueId {
        self.loss
    }

    /// What is being minimised.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// Every parameter in a stable order; their labels on the tape are their names.
    pub fn parameters(&self) -> &[ValueId] {
        &self.parameters
    }

    /// How many rounds were trained since the start.
    pub fn rounds(&self) -> u32 {
        self.round
    }

    /// The learning rate of the next round.
    pub fn learning_rate(&self) -> f64 {
        self.schedule.rate(self.round)
    }

    /// Learns at this constant rate from now on.
    pub fn set_learning_rate(&mut self, rate: f64) {
        self.schedule = Schedule::Constant(rate);
    }

    /// How the learning rate goes on.
    pub fn schedule(&self) -> Schedule {
        self.schedule
    }

    /// Learns on this schedule from now on.
    pub fn set_schedule(&mut self, schedule: Schedule) {
        self.schedule = schedule;
    }

    /// The parameters as a file holds them.
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

    /// Starts over from given parameters, now and at every later reset. What
    /// depends on them follows with the next forward pass;
    /// [`super::Program::set_weights`] does both.
    ///
    /// # Errors
    /// The weights are not those of a network of this shape, or not finite:
    /// one line that says where. Nothing has changed then.
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
