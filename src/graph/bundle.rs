//! A node and a link as entities.

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
    /// A readable name: the id, and what it is for people.
    pub fn name(&self) -> Name {
        if self.label.is_empty() {
            Name::new(self.id.clone())
        } else {
            Name::new(format!("{} · {}", self.id, self.label))
        }
    }

    /// The scalar that the vertex shows: the tape's where there is one.
    pub fn term(&self, program: Option<&Program>) -> Option<Term> {
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

    /// The vertex at a place, without its term and pin.
    pub fn vertex(&self, id: u32, position: Vec3) -> impl Bundle + use<> {
        let vertex = Vertex {
            id: VertexId(id),
            kind: self.kind,
        };
        (
            self.name(),
            vertex,
            Position(position),
            Velocity(self.velocity.unwrap_or_default()),
        )
    }
}

impl Link {
    /// The edge between two vertex entities.
    pub fn edge(
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
    /// Takes over the numbers of the network that it was traced from.
    pub fn show(&mut self, program: &Program) {
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

    /// For each node one neighbour that comes before it, if there is one: the
    /// one whose link was listed first. New vertices start beside it.
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
