//! The messages that load scenes, select, drag, pin, and write leaves.

use std::sync::Arc;

use bevy::prelude::*;

use super::{kin::Kin, plain::Graph};

/// The source of a scene.
#[derive(Clone, Debug)]
pub enum SceneSource {
    /// A scene by name and settings: `moons:samples=8`.
    Named(String),
    /// A name, and a graph that was read from elsewhere.
    Given(String, Arc<Graph>),
}

/// Loads a scene and starts to grow it.
#[derive(Message, Clone, Debug)]
pub struct LoadScene {
    /// The source of the scene.
    pub source: SceneSource,
    /// Seed of its random numbers.
    pub seed: u64,
}

/// Selects vertices.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Select {
    /// Selects only this vertex.
    Only(Entity),
    /// Adds the vertex, or removes it if it is selected.
    Toggle(Entity),
    /// Shows this vertex in the inspector; the others stay selected.
    Primary(Entity),
    /// Selects several vertices.
    Several {
        /// The vertices; the inspector shows the last one.
        vertices: Vec<Entity>,
        /// Whether the previous selection stays.
        add: bool,
    },
    /// Selects an edge.
    Edge(Entity),
    /// Selects every vertex that the filter lets pass.
    All,
    /// Selects every unselected vertex instead of the selected ones. Vertices that the filter
    /// excludes are not selected.
    Invert,
    /// Selects the kin of the selected vertices.
    Kin {
        /// The kind of kin.
        kin: Kin,
        /// Whether the previous selection stays. It stays also if there is no kin.
        add: bool,
    },
    /// Selects nothing.
    Clear,
}

/// Drags vertices. Held vertices stay at the pointer and no force moves them; the rest of the
/// graph follows through its springs.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Drag {
    /// Holds these vertices, and no others.
    Grab(Vec<Entity>),
    /// Moves the held vertices by this offset from where they were grabbed, world units; must be
    /// finite.
    By(Vec3),
    /// Releases the held vertices: pinned ones stay where they are, the others spring back.
    Release,
}

/// Pins and unpins vertices.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinCommand {
    /// Pins the held vertices, or else the selected, or else the hovered one; unpins them if all
    /// are pinned.
    Toggle,
    /// Unpins every vertex.
    ReleaseAll,
}

/// Pins a vertex where it is, or unpins it.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct SetPinned {
    /// The vertex.
    pub vertex: Entity,
    /// Whether it is pinned.
    pub pinned: bool,
}

/// Writes a leaf's data and recomputes the network forward and backward.
#[derive(Message, Clone, Copy, Debug)]
pub struct SetLeaf {
    /// A vertex that shows a leaf of the tape.
    pub vertex: Entity,
    /// The new scalar; must be finite.
    pub data: f64,
}
