//! The editor: applies edits at their ticks.

use glam::Vec3;

use super::{
    file::{Edit, Id, PlacedEdit},
    watch::{EditLog, Watch},
};
use crate::{
    graph::{Graph, Link, Node},
    layout::{Dimensions, Engine, Start},
};

/// Applies edits when their tick comes, and watches what they disturb.
pub struct Editor {
    edits: std::iter::Peekable<std::vec::IntoIter<PlacedEdit>>,
    /// The next vertex's stable number; a number that was given away never comes back.
    next_key: u32,
    seed: u64,
    watches: Vec<Watch>,
}

impl Editor {
    /// Edits in the order of their ticks, for a graph of so many vertices.
    pub fn new(edits: Vec<PlacedEdit>, seed: u64, vertices: usize) -> Self {
        Self {
            edits: edits.into_iter().peekable(),
            next_key: vertices as u32,
            seed,
            watches: Vec::new(),
        }
    }

    /// How many edits are still to come.
    pub fn left(&self) -> usize {
        self.edits.len()
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
        if let Some(watch) = self.watches.last_mut() {
            watch.observe(tick, engine, max_step);
        }
    }

    /// What each tick's edits disturbed.
    pub fn finish(mut self, engine: &Engine) -> Vec<EditLog> {
        if let Some(watch) = self.watches.last_mut() {
            watch.close(engine);
        }
        self.watches.iter().map(Watch::log).collect()
    }

    fn edit(&mut self, edit: Edit, engine: &mut Engine, graph: &mut Graph) -> Result<(), String> {
        match edit {
            Edit::AddVertex { id: Id(id), near } => {
                if find(graph, &id).is_ok() {
                    return Err(format!("a vertex `{id}` is there already"));
                }
                let near = near.map(|Id(near)| find(graph, &near)).transpose()?;
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
                let (source, target) = (find(graph, &source)?, find(graph, &target)?);
                engine.add_edge(source, target, 1.0);
                graph.links.push(Link::new(source as u32, target as u32));
            }
            Edit::RemoveVertex(Id(id)) => {
                let vertex = find(graph, &id)?;
                engine.remove_vertex(vertex);
                graph.remove_node(vertex);
            }
            Edit::RemoveEdge([Id(source), Id(target)]) => {
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
            Edit::Move { id: Id(id), to } => {
                let vertex = find(graph, &id)?;
                engine.positions[vertex] = Vec3::from_array(to);
                engine.velocities[vertex] = Vec3::ZERO;
            }
            Edit::Pin(Id(id)) => {
                let vertex = find(graph, &id)?;
                engine.pinned[vertex] = true;
                engine.velocities[vertex] = Vec3::ZERO;
            }
        }
        Ok(())
    }
}

fn find(graph: &Graph, id: &str) -> Result<usize, String> {
    graph
        .nodes
        .iter()
        .position(|node| node.id == id)
        .ok_or_else(|| format!("there is no vertex `{id}`"))
}
