//! The engine's side of layers.

use super::pull::Places;
use crate::layout::{engine::Engine, model::Fingerprint, springs::Springs};

/// How hard edges pull.
#[derive(Debug)]
pub struct Tensions<'a> {
    springs: Springs,
    places: Places<'a>,
    engine: &'a Engine,
}

impl Tensions<'_> {
    /// The pull of an edge, if there is that edge: positive draws its ends together.
    pub fn of(&self, edge: usize) -> Option<f32> {
        let Engine {
            positions,
            edges,
            strengths,
            ..
        } = self.engine;
        let [from, to] = edges.get(edge)?.map(|end| {
            let end = end as usize;
            self.places.relative(end, positions[end])
        });
        Some(self.springs.pull(from, to, strengths[edge]))
    }
}

impl Engine {
    /// How hard edges pull, at the present positions.
    pub fn tensions(&self) -> Tensions<'_> {
        Tensions {
            springs: Springs::new(&self.settings, self.directed),
            places: self.layers.places(&self.settings),
            engine: self,
        }
    }

    /// Finds what can be told of the graph from its edges, where it is wanted and not known
    /// yet: its parts and its layers. Returns what it took, in pairs.
    pub(in crate::layout) fn look_at_edges(&mut self) -> u64 {
        let layered = self.settings.layered;
        if !layered {
            self.layers.forget();
        }
        if !(layered || self.gathers()) {
            return 0;
        }
        let graph = Fingerprint::from_edges(self.positions.len(), &self.edges);
        let mut took = self.edges.len() as u64;
        if self.gathers() {
            took += self.gathering.look(graph, &self.edges);
        }
        if layered {
            let dimensions = self.settings.dimensions;
            took += self
                .layers
                .look(graph, &self.edges, self.directed, dimensions);
        }
        took
    }

    /// Puts vertices into their layers at once, on a level that is on its way to a start, if
    /// there are to be any. Pinned ones stay, and the layers are about them.
    pub(in crate::layout) fn snap_to_layers(&mut self) {
        let places = self.layers.places(&self.settings);
        if places.are_none() {
            return;
        }
        let held = self.pinned.contains(&true);
        let counts = |vertex| !held || self.pinned[vertex];
        let Some(origin) = self.layers.origin(places, &self.positions, counts) else {
            return;
        };
        let vertices = self.positions.iter_mut().zip(&self.pinned).enumerate();
        for (vertex, (position, _)) in vertices.filter(|(_, (_, pinned))| !**pinned) {
            position.x = (origin + places.of(vertex)) as f32;
        }
    }
}
