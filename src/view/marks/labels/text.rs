//! The text of a label: the name, and under it the number with its gradient.

use bevy::prelude::Name;

use crate::{
    graph::{Node, Term, VertexKind},
    numbers::format_fixed,
    view::palette::OperationKind,
};

/// The lines of a vertex's label, the name first; whether there is a name. An operation with a
/// sign of its own needs no text.
pub(super) fn write_lines(
    kind: VertexKind,
    term: Option<&Term>,
    node: Option<&Node>,
    name: Option<&Name>,
) -> (Vec<String>, bool) {
    let id = || {
        let id = node.map(|node| node.id.as_str());
        id.or(name.map(Name::as_str)).unwrap_or_default().to_owned()
    };
    match (kind, term) {
        (VertexKind::Value, Some(term)) => {
            let label = node.map_or("", |node| last_part(&node.label));
            let number = format_term(term);
            match label {
                "" => (vec![number], false),
                label => (vec![label.to_owned(), number], true),
            }
        }
        (VertexKind::Operation, Some(term)) => match OperationKind::from_symbol(&term.operation) {
            Some(OperationKind::Other | OperationKind::Exponential) | None => {
                (vec![term.operation.to_string()], true)
            }
            Some(OperationKind::Activation) => (vec![term.operation.to_string()], false),
            Some(_) => (Vec::new(), false),
        },
        _ => (vec![id()], true),
    }
}

/// The last part of a label such as `layer 1 · neuron 2 · w1`: the rest is told by the columns.
fn last_part(label: &str) -> &str {
    label.rsplit(" · ").next().unwrap_or(label).trim()
}

/// The number of a value and its gradient: `0.50 ∇0.01`.
fn format_term(term: &Term) -> String {
    match term.gradient {
        Some(gradient) => format!("{} ∇{}", format_number(term.data), format_number(gradient)),
        None => format_number(term.data),
    }
}

/// A number with two decimals; huge and tiny ones in powers of ten; never `-0.00`.
fn format_number(number: f64) -> String {
    let size = number.abs();
    if size >= 1e4 || (size > 0.0 && size < 5e-3 && size.is_normal()) {
        return format!("{number:.0e}");
    }
    format_fixed(number, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_name_a_number_and_a_gradient() {
        let node = |label: &str| Node {
            label: label.to_owned(),
            ..Node::default()
        };
        let mut term = Term {
            data: 0.5,
            gradient: Some(0.0125),
            ..Term::default()
        };
        let lines = |term: &Term, label: &str| {
            write_lines(VertexKind::Value, Some(term), Some(&node(label)), None)
        };
        assert_eq!(
            lines(&term, "layer 1 · neuron 2 · w1"),
            (vec!["w1".to_owned(), "0.50 ∇0.01".to_owned()], true)
        );
        assert_eq!(lines(&term, ""), (vec!["0.50 ∇0.01".to_owned()], false));
        term.gradient = None;
        term.data = -0.0001;
        assert_eq!(lines(&term, "").0, ["-1e-4"]);
        term.data = -0.0;
        assert_eq!(lines(&term, "").0, ["0.00"]);
        term.operation = "+".into();
        assert!(
            write_lines(VertexKind::Operation, Some(&term), None, None)
                .0
                .is_empty()
        );
        let plain = Node {
            id: "v7".to_owned(),
            ..Node::default()
        };
        assert_eq!(
            write_lines(VertexKind::Plain, None, Some(&plain), None).0,
            ["v7"]
        );
    }
}
