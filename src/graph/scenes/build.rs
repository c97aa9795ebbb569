//! From a scene's settings to its graph, its network, and how it wants to be played.

use super::{live, shapes, spec::SceneSpec};
use crate::{
    graph::{
        plain::Graph,
        scene::{Rising, Stage},
        trace::{Wiring, trace},
    },
    nn::{Program, programs},
};

/// The notebook's wait between two vertices, seconds.
const DELAY: f64 = 0.01;

/// The delay that grows so many vertices within 10 seconds.
pub fn delay_for(vertices: usize) -> f64 {
    DELAY.min(9.0 / vertices.max(1) as f64)
}

/// A scene that was built.
pub struct Built {
    /// The whole graph.
    pub graph: Graph,
    /// The network behind it, if there is one, run forward and backward once.
    pub program: Option<Program>,
    /// How it wants to be played.
    pub stage: Stage,
}

impl SceneSpec {
    /// The rounds of training that the scene's authors gave it.
    pub const fn rounds(&self) -> u32 {
        if matches!(self, Self::Moons { .. }) {
            100
        } else {
            1000
        }
    }

    /// Simulated seconds from one vertex to the next: the notebook's 10 ms, and
    /// less where that would take longer than 10 seconds in all.
    pub fn growth_delay(&self, vertices: usize) -> f64 {
        match self {
            Self::Seed => DELAY,
            // Both rings begin at once, and so do vertices that wait for edges.
            Self::Compare { .. } | Self::Rising { .. } => 0.0,
            Self::Insertions { rate, .. } => 1.0 / rate,
            _ => delay_for(vertices),
        }
    }

    /// Builds the scene.
    ///
    /// # Errors
    /// Says what a network cannot be made of.
    pub fn build(&self, seed: u64) -> Result<Built, String> {
        let program = match self {
            Self::Seed => programs::seed(seed),
            Self::Expression => programs::expression(),
            Self::Neuron => programs::neuron(seed),
            Self::Layer => programs::layer(seed),
            Self::Mlp { sizes } => programs::mlp(sizes, seed)?,
            Self::Moons { samples } => programs::moons(*samples, seed)?,
            _ => {
                let (graph, stage) = self.plain(seed);
                return Ok(Built {
                    graph,
                    program: None,
                    stage,
                });
            }
        };
        let wiring = match self {
            Self::Mlp { .. } | Self::Moons { .. } => Wiring::Micrograd,
            _ => Wiring::Seed,
        };
        let mut graph = trace(&program.tape, &program.roots, wiring);
        for node in &mut graph.nodes {
            node.origin = node
                .value
                .map_or_else(Default::default, |value| program.origin(value));
        }
        Ok(Built {
            graph,
            program: Some(program),
            stage: Stage::default(),
        })
    }

    /// Vertices and edges, without building more than it takes to count them.
    ///
    /// # Errors
    /// As [`Self::build`].
    pub fn counts(&self, seed: u64) -> Result<(usize, usize), String> {
        let built = self.build(seed)?;
        Ok((built.graph.nodes.len(), built.graph.links.len()))
    }

    fn plain(&self, seed: u64) -> (Graph, Stage) {
        let graph = match *self {
            Self::Cube { side } => shapes::cube(side),
            Self::Grid { side } => shapes::grid(side),
            Self::Tree { depth } => shapes::tree(depth as u32),
            Self::Random { vertices, degree } => shapes::random(vertices, degree, seed),
            Self::Star { leaves } => shapes::star(leaves),
            Self::Path { vertices } => shapes::path(vertices),
            Self::TwoLevels { side } => {
                return (shapes::cube(side), Stage::of_levels(2));
            }
            Self::ThreeLevels { side } => {
                return (shapes::cube(side), Stage::of_levels(3));
            }
            Self::Compare { vertices } => {
                let stage = Stage {
                    halves: Some(vertices as u32),
                    ..Stage::default()
                };
                return (live::rings(vertices, seed), stage);
            }
            Self::Rising { vertices, degree } => {
                let (graph, chances) = live::rising(vertices, degree, seed);
                let stage = Stage {
                    rising: Some(Rising {
                        chances,
                        most: live::chance_of(vertices, degree),
                    }),
                    ..Stage::default()
                };
                return (graph, stage);
            }
            Self::Insertions { vertices, .. } => live::search_tree(vertices, seed),
            _ => Graph::default(),
        };
        (graph, Stage::default())
    }
}
