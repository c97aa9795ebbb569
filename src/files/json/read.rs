//! Reading node-link JSON. Unknown keys are kept.

use std::{borrow::Cow, collections::HashMap};

use serde_json::Value;

use super::{
    fault::{Fault, Raw, offset},
    keys::Keys,
};
use crate::{
    files::error::{Problem, without_place},
    graph::{Graph, Link, Node, VertexKind},
};

/// Top-level keys that the graph itself is made of.
const OURS: [&str; 7] = [
    "format", "version", "directed", "nodes", "vertices", "links", "edges",
];

/// The top level's keys and their values, not yet parsed.
type Top<'a> = HashMap<String, Raw<'a>>;

/// Reads node-link JSON.
///
/// # Errors
/// What is wrong, at which line, and what was expected.
pub fn parse(text: &str) -> Result<Graph, Problem> {
    let top: Top = serde_json::from_str(text).map_err(|error| {
        let (line, what) = without_place(&error);
        Problem::at(line, format!("not node-link JSON: {what}"))
    })?;
    if !["nodes", "vertices"]
        .iter()
        .any(|key| top.contains_key(*key))
    {
        return Err(Problem::at(
            1,
            "there is no list `nodes`; expected {\"nodes\": […], \"links\": […]}",
        ));
    }
    graph(text, &top).map_err(|fault| fault.in_text(text))
}

fn graph<'a>(text: &str, top: &Top<'a>) -> Result<Graph, Fault<'a>> {
    let foreign = top
        .get("format")
        .is_none_or(|format| format.get() != "\"gradswarm\"");
    let nodes = list(top, ["nodes", "vertices"])?;
    let links = list(top, ["links", "edges"])?;
    let mut graph = Graph {
        directed: top.get("directed").is_some_and(|raw| raw.get() == "true"),
        ..Graph::default()
    };
    let mut names = Names {
        by_index: foreign,
        ..Names::default()
    };
    let mut numeric = !nodes.is_empty();
    for (index, raw) in nodes.into_iter().enumerate() {
        let mut keys = Keys::of(raw, "a node")?;
        // A name that serves as the id stays the name as well.
        let id = match keys.take("id").or_else(|| keys.get("name").cloned()) {
            None => index.to_string(),
            Some(id) => {
                numeric &= id.is_number();
                names.by_index &= !id.is_number();
                id_text(&id)
                    .ok_or_else(|| keys.fault("a node's `id` must be a text or a number"))?
            }
        };
        if names.places.insert(id.clone(), index as u32).is_some() {
            return Err(keys.fault(format!("a second node has the id `{id}`; ids must differ")));
        }
        graph.nodes.push(node(id, keys, foreign)?);
    }
    names.by_index &= !names.are_decimals();
    for raw in links {
        let link = link(Keys::of(raw, "a link")?, &names, &graph.nodes)?;
        graph.links.push(link);
    }
    graph.numeric_ids = numeric;

    let mut others: Vec<(&String, Raw)> = top
        .iter()
        .filter(|(key, _)| !OURS.contains(&key.as_str()))
        .map(|(key, raw)| (key, *raw))
        .collect();
    // In the order of the file.
    others.sort_by_key(|(_, raw)| offset(text, raw.get()));
    for (key, raw) in others {
        let value = serde_json::from_str(raw.get())
            .map_err(|error| Fault::of_json(raw, &error, "expected a value"))?;
        graph.extra.insert(key.clone(), value);
    }
    Ok(graph)
}

/// A list by the first of its names that is there; empty if none is.
fn list<'a>(top: &Top<'a>, names: [&str; 2]) -> Result<Vec<Raw<'a>>, Fault<'a>> {
    let Some((name, raw)) = names
        .into_iter()
        .find_map(|name| top.get(name).map(|raw| (name, *raw)))
    else {
        return Ok(Vec::new());
    };
    serde_json::from_str(raw.get()).map_err(|error| {
        Fault::of_json(raw, &error, &format!("`{name}` must be a list of objects"))
    })
}

fn node<'a>(id: String, mut keys: Keys<'a>, foreign: bool) -> Result<Node, Fault<'a>> {
    let position = keys.vector(["x", "y", "z"])?;
    let velocity = keys.vector(["vx", "vy", "vz"])?;
    // Elsewhere `data` may be anything.
    let mut scalar = |key| {
        if foreign {
            Ok(keys.number_if_any(key))
        } else {
            keys.number(key)
        }
    };
    let (data, gradient) = (scalar("data")?, scalar("grad")?);
    let kind = match keys.text("kind") {
        kind if kind == "value" => VertexKind::Value,
        kind if kind == "op" => VertexKind::Operation,
        kind if kind == "plain" || kind.is_empty() => VertexKind::Plain,
        other => {
            keys.put_back("kind", other);
            VertexKind::Plain
        }
    };
    Ok(Node {
        id,
        kind,
        operation: Cow::Owned(keys.text("op")),
        label: keys.text("label"),
        data,
        gradient,
        value: None,
        origin: crate::nn::Origin::default(),
        position,
        velocity,
        pinned: keys.flag("pinned"),
        extra: keys.rest(),
    })
}

fn link<'a>(mut keys: Keys<'a>, names: &Names, nodes: &[Node]) -> Result<Link, Fault<'a>> {
    let source = names.end(&mut keys, "source")?;
    let mut link = Link::new(source, names.end(&mut keys, "target")?);
    if let Some(strength) = keys.single("strength")? {
        link.strength = strength;
    }
    link.own = is_operation_of(&nodes[link.source as usize], &nodes[link.target as usize]);
    link.extra = keys.rest();
    Ok(link)
}

/// The nodes by their ids.
#[derive(Default)]
struct Names {
    places: HashMap<String, u32>,
    /// Whether a number that is no id may be a node's index, as in d3's older files.
    by_index: bool,
}

impl Names {
    /// Whether every id is a whole number: an index could be mistaken for one.
    fn are_decimals(&self) -> bool {
        self.places
            .keys()
            .all(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Takes an end of a link.
    fn end<'a>(&self, keys: &mut Keys<'a>, key: &str) -> Result<u32, Fault<'a>> {
        let end = keys
            .take(key)
            .ok_or_else(|| keys.fault(format!("a link has no `{key}`")))?;
        // d3's own output has the whole node in place of its id.
        let end = end.get("id").or_else(|| end.get("name")).unwrap_or(&end);
        let name = id_text(end)
            .ok_or_else(|| keys.fault(format!("a link's `{key}` must be a node's id")))?;
        let index = || {
            let index = end.as_u64().filter(|_| self.by_index)?;
            (index < self.places.len() as u64).then_some(index as u32)
        };
        self.places
            .get(&name)
            .copied()
            .or_else(index)
            .ok_or_else(|| {
                keys.fault(format!(
                    "a link's `{key}` is `{name}`, which is no node's id"
                ))
            })
    }
}

fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether `operation` is the operation vertex of `value`: an edge that grows with it.
fn is_operation_of(operation: &Node, value: &Node) -> bool {
    operation.kind == VertexKind::Operation
        && value.kind == VertexKind::Value
        && operation.id.strip_prefix(value.id.as_str()) == Some(&operation.operation)
}
