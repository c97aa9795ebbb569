//! The plain graph: nodes and links as values, without entities. Scenes and files make it, growth
//! spawns it, the headless commands lay it out.

use std::borrow::Cow;

use glam::Vec3;
use serde_json::{Map, Value as Json};

use super::components::VertexKind;
use crate::{autograd::ValueId, nn::Origin};

/// A node of a [`Graph`]; its index is its `VertexId`.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The name in files: `v5`, or `v5+` for the operation of `v5`.
    pub id: String,
    /// The kind of its vertex.
    pub kind: VertexKind,
    /// The operation's symbol; empty for a leaf or a plain vertex.
    pub operation: Cow<'static, str>,
    /// A name for people, such as `layer 2 · neuron 3 · w1`; may be empty.
    pub label: String,
    /// The scalar, if it has one.
    pub data: Option<f64>,
    /// Its gradient; `None` is *not computed*.
    pub gradient: Option<f64>,
    /// The value on the tape, if the graph was traced from one. An operation node has the value
    /// that it computes.
    pub value: Option<ValueId>,
    /// The layer, neuron and sample that it belongs to, as far as they are known. An operation
    /// node has those of its value.
    pub origin: Origin,
    /// A position from a file, world units.
    pub position: Option<Vec3>,
    /// A velocity from a file.
    pub velocity: Option<Vec3>,
    /// Whether it is pinned.
    pub pinned: bool,
    /// Unknown keys of the file; written back unchanged.
    pub extra: Map<String, Json>,
}

/// A link of a [`Graph`]; its index is its `EdgeId`.
#[derive(Clone, Debug)]
pub struct Link {
    /// Index of the node that it leaves.
    pub source: u32,
    /// Index of the node that it enters.
    pub target: u32,
    /// Factor of its spring's force.
    pub strength: f32,
    /// Whether it joins an operation to its value: such an edge grows with its ends.
    pub own: bool,
    /// Unknown keys of the file; written back unchanged.
    pub extra: Map<String, Json>,
}

impl Link {
    /// A link of strength 1.
    pub fn new(source: u32, target: u32) -> Self {
        Self {
            source,
            target,
            strength: 1.0,
            own: false,
            extra: Map::new(),
        }
    }
}

/// A graph as a value: nodes and links in a stable order.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The nodes, in the order in which they grow.
    pub nodes: Vec<Node>,
    /// The links, in the order in which they arrive.
    pub links: Vec<Link>,
    /// Whether the direction of the links has a meaning.
    pub directed: bool,
    /// Whether the ids of the file were numbers; they are written as numbers again.
    pub numeric_ids: bool,
    /// Unknown top-level keys of the file; written back unchanged.
    pub extra: Map<String, Json>,
}

impl Graph {
    /// Removes a node and its links; the others keep their order.
    pub fn remove_node(&mut self, node: usize) {
        self.nodes.remove(node);
        let gone = node as u32;
        self.links
            .retain(|link| link.source != gone && link.target != gone);
        for link in &mut self.links {
            link.source -= u32::from(link.source > gone);
            link.target -= u32::from(link.target > gone);
        }
    }
}
