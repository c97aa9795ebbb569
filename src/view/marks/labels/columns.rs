//! Names over the columns of a layered network: its inputs, its layers, its loss.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::{CHARACTER, LINE, LabelPlacement};
use crate::{
    graph::{GraphIndex, Node, VertexKind},
    nn::{Program, Role},
};

/// Size of the letters, as a multiple of a label's.
const SIZE: f32 = 1.2;
/// Distance of the names from the topmost vertex, logical pixels.
const ABOVE: f32 = 30.0;
/// Distance between two names side by side, logical pixels.
const BESIDE: f32 = 12.0;

/// A column: what is in it, in the order from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    /// The numbers that go into the network.
    Inputs,
    /// The values of a layer's neurons, counted from 0.
    Layer(u32),
    /// The result.
    Loss,
}

/// The vertices of a column on the screen.
#[derive(Clone, Copy, Debug)]
struct Span {
    low: f32,
    high: f32,
}

/// Names the columns of a network in layers. `project` returns the place of a vertex on the
/// screen by its dense index.
pub(super) fn place_columns(
    index: &GraphIndex,
    nodes: &[Node],
    program: &Program,
    project: impl Fn(usize) -> Option<Vec2>,
    area: Rect,
    size: f32,
) -> Vec<LabelPlacement> {
    let mut spans: BTreeMap<Column, Span> = BTreeMap::new();
    let mut top = f32::MAX;
    for (dense, id) in index.vertex_ids.iter().enumerate() {
        let (Some(node), Some(at)) = (nodes.get(id.0 as usize), project(dense)) else {
            continue;
        };
        top = top.min(at.y);
        let Some(column) = column_of(node, program) else {
            continue;
        };
        let span = spans.entry(column).or_insert(Span {
            low: at.x,
            high: at.x,
        });
        (span.low, span.high) = (span.low.min(at.x), span.high.max(at.x));
    }
    let y = (top - ABOVE * size).max(area.min.y + LINE * size);
    let letters = size * SIZE;
    let mut lines: Vec<LabelPlacement> = Vec::new();
    let mut free = area.min.x;
    for (column, span) in spans {
        let text = name_column(column, program);
        let width = text.chars().count() as f32 * CHARACTER * letters;
        let wanted = (span.low + span.high - width) * 0.5;
        let left = wanted.max(free).min(area.max.x - width);
        // Names do not leave their columns to make room: one without room is left out.
        if left < free || (left - wanted).abs() > width {
            continue;
        }
        free = left + width + BESIDE * size;
        lines.push(LabelPlacement {
            position: Vec2::new(left, y),
            text,
            emphasis: true,
            size: letters,
        });
    }
    lines
}

/// The column that a vertex gives its place to.
fn column_of(node: &Node, program: &Program) -> Option<Column> {
    if node.kind != VertexKind::Value {
        return None;
    }
    let value = node.value?;
    if program.learner.is_some() && program.roots.first() == Some(&value) {
        return Some(Column::Loss);
    }
    let leaf = node.operation.is_empty();
    if leaf && matches!(Role::from_label(&node.label, true), Some(Role::Input(_))) {
        return Some(Column::Inputs);
    }
    // A layer is where its neurons compute, not where its weights are.
    node.origin.layer.filter(|_| !leaf).map(Column::Layer)
}

fn name_column(column: Column, program: &Program) -> String {
    match column {
        Column::Inputs => "inputs".to_owned(),
        Column::Layer(layer) => {
            let layers = program
                .learner
                .as_ref()
                .map(|learner| &learner.mlp().layers);
            let neurons = layers
                .and_then(|layers| layers.get(layer as usize))
                .map_or(0, |layer| layer.neurons.len());
            let layer = layer + 1;
            match neurons {
                0 => format!("layer {layer}"),
                1 => format!("layer {layer} · 1 neuron"),
                neurons => format!("layer {layer} · {neurons} neurons"),
            }
        }
        Column::Loss => match program.loss() {
            Some(loss) if loss.is_finite() => format!("loss {}", format_loss(loss)),
            _ => "loss".to_owned(),
        },
    }
}

/// Four significant digits.
fn format_loss(loss: f64) -> String {
    let size = loss.abs();
    if size != 0.0 && !(1e-3..1e5).contains(&size) {
        return format!("{loss:.2e}");
    }
    // Zeros before the first digit are not significant.
    let whole = if size > 0.0 {
        size.log10().floor() as i32 + 1
    } else {
        1
    };
    format!("{loss:.*}", usize::try_from(4 - whole).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::SceneSpec;

    #[test]
    fn a_network_in_layers_has_its_columns_named_from_left_to_right() {
        let spec: SceneSpec = "mlp:sizes=2x3x1,samples=1".parse().expect("a scene");
        let built = spec.build(2).expect("it can be built");
        let program = built.program.expect("a network");
        let nodes = built.graph.nodes;
        let mut index = GraphIndex::default();
        index.vertex_ids = (0..nodes.len() as u32)
            .map(crate::graph::VertexId)
            .collect();
        // Each column at a place of its own.
        let place = |dense: usize| {
            let x = match column_of(&nodes[dense], &program) {
                Some(Column::Inputs) => 100.0,
                Some(Column::Layer(layer)) => 350.0 + 250.0 * layer as f32,
                Some(Column::Loss) => 900.0,
                None => 500.0,
            };
            Some(Vec2::new(x, 300.0))
        };
        let area = Rect::new(0.0, 0.0, 1100.0, 700.0);
        let lines = place_columns(&index, &nodes, &program, place, area, 1.0);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts[..3],
            ["inputs", "layer 1 · 3 neurons", "layer 2 · 1 neuron"]
        );
        assert!(texts[3].starts_with("loss 0."), "{texts:?}");
        assert!(lines.iter().all(|line| line.position.y < 300.0));
        assert!(lines.is_sorted_by(|a, b| a.position.x < b.position.x));
        assert_eq!(format_loss(5.276_12), "5.276");
        assert_eq!(format_loss(12.345_6), "12.35");
        assert_eq!(format_loss(0.911_82), "0.9118");
        assert_eq!(format_loss(1e-7), "1.00e-7");
    }
}
