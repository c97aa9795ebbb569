//! Derives the connected components and the layers of a level from its edges.

use super::state::Dynamics;
use crate::layout::model::Fingerprint;

impl Dynamics {
    /// Finds the connected components and the layers if they are needed and the graph has changed.
    /// Returns the cost, in pairs.
    pub(in crate::layout) fn refresh_structure(&mut self) -> u64 {
        let layered = self.settings.layered;
        if !layered {
            self.layers.forget();
        }
        if !(layered || self.gathers_components()) {
            return 0;
        }
        let graph = Fingerprint::from_edges(self.positions.len(), &self.edges);
        let mut cost = self.edges.len() as u64;
        if self.gathers_components() {
            cost += self.gathering.find_components(graph, &self.edges);
        }
        if layered {
            let dimensions = self.settings.dimensions;
            cost += self
                .layers
                .find_layers(graph, &self.edges, self.directed, dimensions);
        }
        cost
    }

    /// Moves vertices into their layers at once, if there are layers. Pinned vertices stay, and
    /// the layers are aligned with them.
    pub(in crate::layout) fn snap_to_layers(&mut self) {
        let places = self.layers.places(&self.settings);
        if places.are_none() {
            return;
        }
        let any_pinned = self.pinned.contains(&true);
        let counts = |vertex| !any_pinned || self.pinned[vertex];
        let Some(origin) = self.layers.origin(places, &self.positions, counts) else {
            return;
        };
        let vertices = self.positions.iter_mut().zip(&self.pinned).enumerate();
        for (vertex, (position, _)) in vertices.filter(|(_, (_, pinned))| !**pinned) {
            position.x = (origin + places.of(vertex)) as f32;
        }
    }
}
