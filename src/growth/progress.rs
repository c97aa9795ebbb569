//! The progress and the settings of growth.

use bevy::prelude::*;

/// The longest delay, simulated seconds.
pub(super) const LONGEST_DELAY: f64 = 1.0;

/// When edges arrive. An operation vertex's edge to its value always arrives with its ends.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EdgeArrival {
    /// Together after the last vertex, as in the notebook: a swarm of edges.
    #[default]
    Swarm,
    /// Each as soon as both its ends exist.
    WithEnds,
}

/// The progress and the settings of growth.
#[derive(Resource, Reflect, Clone, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct Growth {
    /// Vertices that have been spawned; also the index of the next node.
    pub vertices: u32,
    /// Edges that have been spawned.
    pub edges: u32,
    /// Vertices to spawn in all.
    pub total_vertices: u32,
    /// Edges to spawn in all.
    pub total_edges: u32,
    /// Simulated seconds from one vertex to the next. Default 0.01, range 0 … 1.
    pub delay: f64,
    /// Simulated seconds since the last vertex was due.
    pub waited: f64,
    /// Simulated seconds since the last vertex, while the edge probability rises.
    pub risen: f64,
    /// When the edges arrive.
    pub edge_arrival: EdgeArrival,
    /// Whether the user stopped it.
    pub paused: bool,
    /// Whether the whole rest comes at once, without waiting for the clock.
    pub hurries: bool,
}

impl Default for Growth {
    fn default() -> Self {
        Self {
            vertices: 0,
            edges: 0,
            total_vertices: 0,
            total_edges: 0,
            delay: 0.01,
            waited: 0.0,
            risen: 0.0,
            edge_arrival: EdgeArrival::Swarm,
            paused: false,
            hurries: false,
        }
    }
}

impl Growth {
    /// Whether vertices or edges are still to come.
    pub fn growing(&self) -> bool {
        self.vertices < self.total_vertices || self.edges < self.total_edges
    }

    /// Whether growth continues without the user, given whether simulated time runs.
    pub fn goes_on(&self, time_runs: bool) -> bool {
        self.growing() && !self.paused && (time_runs || self.hurries)
    }

    /// The share of vertices and edges that are there: 0 at the start, 1 at the end.
    pub fn progress(&self) -> f32 {
        // An inspector may have written any number.
        let sum = |vertices: u32, edges: u32| u64::from(vertices) + u64::from(edges);
        match sum(self.total_vertices, self.total_edges) {
            0 => 1.0,
            total => (sum(self.vertices, self.edges) as f32 / total as f32).min(1.0),
        }
    }
}

/// Run condition: the whole rest of the graph comes at once, without waiting for the clock.
pub fn growth_hurries(growth: Res<Growth>) -> bool {
    growth.hurries
}
