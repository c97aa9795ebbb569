//! Node-link JSON, as NetworkX and the d3 family read and write it.

use std::{borrow::Cow, collections::HashMap};

use glam::Vec3;
use serde_json::{Map, Value, json, value::RawValue};

use super::error::Problem;
use crate::graph::{Graph, Link, Node, VertexKind};

/// A part of the text that is parsed later, so that its line is known.
type Raw<'a> = &'a RawValue;

/// Reads node-link JSON. Unknown keys are kept.
pub fn parse(text: &str) -> Result<Graph, Problem> {
    let syntax = |error: serde_json::Error| {
        Problem::at(error.line().max(1), format!("not node-link JSON: {error}"))
    };
    let top: HashMap<String, Raw> = serde_json::from_str(text).map_err(syntax)?;
    let order: Map<String, Value> = serde_json::from_str(text).map_err(syntax)?;
    let text = Text(text);
    let list = |keys: [&str; 2]| -> Result<Option<Vec<Raw>>, Problem> {
        let Some((key, raw)) = keys
            .into_iter()
            .find_map(|key| top.get(key).map(|raw| (key, *raw)))
        else {
            return Ok(None);
        };
        serde_json::from_str(raw.get())
            .map(Some)
            .map_err(|_| Problem::at(text.line(raw), format!("`{key}` must be a list of objects")))
    };
    let nodes = list(["nodes", "vertices"])?.ok_or_else(|| {
        Problem::at(
            1,
            "there is no list `nodes`; expected {\"nodes\": […], \"links\": […]}",
        )
    })?;
    let links = list(["links", "edges"])?.unwrap_or_default();

    let mut graph = Graph {
        directed: flag(&top, "directed"),
        ..Graph::default()
    };
    let mut places = HashMap::new();
    let mut numeric = !nodes.is_empty();
    for (index, raw) in nodes.iter().enumerate() {
        let line = text.line(raw);
        let mut keys = object(raw, line, "a node")?;
        let id = match keys.remove("id").or_else(|| keys.remove("name")) {
            None => index.to_string(),
            Some(id) => {
                numeric &= id.is_number();
                id_text(&id)
                    .ok_or_else(|| Problem::at(line, "a node's `id` must be a text or a number"))?
            }
        };
        if places.insert(id.clone(), index as u32).is_some() {
            return Err(Problem::at(
                line,
                format!("a second node has the id `{id}`; ids must differ"),
            ));
        }
        graph.nodes.push(node(id, keys, line)?);
    }
    for raw in links {
        let line = text.line(raw);
        let mut keys = object(raw, line, "a link")?;
        let mut end = |key: &str| {
            let id = keys
                .remove(key)
                .ok_or_else(|| Problem::at(line, format!("a link has no `{key}`")))?;
            // d3's own output has the whole node in place of its id.
            let id = id.get("id").cloned().unwrap_or(id);
            let name = id_text(&id).ok_or_else(|| {
                Problem::at(line, format!("a link's `{key}` must be a node's id"))
            })?;
            places.get(&name).copied().ok_or_else(|| {
                Problem::at(
                    line,
                    format!("a link's `{key}` is `{name}`, which is no node's id"),
                )
            })
        };
        let mut link = Link::new(end("source")?, end("target")?);
        if let Some(strength) = number(&mut keys, "strength", line)? {
            link.strength = strength as f32;
        }
        link.own = operation_of(
            &graph.nodes[link.source as usize],
            &graph.nodes[link.target as usize],
        );
        link.extra = keys;
        graph.links.push(link);
    }
    graph.numeric_ids = numeric;
    let ours = [
        "format", "version", "directed", "nodes", "vertices", "links", "edges",
    ];
    graph.extra = order
        .into_iter()
        .filter(|(key, _)| !ours.contains(&key.as_str()))
        .collect();
    Ok(graph)
}

/// The text, to find the line of a part of it.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

impl Text<'_> {
    fn line(self, raw: Raw) -> usize {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.0.as_ptr() as usize);
        1 + self
            .0
            .as_bytes()
            .iter()
            .take(offset)
            .filter(|&&byte| byte == b'\n')
            .count()
    }
}

fn flag(top: &HashMap<String, Raw>, key: &str) -> bool {
    top.get(key).is_some_and(|raw| raw.get() == "true")
}

fn object(raw: Raw, line: usize, what: &str) -> Result<Map<String, Value>, Problem> {
    serde_json::from_str(raw.get())
        .map_err(|_| Problem::at(line, format!("{what} must be an object {{…}}")))
}

fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn number(keys: &mut Map<String, Value>, key: &str, line: usize) -> Result<Option<f64>, Problem> {
    match keys.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_f64()
            .map(Some)
            .ok_or_else(|| Problem::at(line, format!("`{key}` must be a number, not {value}"))),
    }
}

fn text(keys: &mut Map<String, Value>, key: &str) -> String {
    match keys.remove(key) {
        Some(Value::String(text)) => text,
        Some(Value::Null) | None => String::new(),
        Some(other) => {
            // Not a text: not ours, so it stays as it is.
            keys.insert(key.to_owned(), other);
            String::new()
        }
    }
}

fn node(id: String, mut keys: Map<String, Value>, line: usize) -> Result<Node, Problem> {
    let mut vector = |names: [&str; 3]| -> Result<Option<Vec3>, Problem> {
        let [x, y, z] = names.map(|name| number(&mut keys, name, line));
        let (x, y, z) = (x?, y?, z?);
        Ok((x.is_some() || y.is_some()).then(|| {
            Vec3::new(
                x.unwrap_or(0.0) as f32,
                y.unwrap_or(0.0) as f32,
                z.unwrap_or(0.0) as f32,
            )
        }))
    };
    let position = vector(["x", "y", "z"])?;
    let velocity = vector(["vx", "vy", "vz"])?;
    let data = number(&mut keys, "data", line)?;
    let gradient = number(&mut keys, "grad", line)?;
    let kind = match text(&mut keys, "kind").as_str() {
        "value" => VertexKind::Value,
        "op" => VertexKind::Operation,
        "plain" | "" => VertexKind::Plain,
        other => {
            return Err(Problem::at(
                line,
                format!("`kind` is `{other}`; expected `value`, `op` or `plain`"),
            ));
        }
    };
    let pinned = keys
        .remove("pinned")
        .is_some_and(|pinned| pinned == Value::Bool(true));
    Ok(Node {
        id,
        kind,
        operation: Cow::Owned(text(&mut keys, "op")),
        label: text(&mut keys, "label"),
        data,
        gradient,
        value: None,
        position,
        velocity,
        pinned,
        extra: keys,
    })
}

/// Whether `operation` is the operation vertex of `value`: an edge that grows with it.
fn operation_of(operation: &Node, value: &Node) -> bool {
    operation.kind == VertexKind::Operation
        && value.kind == VertexKind::Value
        && operation.id.strip_prefix(value.id.as_str()) == Some(&operation.operation)
}

/// Writes node-link JSON: our keys first, then what the file brought along.
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
            if node.kind != VertexKind::Plain || node.data.is_some() {
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
    top.insert("format".into(), json!("gradswarm"));
    top.insert("version".into(), json!(1));
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
