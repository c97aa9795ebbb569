//! What a person, a test or a script can ask of the graph.

use std::sync::Arc;

use bevy::prelude::*;

use super::{kin::Kin, plain::Graph};

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
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Select {
    /// Only this one.
    Only(Entity),
    /// Adds it, or takes it out if it is selected.
    Toggle(Entity),
    /// This one is what the inspector shows; the others stay selected.
    Primary(Entity),
    /// Many at once.
    Several {
        /// The vertices; the last one is what the inspector shows.
        vertices: Vec<Entity>,
        /// Whether what was selected stays so.
        add: bool,
    },
    /// An edge.
    Edge(Entity),
    /// Every vertex that is there, but for those that the filter keeps out.
    All,
    /// Every vertex that is not selected, instead of those that are; what the filter keeps out is
    /// none of either.
    Invert,
    /// What is akin to the selected vertices.
    Kin {
        /// How.
        kin: Kin,
        /// Whether what was selected stays so. If not, and nobody is akin, it stays, too.
        add: bool,
    },
    /// Nothing.
    Clear,
}

/// Takes vertices in the hand. They are where the hand is, and nothing else moves them;
/// the rest of the graph follows through its springs.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Drag {
    /// Takes hold of these, and of nothing else.
    Grab(Vec<Entity>),
    /// Moves what is held to so far from where it was grabbed, world units; must be finite.
    By(Vec3),
    /// Lets go: pinned vertices stay where they are, the others spring back.
    Release,
}

/// Pins and unpins what is meant.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinCommand {
    /// Pins what is held, or else selected, or else hovered; if all of it is pinned, lets it go.
    Toggle,
    /// Lets every vertex go.
    ReleaseAll,
}

/// Pins a vertex where it is, or lets it go.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
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
