//! Traces a tape into the plain graph, in the notebook's order.

use std::borrow::Cow;

use super::{
    components::VertexKind,
    plain::{Graph, Link, Node},
};
use crate::autograd::{Tape, ValueId};

/// How an operation vertex is wired into the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// The notebook's wiring: an operation vertex hangs on its result, and the inputs connect to
    /// the result directly.
    Seed,
    /// micrograd's wiring: input → operation → result.
    Micrograd,
}

/// Traces every value that `roots` depend on: depth first, a value before its inputs, each value
/// followed by its operation vertex. An input that one operation uses twice (`x · x`) has one
/// edge.
pub fn trace_roots(tape: &Tape, roots: &[ValueId], wiring: Wiring) -> Graph {
    let mut tracer = Tracer {
        tape,
        graph: Graph {
            directed: true,
            ..Graph::default()
        },
        place: vec![None; tape.len()],
        pairs: Vec::new(),
    };
    for &root in roots {
        tracer.visit_root(root);
    }
    tracer.link_inputs(wiring)
}

/// The nodes of a value and its operation.
#[derive(Clone, Copy)]
struct Place {
    value: u32,
    operation: Option<u32>,
}

/// The state of a trace.
struct Tracer<'t> {
    tape: &'t Tape,
    graph: Graph,
    /// By value id.
    place: Vec<Option<Place>>,
    /// `(input, result)` in the order in which they were found.
    pairs: Vec<(ValueId, ValueId)>,
}

impl Tracer<'_> {
    /// Visits a root and its inputs without recursion: a chain may be a million operations deep.
    fn visit_root(&mut self, root: ValueId) {
        // Each entry is a value and the number of its inputs that were followed.
        let mut path: Vec<(ValueId, usize)> = Vec::new();
        self.enter_value(root, &mut path);
        while let Some((value, next)) = path.last_mut() {
            let value = *value;
            let inputs = self.tape.inputs(value);
            let inputs = inputs.as_ref();
            let Some(&input) = inputs.get(*next) else {
                path.pop();
                continue;
            };
            *next += 1;
            if *next == 2 && inputs[0] == input {
                continue;
            }
            self.pairs.push((input, value));
            self.enter_value(input, &mut path);
        }
    }

    /// Adds the nodes of a value and its operation, once.
    fn enter_value(&mut self, id: ValueId, path: &mut Vec<(ValueId, usize)>) {
        if self.place[id.0 as usize].is_some() {
            return;
        }
        let symbol = self.tape.op(id).symbol();
        let label = self.tape.label(id);
        let node = Node {
            id: id.to_string(),
            kind: VertexKind::Value,
            operation: Cow::Owned(symbol.to_string()),
            label: label.to_string(),
            data: Some(self.tape.data(id)),
            gradient: self.tape.grad(id),
            value: Some(id),
            ..Node::default()
        };
        let value = self.graph.nodes.len() as u32;
        let operation = (!symbol.is_empty()).then(|| {
            let operation = Node {
                id: format!("{id}{symbol}"),
                kind: VertexKind::Operation,
                label: String::new(),
                ..node.clone()
            };
            (value + 1, operation)
        });
        self.graph.nodes.push(node);
        let operation = operation.map(|(place, node)| {
            self.graph.nodes.push(node);
            self.graph.links.push(Link {
                own: true,
                ..Link::new(place, value)
            });
            place
        });
        self.place[id.0 as usize] = Some(Place { value, operation });
        path.push((id, 0));
    }

    /// Adds the edges from inputs, which the notebook draws after all vertices.
    fn link_inputs(mut self, wiring: Wiring) -> Graph {
        for (input, result) in self.pairs {
            let (Some(input), Some(result)) =
                (self.place[input.0 as usize], self.place[result.0 as usize])
            else {
                continue;
            };
            let target = match wiring {
                Wiring::Seed => result.value,
                Wiring::Micrograd => result.operation.unwrap_or(result.value),
            };
            self.graph.links.push(Link::new(input.value, target));
        }
        self.graph
    }
}
