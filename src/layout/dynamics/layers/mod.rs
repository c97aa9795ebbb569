//! Layers: every vertex is drawn to the place of its depth along one axis, so that what
//! flows through a directed graph flows from left to right.
//!
//! A spring then is at rest along the axis when its ends are as far apart as their layers:
//! an edge that leads past many layers does not pull them together. Whatever else moves a
//! vertex out of its layer, repulsion or a hand, a harmonic pull takes it back: one more
//! force among the others. The layers float: they are where their vertices are on average,
//! so that the pull moves no graph as a whole. It is the gradient of
//!
//! ```text
//! U = ½ Σ k d(x − t − c)²,  c = the mean of x − t, weighted by k
//! ```
//!
//! with the place `t` of the layer ([`spacing`]) and the distance `d` from it, or from its band
//! if it has one. Its Hessian is at most that of the pulls alone: the guard takes each as it
//! takes a spring, and there is a rest. `k` is the higher the nearer the next layer is, so that
//! what pushes a vertex about does not push it past that one.
//! The guard makes a vertex as heavy as that takes *along* the axis and no heavier across it.
//!
//! The paper's gravity, a force along each edge, keeps the momentum too, but makes no layers:
//! where it is in balance with the springs, a vertex with many edges hangs as far down as
//! they are many. (The seed's graph at 4 and at 42 times the force of a spring at rest:
//! a layer's vertices are spread over 13 and 9 units, here over 0.1; heights go with layers
//! by 0.78 and 0.85, here by 0.99.)

mod pull;
mod spacing;

pub use pull::{Layers, Places};
