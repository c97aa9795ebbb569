//! The order of the vertices in a forward pass.

use crate::graph::{Graph, VertexKind, depths};

/// The turn of every node in a forward pass. Inputs come before the results that depend on them,
/// and an operation comes just before its value.
///
/// A traced graph is ordered as its tape computed it; any other by depth (see [`depths`]), then by
/// index. A backward pass has the reverse order.
pub fn forward_turns(graph: &Graph) -> Vec<u32> {
    let count = graph.nodes.len();
    let traced = graph.nodes.iter().all(|node| node.value.is_some());
    let mut order: Vec<u32> = (0..count as u32).collect();
    if traced {
        order.sort_by_key(|&node| {
            let node = &graph.nodes[node as usize];
            let value = node.value.map_or(0, |value| value.0);
            (value, node.kind == VertexKind::Value)
        });
    } else {
        let ends: Vec<[u32; 2]> = graph
            .links
            .iter()
            .map(|link| [link.source, link.target])
            .collect();
        let depths = depths(count, &ends);
        order.sort_by_key(|&node| depths[node as usize]);
    }
    let mut turns = vec![0; count];
    for (turn, &node) in order.iter().enumerate() {
        turns[node as usize] = turn as u32;
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::SceneSpec;

    #[test]
    fn inputs_come_before_what_is_made_of_them() {
        for scene in ["seed", "expression", "neuron", "tree:depth=4"] {
            let spec: SceneSpec = scene.parse().expect("a scene");
            let graph = spec.build(1).expect("a graph").graph;
            let turns = forward_turns(&graph);
            let mut all = turns.clone();
            all.sort_unstable();
            assert!(all.iter().copied().eq(0..turns.len() as u32), "{scene}");
            for link in &graph.links {
                let (from, to) = (turns[link.source as usize], turns[link.target as usize]);
                assert!(from < to, "{scene}: {from} before {to}");
            }
        }
    }
}
