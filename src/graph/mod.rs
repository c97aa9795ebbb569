//! The graph: vertices and edges as entities, the plain [`Graph`] that they are spawned from,
//! tracing a tape into it, and the scenes.
//!
//! Every vertex has a stable id; [`GraphIndex`] orders the living ones by it, never by query or
//! entity. The tape owns data and gradients; the vertices mirror them.

mod adjacency;
mod bundle;
pub mod commands;
mod components;
mod drag;
mod escape;
mod index;
mod kin;
mod loading;
mod mirror;
mod pins;
mod plain;
mod plane;
mod plugin;
mod room;
mod scene;
mod scenes;
mod selection;
mod spawn;
mod trace;

pub use adjacency::Adjacency;
pub use components::{
    Edge, EdgeForce, EdgeId, EdgeSource, EdgeTarget, IncomingEdges, OutgoingEdges, Pinned,
    Position, Term, Velocity, Vertex, VertexId, VertexKind,
};
pub use drag::Held;
pub use index::GraphIndex;
pub use kin::{Kin, find_kin};
pub use pins::Pins;
pub use plain::{Graph, Link, Node};
pub use plane::Planar;
pub use plugin::{GraphPlugin, GraphStatePlugin, GraphSystems};
pub use room::side_with_room;
pub use scene::{CurrentScene, Network, Rising, SceneLoaded, SceneSetup};
pub use scenes::{Built, MOST_VERTICES, START_SCENE, SceneInfo, SceneSpec};
pub use selection::{Excluded, Hovered, Selection};
pub use spawn::spawn_graph;
pub use trace::{Wiring, trace_roots};
