//! The state of the search: its text, the matches, and the current match.

use bevy::prelude::*;

use super::{
    best,
    names::Names,
    query::{Measure, Query},
};
use crate::graph::{CurrentScene, GraphIndex, Network, VertexId};

/// The text of the search and its matches.
#[derive(Resource, Debug, Default)]
pub struct Search {
    /// Whether the search field is shown.
    pub open: bool,
    text: String,
    /// The text as it was understood.
    query: Query,
    /// Nodes of the scene that match, ascending.
    nodes: Vec<u32>,
    /// Those of them with a living vertex.
    matches: Vec<VertexId>,
    /// The match that was visited last, as a place among the matches.
    current: Option<usize>,
    names: Names,
    /// Scene generation that the names belong to.
    generation: Option<u64>,
    /// Version of the index that the matches belong to.
    version: u64,
}

impl Search {
    /// The text that is searched for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is not empty.
    pub fn active(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The number of vertices that match, those included that have not grown yet.
    pub fn found(&self) -> usize {
        self.nodes.len()
    }

    /// The living vertices that match, ascending.
    pub fn matches(&self) -> &[VertexId] {
        &self.matches
    }

    /// The match that was visited last, as a place among [`Self::matches`].
    pub fn current(&self) -> Option<usize> {
        self.current.filter(|&current| current < self.matches.len())
    }
}

impl Search {
    /// Whether the names are those of the loaded scene.
    pub(super) fn knows_scene(&self, scene: &CurrentScene) -> bool {
        self.generation == Some(scene.generation)
    }

    /// Whether the matches are those of the current graph.
    pub(super) fn knows_index(&self, index: &GraphIndex) -> bool {
        self.version == index.version
    }

    /// Whether the matches depend on the gradients.
    pub(super) fn follows_gradients(&self) -> bool {
        self.query.measure == Some(Measure::Gradient)
    }

    /// Changes the text; [`Self::update_matches`] finds its matches.
    pub(super) fn set_text(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.query = Query::parse(text);
        self.current = None;
    }

    /// Searches again if asked to, and updates the living matches after a change of the graph.
    pub(super) fn update_matches(
        &mut self,
        search_again: bool,
        scene: &CurrentScene,
        network: &Network,
        index: &GraphIndex,
    ) {
        if search_again {
            self.find_matches(scene, network);
        }
        if search_again || self.version != index.version {
            self.version = index.version;
            self.keep_living_matches(index);
        }
    }

    /// Finds the nodes that match the text.
    fn find_matches(&mut self, scene: &CurrentScene, network: &Network) {
        self.nodes.clear();
        if !self.active() {
            return;
        }
        // The names are collected on the first search in a scene.
        if self.generation != Some(scene.generation) {
            self.generation = Some(scene.generation);
            self.names = Names::from_graph(&scene.graph);
            self.current = None;
        }
        self.nodes = self.names.find_nodes(&self.query);
        if let Some(measure) = self.query.measure {
            let (graph, program) = (&scene.graph, network.0.as_ref());
            let best = best::find_best_node(measure, &self.nodes, graph, program);
            self.nodes.clear();
            self.nodes.extend(best);
        }
    }

    /// Updates the matches to the nodes with a living vertex; the current match stays.
    fn keep_living_matches(&mut self, index: &GraphIndex) {
        let current = self.current().map(|current| self.matches[current]);
        self.matches.clear();
        let ids = self.nodes.iter().map(|&node| VertexId(node));
        self.matches
            .extend(ids.filter(|&id| index.dense(id).is_some()));
        self.current = current.and_then(|id| self.matches.binary_search(&id).ok());
    }

    /// Steps to the next (1) or previous (−1) match, around the end, from the match `at` or else
    /// the current one. The first step goes to the match with exactly this id, if there is one.
    pub(super) fn step_to_match(&mut self, step: isize, at: Option<VertexId>) -> Option<VertexId> {
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
                self.names.find_id(&self.text, &nodes).unwrap_or(first)
            }
        };
        self.current = Some(next);
        Some(self.matches[next])
    }
}
