//! `--edits`: changes of a graph at their ticks, and what each disturbed.

use std::{collections::HashMap, path::Path};

use glam::Vec3;
use serde::{Deserialize, Serialize};

use super::Failure;
use crate::{
    graph::{Graph, Link, Node},
    layout::{Dimensions, Engine, Start},
    physics::SimulationClock,
};

/// One line of the file.
#[derive(Clone, Debug, Deserialize)]
struct Line {
    tick: u64,
    #[serde(flatten)]
    edit: Edit,
}

/// A change of the graph.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Edit {
    AddVertex { id: String, near: Option<String> },
    AddEdge([String; 2]),
    RemoveVertex(String),
    RemoveEdge([String; 2]),
    Set(HashMap<String, f64>),
    Move { id: String, to: [f32; 3] },
    Pin(String),
}

/// An edit with its place in the file, for messages.
#[derive(Clone, Debug)]
pub struct PlacedEdit {
    tick: u64,
    edit: Edit,
    place: String,
}

/// What an edit disturbed. Lengths in mean edges, time in simulated seconds.
#[derive(Clone, Debug, Serialize)]
pub struct EditLog {
    tick: u64,
    mean_shift: f64,
    max_step: f64,
    resettled_after: Option<f64>,
}

/// Reads a file of edits.
///
/// # Errors
/// Names the file and the line.
pub fn read(path: &Path) -> Result<Vec<PlacedEdit>, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Input(format!("{}: cannot be read: {error}", path.display())))?;
    let mut edits = Vec::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let place = format!("{}:{}", path.display(), index + 1);
        let Line { tick, edit } = serde_json::from_str(line).map_err(|error| {
            Failure::Input(format!(
                "{place}: not an edit: {error}; expected {{\"tick\": N, \"add_vertex\": …}}"
            ))
        })?;
        edits.push(PlacedEdit { tick, edit, place });
    }
    edits.sort_by_key(|edit| edit.tick);
    Ok(edits)
}

/// Applies edits when their tick comes, and watches what they disturb.
pub struct Editor {
    edits: std::iter::Peekable<std::vec::IntoIter<PlacedEdit>>,
    next_key: Option<u32>,
    seed: u64,
    watches: Vec<Watch>,
}

/// The state before a tick's edits, and what has happened since.
struct Watch {
    tick: u64,
    before: HashMap<u32, Vec3>,
    unit: f64,
    max_step: f32,
    resettled_at: Option<u64>,
    mean_shift: Option<f64>,
}

impl Editor {
    /// Edits in the order of their ticks.
    pub fn new(edits: Vec<PlacedEdit>, seed: u64) -> Self {
        Self {
            edits: edits.into_iter().peekable(),
            next_key: None,
            seed,
            watches: Vec::new(),
        }
    }

    /// Whether edits are still to come.
    pub fn has_more(&mut self) -> bool {
        self.edits.peek().is_some()
    }

    /// Applies what is due before `tick` runs.
    ///
    /// # Errors
    /// Names the line whose edit cannot be applied.
    pub fn apply(
        &mut self,
        tick: u64,
        engine: &mut Engine,
        graph: &mut Graph,
    ) -> Result<(), String> {
        if self.edits.peek().is_none_or(|edit| edit.tick > tick) {
            return Ok(());
        }
        if let Some(watch) = self.watches.last_mut() {
            watch.close(engine);
        }
        self.watches.push(Watch::open(tick, engine));
        while let Some(edit) = self.edits.next_if(|edit| edit.tick <= tick) {
            self.edit(edit.edit, engine, graph)
                .map_err(|problem| format!("{}: {problem}", edit.place))?;
        }
        engine.wake();
        Ok(())
    }

    /// Takes in what a tick did.
    pub fn observe(&mut self, tick: u64, engine: &Engine, max_step: f32) {
        let Some(watch) = self.watches.last_mut() else {
            return;
        };
        watch.max_step = watch.max_step.max(max_step);
        if engine.is_settled() && watch.resettled_at.is_none() {
            watch.resettled_at = Some(tick + 1);
            watch.close(engine);
        }
    }

    /// What each tick's edits disturbed.
    pub fn finish(mut self, engine: &Engine) -> Vec<EditLog> {
        if let Some(watch) = self.watches.last_mut() {
            watch.close(engine);
        }
        self.watches
            .iter()
            .map(|watch| EditLog {
                tick: watch.tick,
                mean_shift: watch.mean_shift.unwrap_or(0.0),
                max_step: f64::from(watch.max_step) / watch.unit,
                resettled_after: watch
                    .resettled_at
                    .map(|at| (at - watch.tick) as f64 / SimulationClock::HERTZ),
            })
            .collect()
    }

    fn edit(&mut self, edit: Edit, engine: &mut Engine, graph: &mut Graph) -> Result<(), String> {
        match edit {
            Edit::AddVertex { id, near } => {
                if find(graph, &id).is_ok() {
                    return Err(format!("a vertex `{id}` is there already"));
                }
                let near = near.map(|near| find(graph, &near)).transpose()?;
                let key = self
                    .next_key
                    .unwrap_or_else(|| engine.keys.iter().max().map_or(0, |key| key + 1));
                self.next_key = Some(key + 1);
                let start = Start::new(self.seed, engine.settings.dimensions == Dimensions::Two);
                engine.add_vertex(
                    start.place(key, near.map(|near| engine.positions[near])),
                    key,
                );
                graph.nodes.push(Node {
                    id,
                    ..Node::default()
                });
            }
            Edit::AddEdge([source, target]) => {
                let (source, target) = (find(graph, &source)?, find(graph, &target)?);
                engine.add_edge(source, target, 1.0);
                graph.links.push(Link::new(source as u32, target as u32));
            }
            Edit::RemoveVertex(id) => {
                let vertex = find(graph, &id)?;
                engine.remove_vertex(vertex);
                graph.remove_node(vertex);
            }
            Edit::RemoveEdge([source, target]) => {
                let (from, to) = (find(graph, &source)? as u32, find(graph, &target)? as u32);
                let edge = graph
                    .links
                    .iter()
                    .position(|link| (link.source, link.target) == (from, to))
                    .ok_or_else(|| format!("there is no edge from `{source}` to `{target}`"))?;
                engine.remove_edge(edge);
                graph.links.remove(edge);
            }
            Edit::Set(constants) => {
                let mut sorted: Vec<_> = constants.into_iter().collect();
                sorted.sort_by(|a, b| a.0.cmp(&b.0));
                for (name, value) in sorted {
                    engine.settings.set(&name, value)?;
                }
            }
            Edit::Move { id, to } => {
                let vertex = find(graph, &id)?;
                engine.positions[vertex] = Vec3::from_array(to);
                engine.velocities[vertex] = Vec3::ZERO;
            }
            Edit::Pin(id) => {
                let vertex = find(graph, &id)?;
                engine.pinned[vertex] = true;
                engine.velocities[vertex] = Vec3::ZERO;
            }
        }
        Ok(())
    }
}

impl Watch {
    fn open(tick: u64, engine: &Engine) -> Self {
        Self {
            tick,
            before: engine
                .keys
                .iter()
                .copied()
                .zip(engine.positions.iter().copied())
                .collect(),
            unit: f64::from(engine.extent().unit()),
            max_step: 0.0,
            resettled_at: None,
            mean_shift: None,
        }
    }

    /// Measures how far the vertices that were there before have moved.
    fn close(&mut self, engine: &Engine) {
        if self.mean_shift.is_some() {
            return;
        }
        let shifts: Vec<f64> = engine
            .keys
            .iter()
            .zip(&engine.positions)
            .filter_map(|(key, p)| Some(f64::from(p.distance(*self.before.get(key)?))))
            .collect();
        let mean = shifts.iter().sum::<f64>() / (shifts.len().max(1) as f64);
        self.mean_shift = Some(mean / self.unit);
    }
}

fn find(graph: &Graph, id: &str) -> Result<usize, String> {
    graph
        .nodes
        .iter()
        .position(|node| node.id == id)
        .ok_or_else(|| format!("there is no vertex `{id}`"))
}
