//! The values that the loaded scene offers to the filter, and the words that it offers to the
//! search.

use std::{borrow::Cow, collections::BTreeSet};

use bevy::prelude::*;

use super::query::{HIGHEST_DEGREE, LARGEST_GRADIENT};
use crate::{
    graph::{CurrentScene, Network, Node, SceneLoaded, VertexKind},
    nn::Role,
};

/// The values that the loaded scene offers to the filter, and the words that it offers to the
/// search.
#[derive(Resource, Debug, Default)]
pub struct Choices {
    /// Operations, sorted; the empty one stands for leaves.
    pub operations: Vec<Cow<'static, str>>,
    /// Number of layers.
    pub layers: u32,
    /// Number of samples.
    pub samples: u32,
    /// The largest magnitude of a gradient, if any was computed.
    pub gradient: Option<f64>,
    /// Searches that find something in this graph.
    pub suggestions: Vec<Suggestion>,
    /// Single words that find something in this graph, such as `weight`; empty if it is no
    /// network.
    pub examples: Vec<&'static str>,
}

/// A search that the search field suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text to search for.
    pub text: &'static str,
    /// Whether the first match is selected at once, because the text means one vertex.
    pub selects: bool,
}

/// The example words, in the order of sentences.
const EXAMPLES: [&str; 6] = ["weight", "bias", "input", "loss", "tanh", "relu"];

/// The suggested searches for words that a network has.
const PLURALS: [(&str, &str); 3] = [("weight", "weights"), ("bias", "biases"), ("loss", "loss")];

/// Collects the choices of a scene that was just loaded.
pub(super) fn collect_choices(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Res<CurrentScene>,
    network: Res<Network>,
    mut choices: ResMut<Choices>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    let mut operations = BTreeSet::new();
    let mut words = BTreeSet::new();
    *choices = Choices::default();
    for node in &scene.graph.nodes {
        if !operations.contains(&node.operation) {
            operations.insert(node.operation.clone());
        }
        words.extend(find_example_word(node));
        let gradient = match node.value.zip(network.0.as_ref()) {
            Some((value, program)) => {
                let origin = program.origin(value);
                let count = |index: Option<u32>| index.map_or(0, |index| index + 1);
                choices.layers = choices.layers.max(count(origin.layer));
                choices.samples = choices.samples.max(count(origin.sample));
                program.tape.grad(value)
            }
            None => node.gradient,
        };
        if let Some(gradient) = gradient
            .map(f64::abs)
            .filter(|gradient| gradient.is_finite())
        {
            choices.gradient = Some(choices.gradient.map_or(gradient, |most| most.max(gradient)));
        }
    }
    choices.operations.extend(operations);
    choices.examples = EXAMPLES
        .into_iter()
        .filter(|word| words.contains(word))
        .collect();
    let has_edges = !scene.graph.links.is_empty();
    choices.suggestions = list_suggestions(&words, choices.gradient.is_some(), has_edges);
}

/// The example word that finds a node, if there is one.
fn find_example_word(node: &Node) -> Option<&'static str> {
    match &*node.operation {
        "tanh" => return Some("tanh"),
        "relu" => return Some("relu"),
        _ => {}
    }
    let role = match node.kind {
        VertexKind::Value => Role::from_label(&node.label, node.operation.is_empty())?,
        VertexKind::Operation | VertexKind::Plain => return None,
    };
    match role {
        Role::Weight(_) => Some("weight"),
        Role::Bias => Some("bias"),
        Role::Input(_) => Some("input"),
        Role::Loss => Some("loss"),
        Role::Target(_) | Role::Constant | Role::Output(_) => None,
    }
}

fn list_suggestions(
    words: &BTreeSet<&str>,
    has_gradients: bool,
    has_edges: bool,
) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = PLURALS
        .into_iter()
        .filter(|(word, _)| words.contains(word))
        .map(|(word, text)| Suggestion {
            text,
            selects: word == "loss",
        })
        .collect();
    if has_gradients {
        suggestions.push(Suggestion {
            text: LARGEST_GRADIENT,
            selects: true,
        });
    }
    if suggestions.is_empty() && has_edges {
        suggestions.push(Suggestion {
            text: HIGHEST_DEGREE,
            selects: true,
        });
    }
    suggestions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_for_what_the_graph_has() {
        let texts = |words: &[&'static str], gradients, edges| -> Vec<&str> {
            let words = words.iter().copied().collect();
            let suggestions = list_suggestions(&words, gradients, edges);
            suggestions.into_iter().map(|chip| chip.text).collect()
        };
        let network = ["weight", "bias", "input", "loss", "tanh"];
        assert_eq!(
            texts(&network, true, true),
            ["weights", "biases", "loss", LARGEST_GRADIENT]
        );
        assert_eq!(texts(&["weight"], false, true), ["weights"]);
        assert_eq!(texts(&[], true, true), [LARGEST_GRADIENT]);
        assert_eq!(texts(&[], false, true), [HIGHEST_DEGREE]);
        assert!(texts(&[], false, false).is_empty());
    }
}
