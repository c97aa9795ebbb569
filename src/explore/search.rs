//! The search: what is looked for, what matches, and which match one looks at.

use bevy::prelude::*;

use super::{commands::SearchCommand, names::Names, walk::Walked};
use crate::graph::{CurrentScene, GraphIndex, Selection, Vertex, VertexId, commands::Select};

/// What is looked for and what was found.
#[derive(Resource, Debug, Default)]
pub struct Search {
    /// Whether the search field is shown.
    pub open: bool,
    text: String,
    /// Nodes of the scene that match, ascending.
    nodes: Vec<u32>,
    /// Those of them that are there.
    matches: Vec<VertexId>,
    /// The match that was visited last, by its place among the matches.
    current: Option<usize>,
    names: Names,
    generation: Option<u64>,
    version: u64,
}

impl Search {
    /// What is looked for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether anything is looked for.
    pub fn active(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The vertices that match and are there, ascending.
    pub fn matches(&self) -> &[VertexId] {
        &self.matches
    }

    /// The match that was visited last, by its place among [`Self::matches`].
    pub fn current(&self) -> Option<usize> {
        self.current.filter(|&current| current < self.matches.len())
    }
}

/// Handles [`SearchCommand`], and keeps the matches in step with the graph.
pub(super) fn search(
    mut requests: MessageReader<SearchCommand>,
    mut search: ResMut<Search>,
    scene: Res<CurrentScene>,
    index: Res<GraphIndex>,
    (selection, vertices): (Res<Selection>, Query<&Vertex>),
    mut select: MessageWriter<Select>,
    mut walked: MessageWriter<Walked>,
) {
    let other_scene = search.generation != Some(scene.generation);
    if requests.is_empty() && !search.active() {
        return;
    }
    if !requests.is_empty() || other_scene || search.version != index.version {
        search.set_changed();
    }
    let search = search.bypass_change_detection();
    let mut look_again = other_scene && search.active();
    // Whoever selected a match by hand goes on from there.
    let mut at = selection
        .primary()
        .and_then(|primary| Some(vertices.get(primary).ok()?.id));
    for request in requests.read() {
        match request {
            SearchCommand::Open => search.open = true,
            SearchCommand::Find(text) => {
                if search.text != *text {
                    search.text.clone_from(text);
                    look_again = true;
                }
            }
            SearchCommand::Next | SearchCommand::Previous => {
                let step = if *request == SearchCommand::Next {
                    1
                } else {
                    -1
                };
                search.follow(std::mem::take(&mut look_again), &scene, &index);
                let id = search.step(step, at.take());
                if let Some(vertex) = id.and_then(|id| index.dense(id)) {
                    let vertex = index.vertices[vertex];
                    select.write(Select::Only(vertex));
                    walked.write(Walked {
                        vertex,
                        close: true,
                    });
                }
            }
            SearchCommand::SelectAll => {
                search.follow(std::mem::take(&mut look_again), &scene, &index);
                let matches = search.matches.iter();
                let vertices: Vec<Entity> = matches
                    .filter_map(|&id| index.vertices.get(index.dense(id)?).copied())
                    .collect();
                if !vertices.is_empty() {
                    select.write(Select::Several {
                        vertices,
                        add: false,
                    });
                }
            }
            SearchCommand::Close => {
                search.open = false;
                search.text.clear();
                look_again = true;
            }
        }
    }
    search.follow(look_again, &scene, &index);
}

impl Search {
    /// Finds again what is looked for, if need be, and keeps of it what is there.
    fn follow(&mut self, look_again: bool, scene: &CurrentScene, index: &GraphIndex) {
        if look_again {
            self.look(scene);
        }
        if look_again || self.version != index.version {
            self.version = index.version;
            self.keep_what_is_there(index);
        }
    }

    fn look(&mut self, scene: &CurrentScene) {
        self.current = None;
        self.nodes.clear();
        if !self.active() {
            return;
        }
        // The names are made when they are needed first.
        if self.generation != Some(scene.generation) {
            self.generation = Some(scene.generation);
            self.names = Names::of(&scene.graph);
        }
        self.nodes = self.names.find(&self.text);
    }

    fn keep_what_is_there(&mut self, index: &GraphIndex) {
        let current = self.current().map(|current| self.matches[current]);
        self.matches.clear();
        let ids = self.nodes.iter().map(|&node| VertexId(node));
        self.matches
            .extend(ids.filter(|&id| index.dense(id).is_some()));
        self.current = current.and_then(|id| self.matches.binary_search(&id).ok());
    }

    /// The next match, or the one before, around the end. The first one is the one that
    /// is called exactly so, if there is one.
    fn step(&mut self, step: isize, at: Option<VertexId>) -> Option<VertexId> {
        let at = at.and_then(|id| self.matches.binary_search(&id).ok());
        let count = self.matches.len();
        if count == 0 {
            return None;
        }
        let next = match (self.current(), at) {
            (Some(current), at) => {
                let from = at.unwrap_or(current);
                (from as isize + step).rem_euclid(count as isize) as usize
            }
            (None, _) => {
                let nodes: Vec<u32> = self.matches.iter().map(|id| id.0).collect();
                let first = if step > 0 { 0 } else { count - 1 };
                self.names.called(&self.text, &nodes).unwrap_or(first)
            }
        };
        self.current = Some(next);
        Some(self.matches[next])
    }
}
