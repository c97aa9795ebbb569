//! Writes node-link JSON.

use serde_json::{Map, Value, json};

use crate::graph::{Graph, VertexKind};

/// Formats node-link JSON: our keys first, then the unknown keys of the file.
pub fn format(graph: &Graph) -> String {
    let id = |index: u32| -> Value {
        let id = &graph.nodes[index as usize].id;
        if graph.numeric_ids
            && let Ok(number) = id.parse::<serde_json::Number>()
        {
            return Value::Number(number);
        }
        Value::String(id.clone())
    };
    let nodes: Vec<Value> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let mut keys = Map::new();
            keys.insert("id".into(), id(index as u32));
            keys.insert("kind".into(), json!(node.kind.to_string()));
            if !node.operation.is_empty() {
                keys.insert("op".into(), json!(node.operation));
            }
            if node.kind != VertexKind::Plain || !node.label.is_empty() {
                keys.insert("label".into(), json!(node.label));
            }
            if node.kind != VertexKind::Plain || node.data.is_some() || node.gradient.is_some() {
                keys.insert("data".into(), json!(node.data));
                keys.insert("grad".into(), json!(node.gradient));
            }
            for (names, vector) in [
                (["x", "y", "z"], node.position),
                (["vx", "vy", "vz"], node.velocity),
            ] {
                if let Some(vector) = vector {
                    keys.extend(
                        names
                            .iter()
                            .zip(vector.to_array())
                            .map(|(name, v)| ((*name).to_owned(), json!(v))),
                    );
                }
            }
            if node.pinned {
                keys.insert("pinned".into(), json!(true));
            }
            keys.extend(node.extra.clone());
            Value::Object(keys)
        })
        .collect();
    let links: Vec<Value> = graph
        .links
        .iter()
        .map(|link| {
            let mut keys = Map::new();
            keys.insert("source".into(), id(link.source));
            keys.insert("target".into(), id(link.target));
            keys.insert("strength".into(), json!(link.strength));
            keys.extend(link.extra.clone());
            Value::Object(keys)
        })
        .collect();
    let mut top = Map::new();
    if !is_foreign(graph) {
        top.insert("format".into(), json!("gradswarm"));
        top.insert("version".into(), json!(1));
    }
    top.insert("directed".into(), json!(graph.directed));
    top.extend(graph.extra.clone());
    top.entry("multigraph").or_insert(json!(true));
    top.entry("graph").or_insert(json!({}));
    top.insert("nodes".into(), Value::Array(nodes));
    top.insert("links".into(), Value::Array(links));
    let mut text = Value::Object(top).to_string();
    text.push('\n');
    text
}

/// Whether our keys hold values that only a foreign file may have there. Then the file must not
/// claim our format.
fn is_foreign(graph: &Graph) -> bool {
    graph
        .nodes
        .iter()
        .any(|node| node.extra.contains_key("data") || node.extra.contains_key("grad"))
}
