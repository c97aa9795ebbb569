//! The best of the vertices that a search found: the largest gradient, the highest degree.

use super::query::Measure;
use crate::{
    graph::{Graph, VertexKind},
    nn::Program,
};

/// The node of `nodes` with most of a measure; the first one of several alike. `None` if no node
/// has the measure. With a program, gradients are the tape's.
pub(super) fn find_best_node(
    measure: Measure,
    nodes: &[u32],
    graph: &Graph,
    program: Option<&Program>,
) -> Option<u32> {
    match measure {
        Measure::Gradient => {
            let tape = program.map(|program| program.tape.read());
            find_largest(nodes, |place| {
                let node = graph.nodes.get(place as usize)?;
                // An operation shows the gradient of its value.
                if node.kind == VertexKind::Operation {
                    return None;
                }
                let gradient = match node.value.zip(tape.as_ref()) {
                    Some((value, tape)) => tape.grad(value),
                    None => node.gradient,
                };
                gradient.map(f64::abs)
            })
        }
        Measure::Degree => {
            let mut degrees = vec![0_u32; graph.nodes.len()];
            for link in &graph.links {
                for end in [link.source, link.target] {
                    if let Some(degree) = degrees.get_mut(end as usize) {
                        *degree += 1;
                    }
                }
            }
            find_largest(nodes, |place| {
                degrees.get(place as usize).copied().map(f64::from)
            })
        }
    }
}

/// The first node with the largest finite size.
fn find_largest(nodes: &[u32], measure_node: impl Fn(u32) -> Option<f64>) -> Option<u32> {
    let mut best: Option<(f64, u32)> = None;
    for &node in nodes {
        if let Some(size) = measure_node(node).filter(|size| size.is_finite())
            && best.is_none_or(|(most, _)| size > most)
        {
            best = Some((size, node));
        }
    }
    best.map(|(_, node)| node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Link, Node};

    #[test]
    fn the_largest_counts_by_magnitude_and_nonsense_does_not() {
        let gradients = [
            Some(0.5),
            None,
            Some(-2.0),
            Some(f64::NAN),
            Some(2.0),
            Some(f64::INFINITY),
        ];
        let node = |gradient| Node {
            kind: VertexKind::Value,
            gradient,
            ..Node::default()
        };
        let mut graph = Graph {
            nodes: gradients.map(node).to_vec(),
            links: vec![Link::new(0, 1), Link::new(3, 1), Link::new(1, 4)],
            ..Graph::default()
        };
        let all = [0, 1, 2, 3, 4, 5];
        let best =
            |measure, nodes: &[u32], graph: &Graph| find_best_node(measure, nodes, graph, None);
        assert_eq!(best(Measure::Gradient, &all, &graph), Some(2));
        assert_eq!(best(Measure::Gradient, &[0, 1], &graph), Some(0));
        assert_eq!(best(Measure::Gradient, &[1, 3], &graph), None);
        assert_eq!(best(Measure::Degree, &all, &graph), Some(1));
        assert_eq!(best(Measure::Degree, &[], &graph), None);
        graph.nodes[2].kind = VertexKind::Operation;
        assert_eq!(best(Measure::Gradient, &all, &graph), Some(4));
    }
}
