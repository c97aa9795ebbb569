//! Neurons, layers, multilayer perceptrons, losses, data and training on the tape.
