//! Nodes and links as bundles of components.

use bevy::prelude::*;

use super::{
    components::{
        Edge, EdgeId, EdgeSource, EdgeTarget, Position, Term, Velocity, Vertex, VertexId,
        VertexKind,
    },
    plain::{Graph, Link, Node},
};
use crate::nn::Program;

impl Node {
    /// A readable name: the id, and the label if there is one.
    pub fn entity_name(&self) -> Name {
        if self.label.is_empty() {
            Name::new(self.id.clone())
        } else {
            Name::new(format!("{} · {}", self.id, self.label))
        }
    }

    /// The scalar of the vertex: from the tape if the node has a value there. `None` for a plain
    /// node without data.
    pub fn vertex_term(&self, program: Option<&Program>) -> Option<Term> {
        let on_tape = self.value.zip(program);
        if on_tape.is_none() && self.kind == VertexKind::Plain && self.data.is_none() {
            return None;
        }
        Some(Term {
            value: on_tape.map(|(value, _)| value.0),
            operation: self.operation.clone(),
            data: on_tape.map_or(self.data.unwrap_or(0.0), |(value, program)| {
                program.tape.data(value)
            }),
            gradient: on_tape.map_or(self.gradient, |(value, program)| program.tape.grad(value)),
        })
    }

    /// The vertex at a position, without its term and pin.
    pub fn vertex_bundle(&self, id: u32, position: Vec3) -> impl Bundle + use<> {
        let vertex = Vertex {
            id: VertexId(id),
            kind: self.kind,
        };
        (
            self.entity_name(),
            vertex,
            Position(position),
            Velocity(self.velocity.unwrap_or_default()),
        )
    }
}

impl Link {
    /// The edge between two vertex entities.
    pub fn edge_bundle(
        &self,
        id: u32,
        name: String,
        source: Entity,
        target: Entity,
    ) -> impl Bundle + use<> {
        let edge = Edge {
            id: EdgeId(id),
            strength: self.strength,
        };
        (
            Name::new(name),
            edge,
            EdgeSource(source),
            EdgeTarget(target),
        )
    }
}

impl Graph {
    /// Copies data and gradients from the network that it was traced from.
    pub fn copy_numbers(&mut self, program: &Program) {
        let tape = program.tape.read();
        for node in &mut self.nodes {
            if let Some(value) = node.value {
                node.data = Some(tape.data(value));
                node.gradient = tape.grad(value);
            }
        }
    }

    /// A readable name for a link: `v3 → v5`.
    pub fn link_name(&self, link: &Link) -> String {
        let id = |node: u32| {
            self.nodes
                .get(node as usize)
                .map_or("?", |node| node.id.as_str())
        };
        format!("{} → {}", id(link.source), id(link.target))
    }

    /// For each node the earlier neighbour beside which its vertex starts: the one with the first
    /// link in the list, or none.
    pub fn earlier_neighbours(&self) -> Vec<Option<u32>> {
        let mut earlier = vec![None; self.nodes.len()];
        for link in &self.links {
            let (early, late) = (link.source.min(link.target), link.source.max(link.target));
            if early != late {
                earlier[late as usize].get_or_insert(early);
            }
        }
        earlier
    }
}
