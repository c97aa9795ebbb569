//! The catalogue of scenes: names, default settings, captions.

use super::spec::SceneSpec;

/// The entry of a scene in the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct SceneInfo {
    /// Its name.
    pub name: &'static str,
    /// Its name for people, a few words.
    pub title: &'static str,
    /// Its settings with their defaults; empty if it has none.
    pub settings: &'static str,
    /// One line that says what the scene shows.
    pub caption: &'static str,
}

impl SceneSpec {
    /// Every scene, in the order of lists.
    pub const ALL: [SceneInfo; 17] = [
        SceneInfo {
            name: "seed",
            title: "the seed",
            settings: "",
            caption: "The loss of a small neural network: every number that it takes to compute it is a vertex.",
        },
        SceneInfo {
            name: "expression",
            title: "one expression",
            settings: "",
            caption: "The smallest example: x · 2 + 1, cut off below zero.",
        },
        SceneInfo {
            name: "neuron",
            title: "one neuron",
            settings: "",
            caption: "One neuron: two inputs, each times its weight, summed and squashed by tanh.",
        },
        SceneInfo {
            name: "layer",
            title: "one layer",
            settings: "",
            caption: "A layer: two neurons that share their two inputs.",
        },
        SceneInfo {
            name: "mlp",
            title: "small network",
            settings: "sizes=3x4x4x1,samples=4",
            caption: "A multilayer perceptron's loss as micrograd builds it, biases included.",
        },
        SceneInfo {
            name: "moons",
            title: "moons",
            settings: "samples=100",
            caption: "micrograd's demo, whole: telling two moons apart, from every sample to the loss.",
        },
        SceneInfo {
            name: "cube",
            title: "cube",
            settings: "side=10",
            caption: "A cubic lattice: watch it find its corners.",
        },
        SceneInfo {
            name: "grid",
            title: "square cloth",
            settings: "side=17",
            caption: "A square lattice: a cloth that unfolds.",
        },
        SceneInfo {
            name: "tree",
            title: "binary tree",
            settings: "depth=9",
            caption: "A binary tree: every branch wants the same room.",
        },
        SceneInfo {
            name: "random",
            title: "random graph",
            settings: "vertices=1000,degree=3",
            caption: "A random graph: a ball without a plan.",
        },
        SceneInfo {
            name: "star",
            title: "star",
            settings: "leaves=499",
            caption: "A hub and its leaves: a dandelion.",
        },
        SceneInfo {
            name: "path",
            title: "path",
            settings: "vertices=500",
            caption: "A path: the hardest thing to straighten.",
        },
        SceneInfo {
            name: "two-levels",
            title: "two levels",
            settings: "side=4",
            caption: "A small cube, the graph that it merges into, and the frame by which this one takes the cube along. PgDn lights the pairs that merge.",
        },
        SceneInfo {
            name: "three-levels",
            title: "three levels",
            settings: "side=5",
            caption: "A cube that merges twice: each level moves by itself and takes the finer one along. PgUp and PgDn go from one to the next.",
        },
        SceneInfo {
            name: "compare",
            title: "two layouts compared",
            settings: "vertices=240",
            caption: "One tangled ring, twice from the same start: on a single level (left), and with coarser levels that help (right).",
        },
        SceneInfo {
            name: "rising",
            title: "rising random graph",
            settings: "vertices=400,degree=4",
            caption: "A random graph whose edges become ever more likely: see the giant component appear.",
        },
        SceneInfo {
            name: "insertions",
            title: "search tree that grows",
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
}
