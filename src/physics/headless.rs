//! From a plain graph to an engine and back, without entities: for the headless commands and
//! the picture of `render`.

use glam::Vec3;

use crate::{
    graph::{Graph, side_with_room},
    layout::{Dimensions, Engine, Levels, Settings, Start},
};

/// Where the vertices of a whole graph start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartMode {
    /// Beside an earlier neighbour, as in the app.
    Seeded,
    /// Uniformly in a cube (in the plane: a square) with room for every vertex, then unfolded
    /// coarse to fine.
    Random,
    /// At the positions of the file; vertices without one beside an earlier neighbour.
    File,
}

impl StartMode {
    /// `File` if any vertex has a position, else `Seeded`.
    pub fn from_graph(graph: &Graph) -> Self {
        if graph.nodes.iter().any(|node| node.position.is_some()) {
            Self::File
        } else {
            Self::Seeded
        }
    }
}

/// An engine that holds a graph. `seed` is that of the starting places.
pub fn engine_from_graph(graph: &Graph, settings: Settings, mode: StartMode, seed: u64) -> Engine {
    let flat = settings.dimensions == Dimensions::Two;
    let start = Start::new(seed, flat);
    let neighbours = graph.earlier_neighbours();
    let side = side_with_room(graph.nodes.len(), settings.dimensions.count());
    let mut engine = Engine::new(settings);
    engine.directed = graph.directed;
    engine.reserve(graph.nodes.len(), graph.links.len());
    for (index, node) in graph.nodes.iter().enumerate() {
        let beside = || {
            start.place(
                index as u32,
                neighbours[index].map(|other| engine.positions[other as usize]),
            )
        };
        let position = match mode {
            StartMode::Seeded => beside(),
            StartMode::Random => start.anywhere(index as u32, side),
            StartMode::File => node.position.unwrap_or_else(beside),
        };
        let added = engine.add_vertex(position, index as u32);
        engine.pinned[added] = node.pinned;
        if let (StartMode::File, Some(velocity)) = (mode, node.velocity) {
            engine.velocities[added] = velocity;
        }
    }
    for link in &graph.links {
        engine.add_edge(link.source as usize, link.target as usize, link.strength);
    }
    if mode == StartMode::Random {
        engine.unfold(Levels::Auto);
    }
    engine
}

/// Stores an engine's positions, velocities and pins in its graph. A velocity of zero is stored
/// as none.
pub fn store_positions(engine: &Engine, graph: &mut Graph) {
    let moved = |v: Vec3| (v != Vec3::ZERO).then_some(v);
    for (index, node) in graph.nodes.iter_mut().enumerate() {
        node.position = engine.positions.get(index).copied();
        node.velocity = engine.velocities.get(index).copied().and_then(moved);
        node.pinned = engine.pinned.get(index).copied().unwrap_or(false);
    }
}
