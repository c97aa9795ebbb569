//! Reads the file of edits: one JSON object a line, with a tick and an action.

use std::{collections::HashMap, fmt, path::Path};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::{
    cli::Failure,
    disk::{read_text, without_place},
    layout::Settings,
};

/// A change of the graph or the settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Edit {
    AddVertex { id: Id, near: Option<Id> },
    AddEdge([Id; 2]),
    RemoveVertex(Id),
    RemoveEdge([Id; 2]),
    Set(HashMap<String, f64>),
    Move { id: Id, to: [f32; 3] },
    Pin(Id),
}

/// An edit with its tick, and its place in the file for messages.
#[derive(Clone, Debug)]
pub struct PlacedEdit {
    pub(super) tick: u64,
    pub(super) edit: Edit,
    pub(super) place: String,
}

/// A vertex's id. A number stands for its decimal digits, as in graph files.
#[derive(Clone, Debug)]
pub(super) struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => Ok(Self(number.to_string())),
            other => Err(de::Error::custom(format!(
                "{other} is no vertex's id, which is a text or a number"
            ))),
        }
    }
}

/// The keys and values of an object in their order, repeated keys included.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// Reads a file of edits, sorted by tick.
///
/// # Errors
/// The file cannot be read, or a line is no edit; the message names it.
pub fn read_edits(path: &Path) -> Result<Vec<PlacedEdit>, Failure> {
    let text = read_text(path)?;
    let mut edits = Vec::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let place = format!("{}:{}", path.display(), index + 1);
        let (tick, edit) = parse_edit(line).map_err(|problem| {
            Failure::Input(format!(
                "{place}: not an edit: {problem}; expected {{\"tick\": N, \"add_vertex\": …}}"
            ))
        })?;
        edits.push(PlacedEdit { tick, edit, place });
    }
    edits.sort_by_key(|edit| edit.tick);
    Ok(edits)
}

/// Parses a line: exactly one `tick` and one action.
fn parse_edit(line: &str) -> Result<(u64, Edit), String> {
    let Pairs(pairs) = serde_json::from_str(line).map_err(|error| without_place(&error).1)?;
    let (ticks, mut actions): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|(key, _)| key == "tick");
    let [(_, tick)] = &ticks[..] else {
        return Err(format!("it has {} keys `tick`, not one", ticks.len()));
    };
    let tick = tick
        .as_u64()
        .ok_or_else(|| format!("`tick` is {tick}, not a whole number from 0"))?;
    let (Some((action, value)), None) = (actions.pop(), actions.pop()) else {
        return Err("it does not have exactly one action beside its `tick`".into());
    };
    let edit = Value::Object(Map::from_iter([(action, value)]));
    let edit: Edit = serde_json::from_value(edit).map_err(|error| error.to_string())?;
    check_numbers(&edit)?;
    Ok((tick, edit))
}

/// Refuses numbers now that could otherwise only be refused at their tick.
fn check_numbers(edit: &Edit) -> Result<(), String> {
    match edit {
        Edit::Move { to, .. } if !to.iter().all(|coordinate| coordinate.is_finite()) => {
            Err("`to` is farther away than a coordinate can hold".into())
        }
        Edit::Set(constants) => {
            let mut trial = Settings::default();
            let mut sorted: Vec<_> = constants.iter().collect();
            sorted.sort_by_key(|(name, _)| *name);
            sorted
                .into_iter()
                .try_for_each(|(name, &value)| trial.set(name, value))
        }
        _ => Ok(()),
    }
}
