//! The plain graph: nodes and links as values, without entities. Scenes and
//! files make it, growth spawns it, the headless commands lay it out.

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
    /// What it stands for.
    pub kind: VertexKind,
    /// The operation's symbol; empty for a leaf or a plain vertex.
    pub operation: Cow<'static, str>,
    /// A name for people, such as `layer 2 · neuron 3 · w1`; may be empty.
    pub label: String,
    /// The scalar, if it has one.
    pub data: Option<f64>,
    /// Its gradient; `None` is *not computed*.
    pub gradient: Option<f64>,
    /// The value it shows, if the graph was traced from a tape. An operation
    /// vertex shows the value that it makes.
    pub value: Option<ValueId>,
    /// The layer, neuron and sample that it belongs to, as far as they are known. An
    /// operation vertex has those of the value that it makes.
    pub origin: Origin,
    /// A position from a file, world units.
    pub position: Option<Vec3>,
    /// A velocity from a file.
    pub velocity: Option<Vec3>,
    /// Whether it stays where it is.
    pub pinned: bool,
    /// Keys of the file that we do not know; written back as they came.
    pub extra: Map<String, Json>,
}

/// A link of a [`Graph`]; its index is its `EdgeId`.
#[derive(Clone, Debug)]
pub struct Link {
    /// Index of the node that it leaves.
    pub source: u32,
    /// Index of the node that it enters.
    pub target: u32,
    /// Multiplies its spring.
    pub strength: f32,
    /// Whether it joins an operation vertex to the value that it makes: such
    /// an edge grows with its operation vertex.
    pub own: bool,
    /// Keys of the file that we do not know.
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
    /// Whether the links have a direction that means something.
    pub directed: bool,
    /// Whether the ids of the file were numbers; they are written as numbers again.
    pub numeric_ids: bool,
    /// Top-level keys of the file that we do not know.
    pub extra: Map<String, Json>,
}

impl Graph {
    /// Removes a node and its links; the order of the others stays.
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
