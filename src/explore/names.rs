//! The names of all vertices in one text, so that a search is one pass over it.

use crate::graph::Graph;

/// Ends a name; it cannot be typed into the search field.
const END: char = '\n';

/// Id, label and operation of every node, in lower case, one line a node.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    /// Byte offset at which each line begins, and at which the last one ends.
    starts: Vec<u32>,
}

impl Names {
    /// The names of a graph's nodes.
    pub fn from_graph(graph: &Graph) -> Self {
        let mut names = Self::default();
        // Words are separated by one space, so that `layer 1 neuron 3` finds
        // `layer 1 · neuron 3`.
        let add = |text: &mut String, part: &str| {
            for word in part.split_whitespace().filter(|word| *word != "·") {
                text.extend(word.chars().flat_map(char::to_lowercase));
                text.push(' ');
            }
        };
        for node in &graph.nodes {
            names.starts.push(names.text.len() as u32);
            for part in [&node.id as &str, &node.label, &node.operation] {
                add(&mut names.text, part);
            }
            names.text.push(END);
        }
        names.starts.push(names.text.len() as u32);
        names
    }

    /// The nodes that contain the phrase, or if there are none, all of its words in any order;
    /// ascending.
    pub fn find_nodes(&self, words: &str) -> Vec<u32> {
        let words = words.to_lowercase();
        let words: Vec<&str> = words
            .split_whitespace()
            .filter(|word| *word != "·")
            .collect();
        let Some((first, others)) = words.split_first() else {
            return Vec::new();
        };
        let mut found = self.find_text(&words.join(" "));
        if found.is_empty() && !others.is_empty() {
            found = self.find_text(first);
            found.retain(|&node| {
                others
                    .iter()
                    .all(|word| self.name_line(node).contains(word))
            });
        }
        found
    }

    /// The place in `among` of the node with the id `wanted`, in any case.
    pub fn find_id(&self, wanted: &str, among: &[u32]) -> Option<usize> {
        let wanted = wanted.trim().to_lowercase();
        among
            .iter()
            .position(|&node| self.name_line(node).split(' ').next() == Some(&wanted))
    }

    /// The nodes that contain a text: one pass over all names, each node at most once.
    fn find_text(&self, wanted: &str) -> Vec<u32> {
        let mut found = Vec::new();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Node;
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

    proptest! {
        #[test]
        fn what_is_found_stands_there_or_else_every_word_does(
            names in prop::collection::vec(("[abAB+]{1,4}", "[ab ·]{0,6}"), 0..20),
            words in "[abB ]{0,5}",
        ) {
            let plain = |text: &str| {
                let words = text.split_whitespace().filter(|word| *word != "·");
                words.collect::<Vec<_>>().join(" ").to_lowercase()
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
            prop_assert_eq!(Names::from_graph(&graph_with_names(&names)).find_nodes(&words), wanted);
        }
    }

    #[test]
    fn an_id_is_known_from_what_only_contains_it() {
        let names = [("v12", ""), ("v1", "layer 1"), ("v1+", "")];
        let index = Names::from_graph(&graph_with_names(
            &names.map(|(id, label)| (id.into(), label.into())),
        ));
        let found = index.find_nodes("V1");
        assert_eq!(found, [0, 1, 2]);
        assert_eq!(index.find_id("V1", &found), Some(1));
    }
}
