//! What is being shown: the scene, its plain graph and its network.

use bevy::prelude::*;

use super::plain::Graph;
use crate::nn::Program;

/// The scene that is loaded. Replaced whole when another is loaded.
#[derive(Resource, Default)]
pub struct CurrentScene {
    /// How it was asked for: `seed`, `moons:samples=8`, a file's name.
    pub name: String,
    /// The seed of its random numbers.
    pub seed: u64,
    /// One line for someone who has never heard of backpropagation.
    pub caption: String,
    /// The whole graph, grown or not.
    pub graph: Graph,
    /// Simulated seconds from one vertex to the next when it grows.
    pub delay: f64,
    /// Rounds of training that its authors gave it.
    pub rounds: u32,
    /// How it wants to be played.
    pub stage: Stage,
    /// Why the scene that was asked for last could not be loaded.
    pub problem: Option<String>,
    /// Grows with every load.
    pub generation: u64,
}

/// How a scene wants to be played, beside its graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// The level of the coarsening that it is looked at by, 1 for the graph itself.
    pub level: Option<u32>,
    /// Most levels that move, the finest included; nothing leaves the physics as it is.
    pub levels: Option<u32>,
    /// The first vertex of the second half, if each half is laid out by itself: the first
    /// on a single level, the second with coarser ones.
    pub halves: Option<u32>,
    /// When the links arrive, if that is no matter of their ends.
    pub rising: Option<Rising>,
}

impl Stage {
    /// So many levels move, and the one above the graph is looked at.
    pub(super) fn of_levels(levels: u32) -> Self {
        Self {
            level: Some(2),
            levels: Some(levels),
            ..Self::default()
        }
    }
}

/// A random graph whose edge probability rises.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rising {
    /// The probability at which each link appears; ascending.
    pub chances: Vec<f64>,
    /// Where it ends.
    pub most: f64,
}

impl Rising {
    /// How long it rises, simulated seconds.
    pub const SECONDS: f64 = 25.0;

    /// The probability so many simulated seconds after the last vertex.
    pub fn chance(&self, seconds: f64) -> f64 {
        self.most * (seconds / Self::SECONDS).clamp(0.0, 1.0)
    }
}

/// The network behind the graph, if it has one. The tape in it owns data and gradients.
#[derive(Resource, Default)]
pub struct Network(pub Option<Program>);

/// Written after a scene was loaded: everything about the old one is gone.
#[derive(Message, Clone, Copy, Debug)]
pub struct SceneLoaded {
    /// `CurrentScene`'s generation.
    pub generation: u64,
}
