//! The words of all vertices in one text, so that a search is one pass over it.

use std::fmt::{Arguments, Write};

use super::query::{Query, split_words};
use crate::{
    graph::{Graph, Node, VertexKind},
    nn::{Origin, Role},
};

/// Ends a line; it cannot be typed into the search field.
const END: char = '\n';

/// The words that find each node, in lower case, one line a node: its id, label and operation, then
/// its role and its place in the network.
///
/// A space stands before and after every word, so that a whole word can be told from a part of one.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    /// Byte offset at which each line begins, and at which the last one ends.
    starts: Vec<u32>,
}

impl Names {
    /// The words of a graph's nodes.
    pub fn from_graph(graph: &Graph) -> Self {
        let mut names = Self::default();
        for node in &graph.nodes {
            names.starts.push(names.text.len() as u32);
            names.text.push(' ');
            for part in [&node.id as &str, &node.label, &node.operation] {
                add_name(&mut names.text, part);
            }
            add_learner_words(&mut names.text, node);
            names.text.push(END);
        }
        names.starts.push(names.text.len() as u32);
        names
    }

    /// The nodes that contain the query's phrase, or if there are none, all of its parts;
    /// ascending. A query with an exact name looks for the parts first. A query that consists of a
    /// measure alone finds every node.
    pub fn find_nodes(&self, query: &Query) -> Vec<u32> {
        if query.phrase.is_empty() {
            let all = self.starts.len().saturating_sub(1) as u32;
            return match query.measure {
                Some(_) => (0..all).collect(),
                None => Vec::new(),
            };
        }
        let mut found = if query.exact {
            self.find_parts(&query.parts)
        } else {
            self.find_text(&query.phrase)
        };
        if found.is_empty() {
            found = if query.exact {
                self.find_text(&query.phrase)
            } else {
                self.find_parts(&query.parts)
            };
        }
        found
    }

    /// The place in `among` of the node whose id begins with the words `wanted`, in any case.
    pub fn find_id(&self, wanted: &str, among: &[u32]) -> Option<usize> {
        let mut line = String::from(' ');
        add_name(&mut line, wanted);
        among
            .iter()
            .position(|&node| self.name_line(node).starts_with(&line))
    }

    /// The nodes that contain every part.
    fn find_parts(&self, parts: &[String]) -> Vec<u32> {
        let Some(longest) = parts.iter().max_by_key(|part| part.len()) else {
            return Vec::new();
        };
        let mut found = self.find_text(longest);
        found.retain(|&node| {
            let line = self.name_line(node);
            parts.iter().all(|part| line.contains(part.as_str()))
        });
        found
    }

    /// The nodes that contain a text: one pass over all lines, each node at most once. No node
    /// contains the empty text.
    fn find_text(&self, wanted: &str) -> Vec<u32> {
        let mut found = Vec::new();
        if wanted.is_empty() {
            return found;
        }
        let (mut from, mut node) = (0, 0);
        while let Some(at) = self.text[from..].find(wanted) {
            let at = (from + at) as u32;
            // Matches come in order, so the line of this one is not before the current line.
            node += self.starts[node..].partition_point(|&start| start <= at) - 1;
            found.push(node as u32);
            node += 1;
            from = self.starts[node] as usize;
        }
        found
    }

    fn name_line(&self, node: u32) -> &str {
        let [from, to] = [node as usize, node as usize + 1].map(|n| self.starts[n] as usize);
        self.text[from..to].trim_end_matches(END)
    }
}

/// Adds the words of an id, a label or an operation, in lower case.
fn add_name(text: &mut String, name: &str) {
    for word in split_words(name) {
        text.extend(word.chars().flat_map(char::to_lowercase));
        text.push(' ');
    }
}

/// Adds the role of a node and its place in the network, in the words of a learner. Numbers count
/// from one.
fn add_learner_words(text: &mut String, node: &Node) {
    if node.kind == VertexKind::Value
        && let Some(role) = Role::from_label(&node.label, node.operation.is_empty())
    {
        add_words(text, format_args!("{role}"));
        match role {
            Role::Input(input) => add_words(text, format_args!("x{}", input + 1)),
            Role::Weight(input) => add_words(text, format_args!("w{} parameter", input + 1)),
            Role::Bias => add_words(text, format_args!("b parameter")),
            Role::Output(output) => add_words(text, format_args!("prediction {}", output + 1)),
            Role::Target(_) | Role::Constant | Role::Loss => {}
        }
    }
    if matches!(&*node.operation, "tanh" | "relu") {
        add_words(text, format_args!("activation"));
    }
    let Origin {
        layer,
        neuron,
        sample,
    } = node.origin;
    for (noun, number) in [("layer", layer), ("neuron", neuron), ("sample", sample)] {
        if let Some(number) = number {
            add_words(text, format_args!("{noun} {}", number + 1));
        }
    }
}

/// Adds words and the space after them.
fn add_words(text: &mut String, words: Arguments) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{words} ");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::SceneSpec;
    use proptest::prelude::*;

    fn graph_with_names(names: &[(String, String)]) -> Graph {
        let node = |(id, label): &(String, String)| Node {
            id: id.clone(),
            label: label.clone(),
            ..Node::default()
        };
        Graph {
            nodes: names.iter().map(node).collect(),
            ..Graph::default()
        }
    }

    fn find(graph: &Graph, text: &str) -> Vec<u32> {
        Names::from_graph(graph).find_nodes(&Query::parse(text))
    }

    proptest! {
        #[test]
        fn what_is_found_stands_there_or_else_every_word_does(
            names in prop::collection::vec(("[cdCD+]{1,4}", "[cd ·]{0,6}"), 0..20),
            words in "[cdD ]{0,5}",
        ) {
            let plain = |text: &str| {
                split_words(text).collect::<Vec<_>>().join(" ").to_lowercase()
            };
            let lines: Vec<String> =
                names.iter().map(|(id, label)| plain(&format!("{id} {label}"))).collect();
            let phrase = plain(&words);
            let nodes = |found: &dyn Fn(&String) -> bool| -> Vec<u32> {
                (0..lines.len()).filter(|&i| found(&lines[i])).map(|i| i as u32).collect()
            };
            let mut wanted = nodes(&|line| line.contains(&phrase));
            if wanted.is_empty() {
                wanted = nodes(&|line| phrase.split(' ').all(|word| line.contains(word)));
            }
            if phrase.is_empty() {
                wanted.clear();
            }
            prop_assert_eq!(find(&graph_with_names(&names), &words), wanted);
        }
    }

    #[test]
    fn an_id_is_known_from_what_only_contains_it() {
        let names = [("v12", ""), ("v1", "layer 1"), ("v1+", "")];
        let index = Names::from_graph(&graph_with_names(
            &names.map(|(id, label)| (id.into(), label.into())),
        ));
        let found = index.find_nodes(&Query::parse("V1"));
        assert_eq!(found, [0, 1, 2]);
        assert_eq!(index.find_id("V1", &found), Some(1));
    }

    #[test]
    fn a_network_is_searched_in_the_words_of_a_learner() {
        let spec: SceneSpec = "mlp:sizes=2x3x1".parse().expect("a scene");
        let graph = spec.build(2).expect("it can be built").graph;
        let labels = |text: &str| -> Vec<&str> {
            let found = find(&graph, text).into_iter();
            let mut labels: Vec<&str> = found
                .map(|node| graph.nodes[node as usize].label.as_str())
                .collect();
            labels.sort_unstable();
            labels
        };
        let count = |text: &str| find(&graph, text).len();
        // Nine weights, four biases, two inputs and a target for each of four samples.
        for (text, wanted) in [
            ("weights", 9),
            ("Weight", 9),
            ("bias", 4),
            ("b", 4),
            ("biases of layer 1", 3),
            ("parameters", 13),
            ("inputs", 8),
            ("input 2", 4),
            ("x2 sample 3", 1),
            ("targets", 4),
            ("outputs", 4),
            ("prediction", 4),
            ("loss", 1),
            ("activation", 24),
            ("tanh", 24),
            ("relu", 0),
            ("layer 9", 0),
            ("sample 5", 0),
            ("w0", 4),
            ("w0 neuron 3", 1),
        ] {
            assert_eq!(count(text), wanted, "{text}");
        }
        let exact = ["layer 1 · neuron 3 · w1"];
        for text in [
            "w1 neuron 3 layer 1",
            "layer 1 · neuron 3 · w1",
            "W1 of neuron 3 in layer 1",
            "weight 1, neuron 3, layer 1",
        ] {
            assert_eq!(labels(text), exact, "{text}");
        }
        assert_eq!(labels("input sample 2"), ["sample 2 · x1", "sample 2 · x2"]);
        assert_eq!(labels("output of sample 3"), ["sample 3 · prediction"]);
        // The steps of a neuron: two weights and a bias; for each sample two products, two sums and
        // a tanh, each with its operation.
        assert_eq!(count("neuron 3"), 3 + 4 * 10);
    }

    #[test]
    fn signs_alone_find_what_contains_them() {
        let names = [("(0,1)", ""), ("(0,12)", "a; b")];
        let graph = graph_with_names(&names.map(|(id, label)| (id.into(), label.into())));
        assert_eq!(find(&graph, "(0,1)"), [0]);
        assert_eq!(find(&graph, ","), [0, 1]);
        assert_eq!(find(&graph, ";"), [1]);
        assert_eq!(find(&graph, "?"), [] as [u32; 0]);
        assert_eq!(find(&graph, "the ,"), [] as [u32; 0]);
        assert_eq!(find(&graph, " "), [] as [u32; 0]);
    }

    #[test]
    fn a_number_is_not_part_of_a_longer_one() {
        let spec: SceneSpec = "mlp:sizes=12x2x1".parse().expect("a scene");
        let graph = spec.build(2).expect("it can be built").graph;
        assert_eq!(find(&graph, "w1 neuron 1 layer 1").len(), 1);
        assert_eq!(find(&graph, "weight 12").len(), 2);
        assert_eq!(find(&graph, "input 1").len(), 4);
    }
}
