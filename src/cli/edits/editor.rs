//! Applies edits at their ticks.

use glam::Vec3;

use super::{
    file::{Edit, Id, PlacedEdit},
    watch::{EditLog, Watch},
};
use crate::{
    graph::{Graph, Link, Node},
    layout::{Dimensions, Engine, Start},
};

/// Applies edits at their ticks, and watches the disturbance by each.
pub struct Editor {
    edits: std::iter::Peekable<std::vec::IntoIter<PlacedEdit>>,
    /// The stable number of the next new vertex; numbers are never reused.
    next_key: u32,
    seed: u64,
    watches: Vec<Watch>,
}

impl Editor {
    /// An editor of a graph with `vertices` vertices. The edits are in the order of their ticks.
    pub fn new(edits: Vec<PlacedEdit>, seed: u64, vertices: usize) -> Self {
        Self {
            edits: edits.into_iter().peekable(),
            next_key: vertices as u32,
            seed,
            watches: Vec::new(),
        }
    }

    /// Number of edits that are still to come.
    pub fn count_left(&self) -> usize {
        self.edits.len()
    }

    /// Whether edits are still to come.
    pub fn has_more(&mut self) -> bool {
        self.edits.peek().is_some()
    }

    /// Applies the edits that are due before `tick` runs.
    ///
    /// # Errors
    /// An edit cannot be applied; the message names its line.
    pub fn apply_due_edits(
        &mut self,
        tick: u64,
        engine: &mut Engine,
        graph: &mut Graph,
    ) -> Result<(), String> {
        if self.edits.peek().is_none_or(|edit| edit.tick > tick) {
            return Ok(());
        }
        if let Some(watch) = self.watches.last_mut() {
            watch.finish(engine);
        }
        self.watches.push(Watch::new(tick, engine));
        while let Some(edit) = self.edits.next_if(|edit| edit.tick <= tick) {
            self.apply_edit(edit.edit, engine, graph)
                .map_err(|problem| format!("{}: {problem}", edit.place))?;
        }
        engine.wake();
        Ok(())
    }

    /// Observes the graph after a tick.
    pub fn observe_tick(&mut self, tick: u64, engine: &Engine, max_step: f32) {
        if let Some(watch) = self.watches.last_mut() {
            watch.observe_tick(tick, engine, max_step);
        }
    }

    /// The disturbance by the edits of each tick.
    pub fn finish_log(mut self, engine: &Engine) -> Vec<EditLog> {
        if let Some(watch) = self.watches.last_mut() {
            watch.finish(engine);
        }
        self.watches.iter().map(Watch::to_log).collect()
    }

    /// Applies one edit to the engine and the graph.
    fn apply_edit(
        &mut self,
        edit: Edit,
        engine: &mut Engine,
        graph: &mut Graph,
    ) -> Result<(), String> {
        match edit {
            Edit::AddVertex { id: Id(id), near } => {
                if find_vertex(graph, &id).is_ok() {
                    return Err(format!("a vertex `{id}` is there already"));
                }
                let near = near.map(|Id(near)| find_vertex(graph, &near)).transpose()?;
                let key = self.next_key;
                self.next_key += 1;
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
            Edit::AddEdge([Id(source), Id(target)]) => {
                let (source, target) = (find_vertex(graph, &source)?, find_vertex(graph, &target)?);
                engine.add_edge(source, target, 1.0);
                graph.links.push(Link::new(source as u32, target as u32));
            }
            Edit::RemoveVertex(Id(id)) => {
                let vertex = find_vertex(graph, &id)?;
                engine.remove_vertex(vertex);
                graph.remove_node(vertex);
            }
            Edit::RemoveEdge([Id(source), Id(target)]) => {
                let (from, to) = (
                    find_vertex(graph, &source)? as u32,
                    find_vertex(graph, &target)? as u32,
                );
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
            Edit::Move { id: Id(id), to } => {
                let vertex = find_vertex(graph, &id)?;
                engine.positions[vertex] = Vec3::from_array(to);
                engine.velocities[vertex] = Vec3::ZERO;
            }
            Edit::Pin(Id(id)) => {
                let vertex = find_vertex(graph, &id)?;
                engine.pinned[vertex] = true;
                engine.velocities[vertex] = Vec3::ZERO;
            }
        }
        Ok(())
    }
}

fn find_vertex(graph: &Graph, id: &str) -> Result<usize, String> {
    graph
        .nodes
        .iter()
        .position(|node| node.id == id)
        .ok_or_else(|| format!("there is no vertex `{id}`"))
}
