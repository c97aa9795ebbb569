//! The catalogue of scenes: names, default settings, captions.

use super::spec::SceneSpec;

/// The entry of a scene in the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct SceneInfo {
    /// Its name.
    pub name: &'static str,
    /// Its name for people, at most four words, in lower case.
    pub title: &'static str,
    /// Its settings with their defaults; empty if it has none.
    pub settings: &'static str,
    /// One line that says what the scene shows, in the words of a first-year student.
    pub caption: &'static str,
}

impl SceneSpec {
    /// Every scene, in the order of lists.
    pub const ALL: [SceneInfo; 17] = [
        SceneInfo {
            name: "seed",
            title: "the seed",
            settings: "",
            caption: "The loss of a small neural network over four samples: every number in its computation is a vertex.",
        },
        SceneInfo {
            name: "expression",
            title: "one expression",
            settings: "",
            caption: "The smallest example: 2x + 1, then relu, which replaces negative numbers by zero.",
        },
        SceneInfo {
            name: "neuron",
            title: "one neuron",
            settings: "",
            caption: "One neuron: two inputs, each times its weight, summed, then squashed by tanh.",
        },
        SceneInfo {
            name: "layer",
            title: "one layer",
            settings: "",
            caption: "One layer: two neurons that share two inputs.",
        },
        SceneInfo {
            name: "mlp",
            title: "small network",
            settings: "sizes=3x4x4x1,samples=4",
            caption: "The loss of a small network with weights and biases, built as in the library micrograd.",
        },
        SceneInfo {
            name: "moons",
            title: "moons: two classes",
            settings: "samples=100",
            caption: "A network learns to tell two classes of points apart, each shaped like a half moon: the whole computation, from every sample to the loss.",
        },
        SceneInfo {
            name: "cube",
            title: "cube lattice",
            settings: "side=10",
            caption: "A lattice in three dimensions: it finds the eight corners of a cube by itself.",
        },
        SceneInfo {
            name: "grid",
            title: "square lattice",
            settings: "side=17",
            caption: "A lattice in two dimensions: it unfolds like a cloth.",
        },
        SceneInfo {
            name: "tree",
            title: "binary tree",
            settings: "depth=9",
            caption: "Every vertex has two children, and every branch takes the same room.",
        },
        SceneInfo {
            name: "random",
            title: "random graph",
            settings: "vertices=1000,degree=3",
            caption: "Edges join vertices at random: the layout is a ball without a pattern.",
        },
        SceneInfo {
            name: "star",
            title: "star",
            settings: "leaves=499",
            caption: "One hub with an edge to every leaf: they spread like a dandelion.",
        },
        SceneInfo {
            name: "path",
            title: "path",
            settings: "vertices=500",
            caption: "A chain of vertices: the hardest graph to straighten.",
        },
        SceneInfo {
            name: "two-levels",
            title: "two levels",
            settings: "side=4",
            caption: "A small cube, and over it the coarser graph that its vertices merge into: the coarser graph carries the cube along. PgDn lights the pairs that merge.",
        },
        SceneInfo {
            name: "three-levels",
            title: "three levels",
            settings: "side=5",
            caption: "A cube that merges twice: each level moves by itself and carries the finer one along. PgUp and PgDn go from one to the next.",
        },
        SceneInfo {
            name: "compare",
            title: "two layouts compared",
            settings: "vertices=240",
            caption: "One tangled ring, twice from the same start: laid out directly (left), and with coarser levels that help (right).",
        },
        SceneInfo {
            name: "rising",
            title: "growing random graph",
            settings: "vertices=400,degree=4",
            caption: "Edges become ever more likely: small parts join, until one connected part holds nearly every vertex.",
        },
        SceneInfo {
            name: "insertions",
            title: "growing search tree",
            settings: "vertices=2000,rate=200",
            caption: "Numbers are inserted into a binary search tree, hundreds a second, and the layout keeps up.",
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
}
