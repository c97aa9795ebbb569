//! The scenes: their names, their settings, and how each is built.

use std::{fmt, str::FromStr};

use super::{
    live_scenes,
    plain::Graph,
    plain_scenes,
    scene::{Rising, Stage},
    scene_settings::Settings,
    trace::{Wiring, trace},
};
use crate::nn::{Program, programs};

/// The most vertices that a scene's settings may ask for.
pub const MOST_VERTICES: usize = 2_000_000;

/// The notebook's wait between two vertices, seconds.
const DELAY: f64 = 0.01;

/// The delay that grows so many vertices within 10 seconds.
pub fn delay_for(vertices: usize) -> f64 {
    DELAY.min(9.0 / vertices.max(1) as f64)
}

/// A scene with its settings: `name` or `name:key=value,key=value`.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneSpec {
    /// The notebook's loss: 741 vertices, 884 edges.
    Seed,
    /// `(x · 2 + 1).relu()`, the notebook's first example.
    Expression,
    /// A neuron with two inputs.
    Neuron,
    /// Two neurons, two inputs.
    Layer,
    /// A multilayer perceptron in micrograd's own dialect.
    Mlp {
        /// Inputs, hidden layers, outputs.
        sizes: Vec<usize>,
    },
    /// micrograd's demo: the loss over two moons.
    Moons {
        /// Samples, 1 or more.
        samples: usize,
    },
    /// A cubic lattice.
    Cube {
        /// Vertices a side.
        side: usize,
    },
    /// A square lattice.
    Grid {
        /// Vertices a side.
        side: usize,
    },
    /// A binary tree.
    Tree {
        /// Edges from the root to a leaf.
        depth: usize,
    },
    /// A connected random graph.
    Random {
        /// Vertices.
        vertices: usize,
        /// Mean degree, 2 or more in effect: a connected graph needs as much.
        degree: f64,
    },
    /// A hub and its leaves.
    Star {
        /// Leaves.
        leaves: usize,
    },
    /// A path.
    Path {
        /// Vertices.
        vertices: usize,
    },
    /// A small cubic lattice, with one coarser level over it.
    TwoLevels {
        /// Vertices a side.
        side: usize,
    },
    /// A cubic lattice, with two coarser levels over it.
    ThreeLevels {
        /// Vertices a side.
        side: usize,
    },
    /// A ring, twice from one start: on a single level, and with coarser levels.
    Compare {
        /// Vertices of each ring.
        vertices: usize,
    },
    /// A random graph whose edge probability rises.
    Rising {
        /// Vertices.
        vertices: usize,
        /// Mean degree at the end.
        degree: f64,
    },
    /// A random binary tree into which leaves are inserted.
    Insertions {
        /// Vertices.
        vertices: usize,
        /// Vertices a simulated second.
        rate: f64,
    },
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

/// What a person is told about a scene.
#[derive(Clone, Copy, Debug)]
pub struct SceneInfo {
    /// Its name.
    pub name: &'static str,
    /// Its settings with their defaults; empty if it has none.
    pub settings: &'static str,
    /// What it shows, in one line.
    pub caption: &'static str,
}

impl SceneSpec {
    /// Every scene, in the order in which they are listed.
    pub const ALL: [SceneInfo; 17] = [
        SceneInfo {
            name: "seed",
            settings: "",
            caption: "The loss of a small neural network: every number that it takes to compute it is a vertex.",
        },
        SceneInfo {
            name: "expression",
            settings: "",
            caption: "The smallest example: x · 2 + 1, cut off below zero.",
        },
        SceneInfo {
            name: "neuron",
            settings: "",
            caption: "One neuron: two inputs, each times its weight, summed and squashed by tanh.",
        },
        SceneInfo {
            name: "layer",
            settings: "",
            caption: "A layer: two neurons that share their two inputs.",
        },
        SceneInfo {
            name: "mlp",
            settings: "sizes=3x4x4x1",
            caption: "A multilayer perceptron's loss as micrograd builds it, biases included.",
        },
        SceneInfo {
            name: "moons",
            settings: "samples=100",
            caption: "micrograd's demo, whole: telling two moons apart, from every sample to the loss.",
        },
        SceneInfo {
            name: "cube",
            settings: "side=10",
            caption: "A cubic lattice: watch it find its corners.",
        },
        SceneInfo {
            name: "grid",
            settings: "side=17",
            caption: "A square lattice: a cloth that unfolds.",
        },
        SceneInfo {
            name: "tree",
            settings: "depth=9",
            caption: "A binary tree: every branch wants the same room.",
        },
        SceneInfo {
            name: "random",
            settings: "vertices=1000,degree=3",
            caption: "A random graph: a ball without a plan.",
        },
        SceneInfo {
            name: "star",
            settings: "leaves=499",
            caption: "A hub and its leaves: a dandelion.",
        },
        SceneInfo {
            name: "path",
            settings: "vertices=500",
            caption: "A path: the hardest thing to straighten.",
        },
        SceneInfo {
            name: "two-levels",
            settings: "side=4",
            caption: "A small cube, the graph that it merges into, and the frame by which this one takes the cube along. PgDn lights the pairs that merge.",
        },
        SceneInfo {
            name: "three-levels",
            settings: "side=5",
            caption: "A cube that merges twice: each level moves by itself and takes the finer one along. PgUp and PgDn go from one to the next.",
        },
        SceneInfo {
            name: "compare",
            settings: "vertices=240",
            caption: "One tangled ring, twice from the same start: on a single level (left), and with coarser levels that help (right).",
        },
        SceneInfo {
            name: "rising",
            settings: "vertices=400,degree=4",
            caption: "A random graph whose edges become ever more likely: see the giant component appear.",
        },
        SceneInfo {
            name: "insertions",
            settings: "vertices=2000,rate=200",
            caption: "Numbers are inserted into a binary search tree, hundreds a second: the layout keeps up.",
        },
    ];

    /// Name, settings and caption.
    pub fn info(&self) -> SceneInfo {
        Self::ALL[match self {
            Self::Seed => 0,
            Self::Expression => 1,
            Self::Neuron => 2,
            Self::Layer => 3,
            Self::Mlp { .. } => 4,
            Self::Moons { .. } => 5,
            Self::Cube { .. } => 6,
            Self::Grid { .. } => 7,
            Self::Tree { .. } => 8,
            Self::Random { .. } => 9,
            Self::Star { .. } => 10,
            Self::Path { .. } => 11,
            Self::TwoLevels { .. } => 12,
            Self::ThreeLevels { .. } => 13,
            Self::Compare { .. } => 14,
            Self::Rising { .. } => 15,
            Self::Insertions { .. } => 16,
        }]
    }

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
            Self::Cube { side } => plain_scenes::cube(side),
            Self::Grid { side } => plain_scenes::grid(side),
            Self::Tree { depth } => plain_scenes::tree(depth as u32),
            Self::Random { vertices, degree } => plain_scenes::random(vertices, degree, seed),
            Self::Star { leaves } => plain_scenes::star(leaves),
            Self::Path { vertices } => plain_scenes::path(vertices),
            Self::TwoLevels { side } => {
                return (plain_scenes::cube(side), Stage::of_levels(2));
            }
            Self::ThreeLevels { side } => {
                return (plain_scenes::cube(side), Stage::of_levels(3));
            }
            Self::Compare { vertices } => {
                let stage = Stage {
                    halves: Some(vertices as u32),
                    ..Stage::default()
                };
                return (live_scenes::rings(vertices, seed), stage);
            }
            Self::Rising { vertices, degree } => {
                let (graph, chances) = live_scenes::rising(vertices, degree, seed);
                let stage = Stage {
                    rising: Some(Rising {
                        chances,
                        most: live_scenes::chance_of(vertices, degree),
                    }),
                    ..Stage::default()
                };
                return (graph, stage);
            }
            Self::Insertions { vertices, .. } => live_scenes::search_tree(vertices, seed),
            _ => Graph::default(),
        };
        (graph, Stage::default())
    }
}

impl fmt::Display for SceneSpec {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = self.info().name;
        match self {
            Self::Seed | Self::Expression | Self::Neuron | Self::Layer => f.write_str(name),
            Self::Mlp { sizes } => {
                let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
                write!(f, "{name}:sizes={}", sizes.join("x"))
            }
            Self::Moons { samples } => write!(f, "{name}:samples={samples}"),
            Self::Cube { side }
            | Self::Grid { side }
            | Self::TwoLevels { side }
            | Self::ThreeLevels { side } => write!(f, "{name}:side={side}"),
            Self::Tree { depth } => write!(f, "{name}:depth={depth}"),
            Self::Random { vertices, degree } | Self::Rising { vertices, degree } => {
                write!(f, "{name}:vertices={vertices},degree={degree}")
            }
            Self::Star { leaves } => write!(f, "{name}:leaves={leaves}"),
            Self::Path { vertices } | Self::Compare { vertices } => {
                write!(f, "{name}:vertices={vertices}")
            }
            Self::Insertions { vertices, rate } => {
                write!(f, "{name}:vertices={vertices},rate={rate}")
            }
        }
    }
}

impl FromStr for SceneSpec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, settings) = text.split_once(':').unwrap_or((text, ""));
        let info = Self::ALL
            .into_iter()
            .find(|info| info.name == name)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|info| info.name).collect();
                format!(
                    "no scene is called `{name}`; there are {}",
                    names.join(", ")
                )
            })?;
        let settings = Settings::parse(&info, settings)?;
        let spec = match name {
            "seed" => Self::Seed,
            "expression" => Self::Expression,
            "neuron" => Self::Neuron,
            "layer" => Self::Layer,
            "mlp" => Self::Mlp {
                sizes: settings.sizes()?,
            },
            "moons" => Self::Moons {
                samples: settings.count("samples", 1, 3000)?,
            },
            "cube" => Self::Cube {
                side: settings.count("side", 1, 125)?,
            },
            "grid" => Self::Grid {
                side: settings.count("side", 1, 1414)?,
            },
            "tree" => Self::Tree {
                depth: settings.count("depth", 0, 19)?,
            },
            "random" => Self::Random {
                vertices: settings.count("vertices", 1, MOST_VERTICES)?,
                degree: settings.number("degree", 0.0, 64.0)?,
            },
            "star" => Self::Star {
                leaves: settings.count("leaves", 0, MOST_VERTICES - 1)?,
            },
            "two-levels" => Self::TwoLevels {
                side: settings.count("side", 2, 30)?,
            },
            "three-levels" => Self::ThreeLevels {
                side: settings.count("side", 2, 30)?,
            },
            "compare" => Self::Compare {
                vertices: settings.count("vertices", 3, 10_000)?,
            },
            "rising" => Self::Rising {
                vertices: settings.count("vertices", 2, live_scenes::MOST_RISING)?,
                degree: settings.number("degree", 0.0, 64.0)?,
            },
            "insertions" => Self::Insertions {
                vertices: settings.count("vertices", 1, 100_000)?,
                rate: settings.number("rate", 1.0, 100_000.0)?,
            },
            _ => Self::Path {
                vertices: settings.count("vertices", 1, MOST_VERTICES)?,
            },
        };
        Ok(spec)
    }
}
