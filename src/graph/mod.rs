//! The graph on the screen: vertices and edges as entities, the plain `Graph`
//! they are spawned from, tracing a tape into it, and the scenes.

mod adjacency;
mod bundle;
pub mod commands;
mod components;
mod escape;
mod hold;
mod index;
mod kin;
mod loading;
mod mirror;
mod pins;
mod plain;
mod plugin;
mod scene;
mod scenes;
mod selection;
mod spawn;
mod trace;

pub use crate::layout::{degrees, depths, distances};
pub use adjacency::Adjacency;
pub use components::{
    Edge, EdgeForce, EdgeId, EdgeSource, EdgeTarget, IncomingEdges, OutgoingEdges, Pinned,
    Position, Term, Velocity, Vertex, VertexId, VertexKind,
};
pub use hold::Held;
pub use index::GraphIndex;
pub use kin::{Kin, kin};
pub use pins::Pins;
pub use plain::{Graph, Link, Node};
pub use plugin::{GraphPlugin, GraphSystems};
pub use scene::{CurrentScene, Network, Rising, SceneLoaded, Stage};
pub use scenes::{Built, MOST_VERTICES, SceneInfo, SceneSpec};
pub use selection::{Excluded, Hovered, Selection};
pub use spawn::spawn_graph;
pub use trace::{Wiring, trace};
