//! What a person, a test or a script can ask of the graph.

use std::sync::Arc;

use bevy::prelude::*;

use super::plain::Graph;

/// What to load.
#[derive(Clone, Debug)]
pub enum SceneSource {
    /// A scene by name and settings: `moons:samples=8`.
    Named(String),
    /// A graph that was read from somewhere else, with a name for it.
    Given(String, Arc<Graph>),
}

/// Loads a scene and starts to grow it.
#[derive(Message, Clone, Debug)]
pub struct LoadScene {
    /// What to load.
    pub source: SceneSource,
    /// Seed of its random numbers.
    pub seed: u64,
}

/// Selects vertices.
#[derive(Message, Clone, Debug)]
pub enum Select {
    /// Only this one.
    Only(Entity),
    /// Adds it, or takes it out if it is selected.
    Toggle(Entity),
    /// An edge.
    Edge(Entity),
    /// Nothing.
    Clear,
}

/// Pins a vertex where it is, or lets it go.
#[derive(Message, Clone, Copy, Debug)]
pub struct SetPinned {
    /// The vertex.
    pub vertex: Entity,
    /// Whether it stays.
    pub pinned: bool,
}

/// Writes a leaf's data and recomputes the network forward and backward.
#[derive(Message, Clone, Copy, Debug)]
pub struct SetLeaf {
    /// A vertex that shows a leaf.
    pub vertex: Entity,
    /// The new scalar.
    pub data: f64,
}
