//! The loaded scene: its plain graph, its network, and its setup.

use bevy::prelude::*;

use super::plain::Graph;
use crate::nn::Program;

/// The scene that is loaded. Loading another one replaces it whole.
#[derive(Resource, Default)]
pub struct CurrentScene {
    /// Its name as the user wrote it: `seed`, `moons:samples=8`, a file's name.
    pub name: String,
    /// The seed of its random numbers.
    pub seed: u64,
    /// One line for someone who has never heard of backpropagation.
    pub caption: String,
    /// The whole graph, grown or not.
    pub graph: Graph,
    /// Simulated seconds from one vertex to the next when it grows.
    pub delay: f64,
    /// Rounds of training that its authors chose; 0 without a network.
    pub rounds: u32,
    /// How it is set up, beside its graph.
    pub setup: SceneSetup,
    /// Why the last requested scene could not be loaded.
    pub problem: Option<String>,
    /// Grows with every load.
    pub generation: u64,
}

/// How a scene is set up, beside its graph: levels, halves, rising edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneSetup {
    /// The level of the coarsening that the view shows first, 1 for the graph itself.
    pub level: Option<u32>,
    /// Most levels that move, the finest included; `None` leaves the physics unchanged.
    pub levels: Option<u32>,
    /// The first vertex of the second half, if each half is laid out by itself: the first half on
    /// a single level, the second with coarser ones.
    pub halves: Option<u32>,
    /// The edge probability, if it rises. Otherwise the links arrive with their ends.
    pub rising: Option<Rising>,
}

impl SceneSetup {
    /// A setup of several moving levels that shows the level above the graph.
    pub(super) fn with_levels(levels: u32) -> Self {
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
    /// The probability at the end.
    pub most: f64,
}

impl Rising {
    /// The time that it rises, simulated seconds.
    pub const SECONDS: f64 = 25.0;

    /// The probability some simulated seconds after the last vertex.
    pub fn chance_after(&self, seconds: f64) -> f64 {
        self.most * (seconds / Self::SECONDS).clamp(0.0, 1.0)
    }
}

/// The network behind the graph, if it has one. The tape in it owns data and gradients.
#[derive(Resource, Default)]
pub struct Network(pub Option<Program>);

/// A scene was loaded. The vertices of the old one are despawned.
#[derive(Message, Clone, Copy, Debug)]
pub struct SceneLoaded {
    /// [`CurrentScene::generation`].
    pub generation: u64,
}
