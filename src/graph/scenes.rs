//! The scenes: their names, their settings, and how each is built.

use std::{fmt, str::FromStr};

use super::{
    plain::Graph,
    plain_scenes,
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
}

/// A scene that was built.
pub struct Built {
    /// The whole graph.
    pub graph: Graph,
    /// The network behind it, if there is one, run forward and backward once.
    pub program: Option<Program>,
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
    pub const ALL: [SceneInfo; 12] = [
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
                return Ok(Built {
                    graph: self.plain(seed),
                    program: None,
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

    fn plain(&self, seed: u64) -> Graph {
        match *self {
            Self::Cube { side } => plain_scenes::cube(side),
            Self::Grid { side } => plain_scenes::grid(side),
            Self::Tree { depth } => plain_scenes::tree(depth as u32),
            Self::Random { vertices, degree } => plain_scenes::random(vertices, degree, seed),
            Self::Star { leaves } => plain_scenes::star(leaves),
            Self::Path { vertices } => plain_scenes::path(vertices),
            _ => Graph::default(),
        }
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
            Self::Cube { side } | Self::Grid { side } => write!(f, "{name}:side={side}"),
            Self::Tree { depth } => write!(f, "{name}:depth={depth}"),
            Self::Random { vertices, degree } => {
                write!(f, "{name}:vertices={vertices},degree={degree}")
            }
            Self::Star { leaves } => write!(f, "{name}:leaves={leaves}"),
            Self::Path { vertices } => write!(f, "{name}:vertices={vertices}"),
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
            _ => Self::Path {
                vertices: settings.count("vertices", 1, MOST_VERTICES)?,
            },
        };
        Ok(spec)
    }
}

/// `key=value` pairs over a scene's defaults.
struct Settings {
    scene: &'static str,
    pairs: Vec<(&'static str, String)>,
}

impl Settings {
    fn parse(info: &SceneInfo, text: &str) -> Result<Self, String> {
        let pair = |text: &str| {
            text.split_once('=')
                .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
        };
        let mut pairs: Vec<(&'static str, String)> = info
            .settings
            .split(',')
            .filter_map(|text| text.split_once('='))
            .map(|(key, value)| (key, value.to_owned()))
            .collect();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (key, value) = pair(part).ok_or_else(|| {
                format!("`{part}` is not a setting; write {}:key=value", info.name)
            })?;
            let known = pairs
                .iter_mut()
                .find(|(known, _)| *known == key)
                .ok_or_else(|| match info.settings {
                    "" => format!("the scene `{}` has no settings", info.name),
                    settings => format!(
                        "the scene `{}` has no setting `{key}`; it takes {}:{settings}",
                        info.name, info.name
                    ),
                })?;
            known.1 = value;
        }
        Ok(Self {
            scene: info.name,
            pairs,
        })
    }

    fn text(&self, key: &str) -> &str {
        self.pairs
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, value)| value)
    }

    fn count(&self, key: &str, least: usize, most: usize) -> Result<usize, String> {
        let text = self.text(key);
        text.parse().ok().filter(|count| (least..=most).contains(count)).ok_or_else(|| {
            format!("`{key}` of the scene `{}` must be a whole number from {least} to {most}, not `{text}`", self.scene)
        })
    }

    fn number(&self, key: &str, least: f64, most: f64) -> Result<f64, String> {
        let text = self.text(key);
        text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| {
            format!("`{key}` of the scene `{}` must be a number from {least} to {most}, not `{text}`", self.scene)
        })
    }

    fn sizes(&self) -> Result<Vec<usize>, String> {
        let text = self.text("sizes");
        let sizes: Option<Vec<usize>> = text
            .split('x')
            .map(|size| size.parse().ok().filter(|&s| s > 0))
            .collect();
        let weights = |sizes: &[usize]| {
            sizes.windows(2).try_fold(0usize, |sum, pair| {
                sum.checked_add(pair[0].checked_mul(pair[1])?)
            })
        };
        match sizes {
            Some(sizes)
                if sizes.len() >= 2 && weights(&sizes).is_some_and(|n| n <= MOST_VERTICES / 16) =>
            {
                Ok(sizes)
            }
            Some(sizes) if sizes.len() >= 2 => Err(format!(
                "`sizes={text}` has more weights than {MOST_VERTICES} vertices can show"
            )),
            _ => Err(format!(
                "`sizes` of the scene `mlp` must be layer sizes such as 3x4x4x1 (inputs first), not `{text}`"
            )),
        }
    }
}
