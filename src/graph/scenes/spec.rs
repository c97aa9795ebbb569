//! A scene with its settings.

/// The scene that the window opens with: the loss of a small network over one sample, so small that
/// every number can be read. It has 68 vertices and 71 edges.
pub const START_SCENE: &str = "mlp:sizes=2x3x1,samples=1";

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
        /// Samples in the loss, 1 to 4.
        samples: usize,
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
        /// Mean degree; a connected graph has about 2 or more, so lower values have no effect.
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
    /// Two rings from the same start: one on a single level, one with coarser levels.
    Compare {
        /// Vertices of each ring.
        vertices: usize,
    },
    /// A random graph with a rising edge probability.
    Rising {
        /// Vertices.
        vertices: usize,
        /// Mean degree at the end.
        degree: f64,
    },
    /// A binary search tree that grows by random insertions.
    Insertions {
        /// Vertices.
        vertices: usize,
        /// Vertices a simulated second.
        rate: f64,
    },
}
