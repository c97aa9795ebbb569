//! From a plain graph to an engine and back, without entities: what the
//! headless commands do, and the picture of `render`.

use glam::Vec3;

use crate::{
    graph::Graph,
    layout::{Dimensions, Engine, Levels, Settings, Start},
};

/// Where the vertices of a whole graph begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartMode {
    /// Beside a neighbour that is already there, as in the app.
    Seeded,
    /// Uniformly in a cube (a square) that gives each vertex its room, to be unfolded
    /// coarse to fine.
    Random,
    /// Where the file says; vertices without a position beside their neighbours.
    File,
}

impl StartMode {
    /// `File` if any vertex has a position, else `Seeded`.
    pub fn natural(graph: &Graph) -> Self {
        if graph.nodes.iter().any(|node| node.position.is_some()) {
            Self::File
        } else {
            Self::Seeded
        }
    }
}

/// Puts a graph into an engine.
pub fn engine_of(graph: &Graph, settings: Settings, mode: StartMode, seed: u64) -> Engine {
    let flat = settings.dimensions == Dimensions::Two;
    let start = Start::new(seed, flat);
    let neighbours = graph.earlier_neighbours();
    let side = cube_side(graph.nodes.len(), settings.dimensions);
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

/// Writes an engine's positions and velocities into its graph.
pub fn write_back(engine: &Engine, graph: &mut Graph) {
    let moved = |v: Vec3| (v != Vec3::ZERO).then_some(v);
    for (index, node) in graph.nodes.iter_mut().enumerate() {
        node.position = engine.positions.get(index).copied();
        node.velocity = engine.velocities.get(index).copied().and_then(moved);
        node.pinned = engine.pinned.get(index).copied().unwrap_or(false);
    }
}

/// The side of a cube (square) with about 4 world units of room a vertex.
fn cube_side(count: usize, dimensions: Dimensions) -> f32 {
    const ROOM: f32 = 4.0;
    // Whole-number roots by search: no libm in anything that positions depend on.
    let power = dimensions.count();
    let cells = (1u64..)
        .find(|side| side.pow(power) >= count as u64)
        .unwrap_or(1);
    cells as f32 * ROOM
}
