//! The role of a value in a network, read from its label.
//!
//! This room writes every label, such as `layer 1 · neuron 3 · w2` or `sample 4 · target`. Graph
//! files keep the labels and nothing else of a network, so the label is the home of the role.

use std::fmt;

use super::loss::{REGULARISATION_LABEL, SHARE_LABEL};

/// The role of a value in a network. Numbers count from zero; in words they count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A number that goes into the network, by its place in the sample.
    Input(u32),
    /// A weight of a neuron, by the input that it multiplies.
    Weight(u32),
    /// The bias of a neuron.
    Bias,
    /// The number that an output should become, by the output.
    Target(u32),
    /// A number of the formula itself, such as the zero from which a sum starts.
    Constant,
    /// A prediction of the network, by its place in the last layer.
    Output(u32),
    /// The number that training lowers.
    Loss,
}

impl Role {
    /// The role of a value with this label. A leaf without a label is a constant. `None` for
    /// steps of the computation, and for leaves whose label is none of a network.
    pub fn from_label(label: &str, is_leaf: bool) -> Option<Self> {
        let name = label.rsplit(" · ").next().unwrap_or(label).trim();
        if !is_leaf {
            return match name {
                "loss" => Some(Self::Loss),
                _ => read_number(name, "prediction")
                    .or_else(|| read_number(name, "y"))
                    .map(Self::Output),
            };
        }
        match name {
            "" | SHARE_LABEL | REGULARISATION_LABEL => Some(Self::Constant),
            "b" => Some(Self::Bias),
            // The loss of moons holds each target with the opposite sign.
            "-target" => Some(Self::Target(0)),
            _ => read_number(name, "w")
                .map(Self::Weight)
                .or_else(|| read_number(name, "x").map(Self::Input))
                .or_else(|| read_number(name, "target").map(Self::Target)),
        }
    }
}

/// The number after `noun`, less one; zero if there is no number.
fn read_number(name: &str, noun: &str) -> Option<u32> {
    match name.strip_prefix(noun)?.trim_start() {
        "" => Some(0),
        digits => digits.parse::<u32>().ok()?.checked_sub(1),
    }
}

impl fmt::Display for Role {
    /// Words that count from one: `weight 2`, `bias`, `target 1`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Input(input) => write!(f, "input {}", input + 1),
            Self::Weight(input) => write!(f, "weight {}", input + 1),
            Self::Bias => f.write_str("bias"),
            Self::Target(output) => write!(f, "target {}", output + 1),
            Self::Constant => f.write_str("constant"),
            Self::Output(output) => write!(f, "output {}", output + 1),
            Self::Loss => f.write_str("loss"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        autograd::Op,
        nn::{Program, programs},
    };

    fn all_programs() -> Vec<Program> {
        vec![
            programs::seed(2),
            programs::expression(),
            programs::neuron(2),
            programs::layer(2),
            programs::mlp(&[2, 3, 2], 4, 2).expect("good sizes"),
            programs::moons(3, 2).expect("samples"),
        ]
    }

    #[test]
    fn every_leaf_of_a_network_has_a_role_and_a_place() {
        for program in all_programs() {
            let learns = program.learner.is_some();
            for id in program.tape.ids() {
                let label = program.tape.label(id);
                if program.tape.op(id) != Op::Leaf {
                    continue;
                }
                let (role, origin) = (program.role(id), program.origin(id));
                assert!(role.is_some(), "{label}");
                match role {
                    Some(Role::Weight(_) | Role::Bias) if learns => {
                        assert!(origin.layer.is_some() && origin.neuron.is_some(), "{label}");
                    }
                    Some(Role::Input(_) | Role::Target(_)) if learns => {
                        assert!(origin.sample.is_some(), "{label}");
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn parameters_outputs_and_the_loss_have_their_roles() {
        for program in all_programs() {
            let Some(learner) = &program.learner else {
                continue;
            };
            assert_eq!(program.role(program.roots[0]), Some(Role::Loss));
            for neuron in learner.mlp().neurons() {
                assert_eq!(program.role(neuron.bias), Some(Role::Bias));
                for (input, &weight) in (0..).zip(&neuron.weights) {
                    assert_eq!(program.role(weight), Some(Role::Weight(input)));
                }
            }
            for &prediction in learner.prediction_ids() {
                assert!(matches!(program.role(prediction), Some(Role::Output(_))));
            }
        }
    }

    #[test]
    fn labels_are_read_and_roles_count_from_one_in_words() {
        for (label, leaf, words) in [
            ("layer 1 · neuron 3 · w2", true, "weight 2"),
            ("layer 2 · neuron 1 · b", true, "bias"),
            ("sample 4 · x12", true, "input 12"),
            ("x", true, "input 1"),
            ("sample 1 · target 2", true, "target 2"),
            ("sample 1 · -target", true, "target 1"),
            ("", true, "constant"),
            ("sample 1 · prediction", false, "output 1"),
            ("y2", false, "output 2"),
            ("loss", false, "loss"),
        ] {
            let role = Role::from_label(label, leaf);
            assert_eq!(role.map(|role| role.to_string()).as_deref(), Some(words));
        }
        for (label, leaf) in [
            ("Bob", true),
            ("w0", true),
            ("data loss", false),
            ("", false),
        ] {
            assert_eq!(Role::from_label(label, leaf), None, "{label}");
        }
    }
}
