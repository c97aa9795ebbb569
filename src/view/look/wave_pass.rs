//! The passes of a wave as the look needs them: the direction that colours show, and the order of
//! the vertices.
//!
//! The waves write [`ShownPass`] and [`WaveOrder`]; modes and appearance read them.

use bevy::prelude::*;

use crate::{
    graph::{Graph, VertexKind},
    topology::depths,
};

/// Number of turn codes on the graphics card: 16 bits.
const TURN_CODES: u32 = 1 << 16;

/// The direction of a pass through the graph.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassDirection {
    /// From inputs and weights to the result; it carries data.
    Forward,
    /// From the result back; it carries gradients.
    Backward,
}

/// The pass that a running wave shows, with a mode of its own; `None` without a wave.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct ShownPass(pub Option<PassDirection>);

/// The order in which a forward pass computes the scene's nodes; empty until the first wave.
#[derive(Resource, Clone, Default, Debug)]
pub struct WaveOrder {
    turns: Vec<u32>,
    nodes: Vec<u32>,
}

impl WaveOrder {
    /// The order of the passes through a graph.
    pub(in crate::view) fn new(graph: &Graph) -> Self {
        Self::from_turns(forward_turns(graph))
    }

    fn from_turns(turns: Vec<u32>) -> Self {
        let mut nodes = vec![0; turns.len()];
        for (node, &turn) in turns.iter().enumerate() {
            nodes[turn as usize] = node as u32;
        }
        Self { turns, nodes }
    }

    /// Whether no wave has requested the order yet, or the graph is empty.
    pub(in crate::view) fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// The node of a turn.
    pub fn node_at(&self, turn: u32) -> Option<u32> {
        self.nodes.get(turn as usize).copied()
    }

    /// The turn of a vertex as a code of 16 bits: exact up to 65,536 vertices.
    pub(in crate::view) fn turn_code(&self, id: u32) -> u16 {
        let turn = self.turns.get(id as usize).copied().unwrap_or_default();
        let scale = code_scale(self.turns.len() as u32);
        (turn as f32 * scale).min(f32::from(u16::MAX)) as u16
    }
}

/// The turn of every node in a forward pass. Inputs come before the results that depend on them,
/// and an operation comes just before its value.
///
/// A traced graph is ordered as its tape computed it; any other by depth (see [`depths`]), then by
/// index. A backward pass has the reverse order.
fn forward_turns(graph: &Graph) -> Vec<u32> {
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

/// Codes per turn: 1 while all turns have codes of their own, less in a larger graph.
pub(in crate::view) fn code_scale(turns: u32) -> f32 {
    if turns > TURN_CODES {
        TURN_CODES as f32 / turns as f32
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::SceneSpec;

    #[test]
    fn inputs_come_before_their_results() {
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

    #[test]
    fn codes_are_exact_for_what_fits_and_ascend_for_the_rest() {
        for count in [741_u32, 130_895] {
            let order = WaveOrder::from_turns((0..count).collect());
            let codes: Vec<u16> = (0..count).map(|id| order.turn_code(id)).collect();
            assert!(codes.is_sorted());
            assert!(count > TURN_CODES || codes.iter().map(|&c| u32::from(c)).eq(0..count));
        }
    }
}
