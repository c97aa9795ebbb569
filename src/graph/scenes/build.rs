//! Builds a scene's graph, network and setup from its settings.

use super::{living, shapes, spec::SceneSpec};
use crate::{
    graph::{
        plain::Graph,
        scene::{Rising, SceneSetup},
        trace::{Wiring, trace_roots},
    },
    nn::{Program, programs},
};

/// The notebook's wait between two vertices, seconds.
const DELAY: f64 = 0.01;

/// The delay that grows `vertices` vertices within 10 seconds, at most the notebook's.
pub fn growth_delay(vertices: usize) -> f64 {
    DELAY.min(9.0 / vertices.max(1) as f64)
}

/// A scene that was built.
pub struct Built {
    /// The whole graph.
    pub graph: Graph,
    /// The network behind it, if there is one, run forward and backward once.
    pub program: Option<Program>,
    /// How it is set up.
    pub setup: SceneSetup,
}

impl SceneSpec {
    /// The number of rounds of training that the scene's authors chose.
    pub const fn rounds(&self) -> u32 {
        if matches!(self, Self::Moons { .. }) {
            100
        } else {
            1000
        }
    }

    /// Simulated seconds from one vertex to the next: the notebook's 10 ms, or less if the whole
    /// graph would take longer than 10 seconds.
    pub fn growth_delay(&self, vertices: usize) -> f64 {
        match self {
            Self::Seed => DELAY,
            // Both rings start at once, and so do vertices that wait for rising edges.
            Self::Compare { .. } | Self::Rising { .. } => 0.0,
            Self::Insertions { rate, .. } => 1.0 / rate,
            _ => growth_delay(vertices),
        }
    }

    /// Builds the scene.
    ///
    /// # Errors
    /// The settings of a network that cannot be built, as a sentence.
    pub fn build(&self, seed: u64) -> Result<Built, String> {
        let program = match self {
            Self::Seed => programs::seed(seed),
            Self::Expression => programs::expression(),
            Self::Neuron => programs::neuron(seed),
            Self::Layer => programs::layer(seed),
            Self::Mlp { sizes, samples } => programs::mlp(sizes, *samples, seed)?,
            Self::Moons { samples } => programs::moons(*samples, seed)?,
            _ => {
                let (graph, setup) = self.build_plain(seed);
                return Ok(Built {
                    graph,
                    program: None,
                    setup,
                });
            }
        };
        let wiring = match self {
            Self::Mlp { .. } | Self::Moons { .. } => Wiring::Micrograd,
            _ => Wiring::Seed,
        };
        let mut graph = trace_roots(&program.tape, &program.roots, wiring);
        for node in &mut graph.nodes {
            node.origin = node
                .value
                .map_or_else(Default::default, |value| program.origin(value));
        }
        Ok(Built {
            graph,
            program: Some(program),
            setup: SceneSetup::default(),
        })
    }

    /// Numbers of vertices and edges. It builds the scene to count them.
    ///
    /// # Errors
    /// Those of [`Self::build`].
    pub fn counts(&self, seed: u64) -> Result<(usize, usize), String> {
        let built = self.build(seed)?;
        Ok((built.graph.nodes.len(), built.graph.links.len()))
    }

    /// Builds a scene that is no computation.
    fn build_plain(&self, seed: u64) -> (Graph, SceneSetup) {
        let graph = match *self {
            Self::Cube { side } => shapes::cube_lattice(side),
            Self::Grid { side } => shapes::square_lattice(side),
            Self::Tree { depth } => shapes::binary_tree(depth as u32),
            Self::Random { vertices, degree } => shapes::random_graph(vertices, degree, seed),
            Self::Star { leaves } => shapes::star_graph(leaves),
            Self::Path { vertices } => shapes::path_graph(vertices),
            Self::TwoLevels { side } => {
                return (shapes::cube_lattice(side), SceneSetup::with_levels(2));
            }
            Self::ThreeLevels { side } => {
                return (shapes::cube_lattice(side), SceneSetup::with_levels(3));
            }
            Self::Compare { vertices } => {
                let setup = SceneSetup {
                    halves: Some(vertices as u32),
                    ..SceneSetup::default()
                };
                return (living::tangled_rings(vertices, seed), setup);
            }
            Self::Rising { vertices, degree } => {
                let (graph, chances) = living::rising_graph(vertices, degree, seed);
                let setup = SceneSetup {
                    rising: Some(Rising {
                        chances,
                        most: living::chance_for_degree(vertices, degree),
                    }),
                    ..SceneSetup::default()
                };
                return (graph, setup);
            }
            Self::Insertions { vertices, .. } => living::search_tree(vertices, seed),
            _ => Graph::default(),
        };
        (graph, SceneSetup::default())
    }
}
