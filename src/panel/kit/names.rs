//! Names of vertices and edges, and words for their kinds.

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::{
    autograd::ValueId,
    graph::{
        CurrentScene, EdgeSource, EdgeTarget, IncomingEdges, Node, OutgoingEdges, Term, Vertex,
        VertexId, VertexKind,
    },
    nn::Program,
};

/// Looks up names of vertices and edges.
#[derive(SystemParam)]
pub(in crate::panel) struct Names<'w, 's> {
    scene: Res<'w, CurrentScene>,
    vertices: Query<'w, 's, &'static Vertex>,
    edges: Query<'w, 's, (&'static EdgeSource, &'static EdgeTarget)>,
    ends: Query<'w, 's, (&'static IncomingEdges, &'static OutgoingEdges)>,
}

impl Names<'_, '_> {
    /// The node that a vertex was spawned from.
    pub(in crate::panel) fn node(&self, id: VertexId) -> Option<&Node> {
        self.scene.graph.nodes.get(id.0 as usize)
    }

    /// Whether edges have a direction.
    pub(in crate::panel) fn is_directed(&self) -> bool {
        self.scene.graph.directed
    }

    /// Number of edges at a vertex.
    pub(in crate::panel) fn degree(&self, entity: Entity) -> usize {
        let ends = self.ends.get(entity);
        ends.map_or(0, |(incoming, outgoing)| incoming.len() + outgoing.len())
    }

    /// The name of a vertex, or an edge's ends with an arrow or a dash between them.
    pub(in crate::panel) fn display_name(&self, entity: Entity) -> String {
        if let Ok((source, target)) = self.edges.get(entity) {
            let sign = if self.is_directed() { "→" } else { "–" };
            return format!("{} {sign} {}", self.vertex(source.0), self.vertex(target.0));
        }
        self.vertex(entity).to_owned()
    }

    /// The label of a vertex, or its name if it has none.
    pub(in crate::panel) fn label(&self, entity: Entity) -> &str {
        let vertex = self.vertices.get(entity).ok();
        let label = vertex
            .and_then(|vertex| self.node(vertex.id))
            .map_or("", |node| node.label.as_str());
        if label.is_empty() {
            self.vertex(entity)
        } else {
            label
        }
    }

    /// The name of a vertex.
    pub(in crate::panel) fn vertex(&self, entity: Entity) -> &str {
        self.vertices
            .get(entity)
            .ok()
            .and_then(|vertex| self.node(vertex.id))
            .map_or("?", |node| node.id.as_str())
    }
}

/// The kind of a vertex in the words of a learner.
pub(in crate::panel) fn describe_kind(
    kind: VertexKind,
    term: Option<&Term>,
    program: Option<&Program>,
) -> String {
    let role = |term: &Term| {
        let (value, program) = term.value.map(ValueId).zip(program)?;
        let known = value.index() < program.tape.len();
        known.then(|| program.role(value)).flatten()
    };
    if let (VertexKind::Value, Some(role)) = (kind, term.and_then(role)) {
        return role.to_string();
    }
    match (kind, term) {
        (VertexKind::Value, Some(term)) if term.operation.is_empty() => {
            "input or weight".to_owned()
        }
        (VertexKind::Value, Some(term)) => {
            let (article, noun) = describe_symbol(&term.operation);
            format!("result of {article}{noun}")
        }
        (VertexKind::Value, None) => "value".to_owned(),
        (VertexKind::Operation, Some(term)) => describe_operation(&term.operation),
        (VertexKind::Operation, None) => "operation".to_owned(),
        (VertexKind::Plain, _) => "vertex".to_owned(),
    }
}

/// An operation by its symbol: *addition*.
pub(in crate::panel) fn describe_operation(symbol: &str) -> String {
    describe_symbol(symbol).1
}

/// An operation by its symbol, and the article before its noun, if it has one: *an addition*.
fn describe_symbol(symbol: &str) -> (&'static str, String) {
    let (article, noun) = match symbol {
        "+" => ("an ", "addition"),
        "-" | "−" => ("a ", "subtraction"),
        "neg" => ("a ", "negation"),
        "*" => ("a ", "multiplication"),
        "/" => ("a ", "division"),
        "exp" => ("an ", "exponential"),
        "log" => ("a ", "logarithm"),
        power if power.starts_with("**") => return ("a ", format!("power ({})", &power[2..])),
        other => ("", other),
    };
    (article, noun.to_owned())
}
