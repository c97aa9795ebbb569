//! Names over the columns of a layered network: its inputs, its layers, its loss.
//!
//! In the plane the names stand in one line above the graph. In space each name stands above the
//! topmost vertex of its column. No two names overlap.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::placement::{CHARACTER, LINE, LabelPlacement};
use crate::{
    graph::{GraphIndex, Node, VertexKind},
    nn::{Program, Role},
    numbers::format_significant,
};

/// Size of the letters, as a multiple of a label's.
const SIZE: f32 = 1.2;
/// Distance of a name's middle line from the rim of the topmost vertex, logical pixels.
const ABOVE: f32 = 16.0;
/// Distance between two names side by side, logical pixels.
const BESIDE: f32 = 12.0;

/// A column: its contents, in the order from left to right.
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
    /// The upper rim of the topmost vertex.
    top: f32,
}

impl Span {
    fn middle(&self) -> f32 {
        (self.low + self.high) * 0.5
    }
}

/// The place of the names on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct CaptionSpace {
    /// The part of the window that no panel covers, logical pixels.
    pub area: Rect,
    /// Size of the letters of labels, as a multiple of the usual size.
    pub size: f32,
    /// Whether the names stand in one line.
    pub in_line: bool,
}

/// Names the columns of a network in layers. `project` returns the centre of a vertex on the
/// screen and its radius there, by its dense index.
pub(super) fn place_columns(
    index: &GraphIndex,
    nodes: &[Node],
    program: &Program,
    project: impl Fn(usize) -> Option<(Vec2, f32)>,
    space: CaptionSpace,
) -> Vec<LabelPlacement> {
    let CaptionSpace { area, size, .. } = space;
    let mut spans: BTreeMap<Column, Span> = BTreeMap::new();
    let mut top = f32::MAX;
    for (dense, id) in index.vertex_ids.iter().enumerate() {
        let (Some(node), Some((at, radius))) = (nodes.get(id.0 as usize), project(dense)) else {
            continue;
        };
        let rim = at.y - radius;
        top = top.min(rim);
        let Some(column) = column_of(node, program) else {
            continue;
        };
        let span = spans.entry(column).or_insert(Span {
            low: at.x,
            high: at.x,
            top: rim,
        });
        (span.low, span.high) = (span.low.min(at.x), span.high.max(at.x));
        span.top = span.top.min(rim);
    }
    // The camera may see the columns from behind: order them as they are on the screen.
    let mut columns: Vec<(Column, Span)> = spans.into_iter().collect();
    columns.sort_by(|a, b| a.1.middle().total_cmp(&b.1.middle()));
    let letters = size * SIZE;
    let mut rects: Vec<Rect> = Vec::new();
    let mut lines: Vec<LabelPlacement> = Vec::new();
    for (column, span) in columns {
        let text = name_column(column, program);
        let extent = Vec2::new(text.chars().count() as f32 * CHARACTER, LINE) * letters;
        let rim = if space.in_line { top } else { span.top };
        let y = (rim - ABOVE * size).max(area.min.y + extent.y * 0.5);
        // A name begins to the right of every name that is beside it.
        let beside = rects.iter().filter(|rect| {
            let (above, below) = (y - extent.y * 0.5, y + extent.y * 0.5);
            rect.min.y < below && above < rect.max.y
        });
        let free = beside
            .map(|rect| rect.max.x + BESIDE * size)
            .fold(area.min.x, f32::max);
        let wanted = span.middle() - extent.x * 0.5;
        let left = wanted.max(free).min(area.max.x - extent.x);
        // Names do not leave their columns to make room: one without room is left out.
        let below = y + extent.y * 0.5 > area.max.y;
        if below || left < free || (left - wanted).abs() > extent.x {
            continue;
        }
        let middle = Vec2::new(left + extent.x * 0.5, y);
        rects.push(Rect::from_center_size(middle, extent));
        lines.push(LabelPlacement {
            position: Vec2::new(left, y),
            text,
            emphasis: false,
            caption: true,
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
            Some(loss) if loss.is_finite() => format!("loss {}", format_significant(loss)),
            _ => "loss".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::{SceneSpec, VertexId};

    /// A small network with the order of its vertices.
    fn build_network() -> (GraphIndex, Vec<Node>, Program) {
        let spec: SceneSpec = "mlp:sizes=2x3x1,samples=1".parse().expect("a scene");
        let built = spec.build(2).expect("it can be built");
        let nodes = built.graph.nodes;
        let mut index = GraphIndex::default();
        index.vertex_ids = (0..nodes.len() as u32).map(VertexId).collect();
        (index, nodes, built.program.expect("a network"))
    }

    /// The rectangle of a name.
    fn caption_rect(line: &LabelPlacement) -> Rect {
        let size = Vec2::new(line.text.chars().count() as f32 * CHARACTER, LINE) * line.size;
        Rect::from_center_size(line.position + Vec2::X * size.x * 0.5, size)
    }

    #[test]
    fn a_network_in_layers_has_its_columns_named_from_left_to_right() {
        let (index, nodes, program) = build_network();
        // Each column at a place of its own.
        let place = |dense: usize| {
            let (x, y) = match column_of(&nodes[dense], &program) {
                Some(Column::Inputs) => (100.0, 300.0),
                Some(Column::Layer(layer)) => (350.0 + 250.0 * layer as f32, 400.0),
                Some(Column::Loss) => (900.0, 500.0),
                None => (500.0, 300.0),
            };
            Some((Vec2::new(x, y), 20.0))
        };
        let captions = |in_line| {
            let space = CaptionSpace {
                area: Rect::new(0.0, 0.0, 1100.0, 700.0),
                size: 1.0,
                in_line,
            };
            place_columns(&index, &nodes, &program, place, space)
        };
        let lines = captions(true);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts[..3],
            ["inputs", "layer 1 · 3 neurons", "layer 2 · 1 neuron"]
        );
        assert!(texts[3].starts_with("loss 0."), "{texts:?}");
        assert!(lines.is_sorted_by(|a, b| a.position.x < b.position.x));
        // In line they stand above every vertex, in space each above its column.
        for (lines, rims) in [
            (lines, [280.0; 4]),
            (captions(false), [280.0, 380.0, 380.0, 480.0]),
        ] {
            for (line, rim) in lines.iter().zip(rims) {
                let below = caption_rect(line).max.y;
                assert!(
                    line.caption && below < rim && below > rim - 20.0,
                    "{line:?}"
                );
            }
        }
    }

    #[test]
    fn names_never_overlap_nor_leave_the_area() {
        let (index, nodes, program) = build_network();
        let place = (-50.0_f32..1000.0, -50.0_f32..700.0);
        let places = prop::collection::vec(place, nodes.len());
        proptest!(|(places in places, size in 0.8_f32..2.0, in_line in any::<bool>())| {
            let area = Rect::new(100.0, 40.0, 900.0, 700.0);
            let space = CaptionSpace { area, size, in_line };
            let project = |dense: usize| Some((Vec2::from(places[dense]), 9.0));
            let lines = place_columns(&index, &nodes, &program, project, space);
            let rects: Vec<Rect> = lines.iter().map(caption_rect).collect();
            for (i, &rect) in rects.iter().enumerate() {
                let wider = area.inflate(1e-2);
                prop_assert!(wider.contains(rect.min) && wider.contains(rect.max));
                let inner = rect.inflate(-1e-2);
                prop_assert!(rects[..i].iter().all(|other| other.intersect(inner).is_empty()));
            }
        });
    }
}
