//! What vertices are called, in one text that is searched as a whole.

use crate::graph::Graph;

/// Ends a name: no key types it.
const END: char = '\n';

/// Id, label and operation of every node, in lower case, one line a node.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    /// Where each line begins, and where the last one ends.
    starts: Vec<u32>,
}

impl Names {
    pub fn of(graph: &Graph) -> Self {
        let mut names = Self::default();
        let add = |text: &mut String, part: &str| {
            let clean = part.chars().filter(|&letter| letter != END);
            text.extend(clean.flat_map(char::to_lowercase));
        };
        for node in &graph.nodes {
            names.starts.push(names.text.len() as u32);
            add(&mut names.text, &node.id);
            for part in [&node.label as &str, &node.operation] {
                if !part.is_empty() {
                    names.text.push(' ');
                    add(&mut names.text, part);
                }
            }
            names.text.push(END);
        }
        names.starts.push(names.text.len() as u32);
        names
    }

    /// The nodes in which every word is found, ascending.
    pub fn find(&self, words: &str) -> Vec<u32> {
        let words = words.to_lowercase();
        let mut words = words.split_whitespace();
        let Some(first) = words.next() else {
            return Vec::new();
        };
        let mut found = self.find_word(first);
        for word in words {
            found.retain(|&node| self.line(node).contains(word));
        }
        found
    }

    /// The node whose id is `wanted`, whatever its case.
    pub fn called(&self, wanted: &str, among: &[u32]) -> Option<usize> {
        let wanted = wanted.trim().to_lowercase();
        among
            .iter()
            .position(|&node| self.line(node).split(' ').next() == Some(&wanted))
    }

    /// One pass over the whole text; each node once.
    fn find_word(&self, word: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let (mut from, mut node) = (0, 0);
        while let Some(at) = self.text[from..].find(word) {
            let at = (from + at) as u32;
            // Matches come in order: the next line is near, or far, but never behind.
            node += self.starts[node..].partition_point(|&start| start <= at) - 1;
            found.push(node as u32);
            node += 1;
            from = self.starts[node] as usize;
        }
        found
    }

    fn line(&self, node: u32) -> &str {
        let [from, to] = [node as usize, node as usize + 1].map(|n| self.starts[n] as usize);
        self.text[from..to].trim_end_matches(END)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Node;
    use proptest::prelude::*;

    fn graph(names: &[(String, String)]) -> Graph {
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
        fn what_is_found_is_what_contains_every_word(
            names in prop::collection::vec(("[abAB+]{0,4}", "[ab ]{0,6}"), 0..20),
            words in "[abB ]{0,5}",
        ) {
            let index = Names::of(&graph(&names));
            let wanted: Vec<u32> = (0..names.len() as u32)
                .filter(|&node| {
                    let (id, label) = &names[node as usize];
                    let line = format!("{} {}", id.to_lowercase(), label);
                    let mut words = words.split_whitespace().map(str::to_lowercase).peekable();
                    words.peek().is_some() && words.all(|word| line.contains(&word))
                })
                .collect();
            prop_assert_eq!(index.find(&words), wanted);
        }
    }

    #[test]
    fn an_id_is_known_from_what_only_contains_it() {
        let names = [("v12", ""), ("v1", "layer 1"), ("v1+", "")];
        let index = Names::of(&graph(&names.map(|(id, label)| (id.into(), label.into()))));
        let found = index.find("V1");
        assert_eq!(found, [0, 1, 2]);
        assert_eq!(index.called("V1", &found), Some(1));
    }
}
