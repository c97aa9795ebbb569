//! Reads node-link JSON. Unknown keys are kept.

use std::{borrow::Cow, collections::HashMap};

use serde_json::Value;

use super::{
    fault::{Fault, Raw, byte_offset},
    keys::Keys,
};
use crate::{
    disk::{Problem, without_place},
    graph::{Graph, Link, Node, VertexKind},
};

/// Top-level keys that the graph is read from.
const OURS: [&str; 7] = [
    "format", "version", "directed", "nodes", "vertices", "links", "edges",
];

/// The top-level keys and their values, not yet parsed.
type Top<'a> = HashMap<String, Raw<'a>>;

/// Parses node-link JSON.
///
/// # Errors
/// The first problem, with its line and what was expected.
pub fn parse(text: &str) -> Result<Graph, Problem> {
    let top: Top = serde_json::from_str(text).map_err(|error| {
        let (line, what) = without_place(&error);
        Problem::at_line(line, format!("not node-link JSON: {what}"))
    })?;
    if !["nodes", "vertices"]
        .iter()
        .any(|key| top.contains_key(*key))
    {
        return Err(Problem::at_line(
            1,
            "there is no list `nodes`; expected {\"nodes\": […], \"links\": […]}",
        ));
    }
    read_top(text, &top).map_err(|fault| fault.in_text(text))
}

/// Reads the graph from the top level's keys.
fn read_top<'a>(text: &str, top: &Top<'a>) -> Result<Graph, Fault<'a>> {
    let foreign = top
        .get("format")
        .is_none_or(|format| format.get() != "\"gradswarm\"");
    let nodes = read_list(top, ["nodes", "vertices"])?;
    let links = read_list(top, ["links", "edges"])?;
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
        let mut keys = Keys::from_object(raw, "a node")?;
        // A name that serves as the id is kept as the name, too.
        let id = match keys.take_value("id").or_else(|| keys.get("name").cloned()) {
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
        graph.nodes.push(read_node(id, keys, foreign)?);
    }
    names.by_index &= !names.are_decimals();
    for raw in links {
        let link = read_link(Keys::from_object(raw, "a link")?, &names, &graph.nodes)?;
        graph.links.push(link);
    }
    graph.numeric_ids = numeric;

    let mut others: Vec<(&String, Raw)> = top
        .iter()
        .filter(|(key, _)| !OURS.contains(&key.as_str()))
        .map(|(key, raw)| (key, *raw))
        .collect();
    // Keep them in the order of the file.
    others.sort_by_key(|(_, raw)| byte_offset(text, raw.get()));
    for (key, raw) in others {
        let value = serde_json::from_str(raw.get())
            .map_err(|error| Fault::from_json(raw, &error, "expected a value"))?;
        graph.extra.insert(key.clone(), value);
    }
    Ok(graph)
}

/// The list under the first of its names that exists; empty if none does.
fn read_list<'a>(top: &Top<'a>, names: [&str; 2]) -> Result<Vec<Raw<'a>>, Fault<'a>> {
    let Some((name, raw)) = names
        .into_iter()
        .find_map(|name| top.get(name).map(|raw| (name, *raw)))
    else {
        return Ok(Vec::new());
    };
    serde_json::from_str(raw.get()).map_err(|error| {
        Fault::from_json(raw, &error, &format!("`{name}` must be a list of objects"))
    })
}

/// Reads a node. `foreign` files may hold anything under `data` and `grad`.
fn read_node<'a>(id: String, mut keys: Keys<'a>, foreign: bool) -> Result<Node, Fault<'a>> {
    let position = keys.take_vector(["x", "y", "z"])?;
    let velocity = keys.take_vector(["vx", "vy", "vz"])?;
    // In foreign files `data` may be of any type.
    let mut scalar = |key| {
        if foreign {
            Ok(keys.take_number_if_any(key))
        } else {
            keys.take_number(key)
        }
    };
    let (data, gradient) = (scalar("data")?, scalar("grad")?);
    let kind = match keys.take_text("kind") {
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
        operation: Cow::Owned(keys.take_text("op")),
        label: keys.take_text("label"),
        data,
        gradient,
        value: None,
        origin: crate::nn::Origin::default(),
        position,
        velocity,
        pinned: keys.take_flag("pinned"),
        extra: keys.into_rest(),
    })
}

/// Reads a link between known nodes.
fn read_link<'a>(mut keys: Keys<'a>, names: &Names, nodes: &[Node]) -> Result<Link, Fault<'a>> {
    let source = names.read_end(&mut keys, "source")?;
    let mut link = Link::new(source, names.read_end(&mut keys, "target")?);
    if let Some(strength) = keys.take_single("strength")? {
        link.strength = strength;
    }
    link.own = is_operation_of(&nodes[link.source as usize], &nodes[link.target as usize]);
    link.extra = keys.into_rest();
    Ok(link)
}

/// The nodes by their ids.
#[derive(Default)]
struct Names {
    places: HashMap<String, u32>,
    /// Whether a number that is no id may be the index of a node, as in older files of d3.
    by_index: bool,
}

impl Names {
    /// Whether every id is a whole number, so that an index could be mistaken for an id.
    fn are_decimals(&self) -> bool {
        self.places
            .keys()
            .all(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Takes an end of a link: the index of its node.
    fn read_end<'a>(&self, keys: &mut Keys<'a>, key: &str) -> Result<u32, Fault<'a>> {
        let end = keys
            .take_value(key)
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

/// An id as text: a string, or the digits of a number.
fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether `operation` is the operation node of `value`; their edge grows with its ends.
fn is_operation_of(operation: &Node, value: &Node) -> bool {
    operation.kind == VertexKind::Operation
        && value.kind == VertexKind::Value
        && operation.id.strip_prefix(value.id.as_str()) == Some(&operation.operation)
}
