//! The state of growth.

use bevy::prelude::*;

/// When the edges arrive that are not an operation vertex's own.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EdgeArrival {
    /// All together after the last vertex, as in the notebook: a swarm of edges.
    #[default]
    Swarm,
    /// Each as soon as both its ends exist.
    WithEnds,
}

/// How far growth is, and how it goes on.
#[derive(Resource, Reflect, Clone, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct Growth {
    /// Vertices that have been spawned: also the next node's index.
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
    /// Simulated seconds since the last vertex came, where edges wait for their chance.
    pub risen: f64,
    /// When the edges arrive.
    pub edge_arrival: EdgeArrival,
    /// Whether a person stopped it.
    pub paused: bool,
    /// Whether everything that is still to come was asked for at once: that waits for no clock.
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
    /// Whether something is still to come.
    pub fn growing(&self) -> bool {
        self.vertices < self.total_vertices || self.edges < self.total_edges
    }

    /// Whether it goes on by itself, where time runs or does not.
    pub fn goes_on(&self, time_runs: bool) -> bool {
        self.growing() && !self.paused && (time_runs || self.hurries)
    }

    /// 0 at the start, 1 when everything is there.
    pub fn progress(&self) -> f32 {
        // An inspector may have written any number.
        let sum = |vertices: u32, edges: u32| u64::from(vertices) + u64::from(edges);
        match sum(self.total_vertices, self.total_edges) {
            0 => 1.0,
            total => (sum(self.vertices, self.edges) as f32 / total as f32).min(1.0),
        }
    }
}
