//! The plan of growth: the order in which a scene's vertices and edges arrive.

use bevy::prelude::*;

use super::{progress::Growth, rising::RisingGraph};
use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, SceneLoaded},
};

/// The entities that were spawned, and the order of the links that are still to come.
#[derive(Resource, Default)]
pub(super) struct GrowthPlan {
    /// Vertex entities by node.
    pub(super) spawned: Vec<Entity>,
    /// For each node the earlier node beside which it starts.
    pub(super) neighbours: Vec<Option<u32>>,
    /// `(node, link)`, ascending: the link becomes possible with that node, its later end.
    pub(super) order: Vec<(u32, u32)>,
    /// Whether each link has been spawned.
    pub(super) linked: Vec<bool>,
    /// Number of spawned links.
    pub(super) linked_count: u32,
    /// Place in `order` up to which links have been considered.
    pub(super) considered: usize,
    /// First link that may still be missing.
    pub(super) first_missing: usize,
}

impl GrowthPlan {
    /// The plan of a scene of which nothing has grown.
    pub(super) fn from_scene(scene: &CurrentScene) -> Self {
        let graph = &scene.graph;
        let mut order: Vec<(u32, u32)> = graph
            .links
            .iter()
            .enumerate()
            .map(|(link, ends)| (ends.source.max(ends.target), link as u32))
            .collect();
        order.sort_unstable();
        Self {
            spawned: Vec::with_capacity(graph.nodes.len()),
            neighbours: graph.earlier_neighbours(),
            order,
            linked: vec![false; graph.links.len()],
            ..Self::default()
        }
    }
}

/// Plans the growth of a scene that was just loaded.
pub(super) fn plan_new_scene(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Res<CurrentScene>,
    mut growth: ResMut<Growth>,
    mut plan: ResMut<GrowthPlan>,
    mut clock: ResMut<SimulationClock>,
    mut rising: ResMut<RisingGraph>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    *plan = GrowthPlan::from_scene(&scene);
    rising.set_if_neq(initial_rising_graph(&scene));
    clock.waiting = false;
    *growth = Growth {
        total_vertices: scene.graph.nodes.len() as u32,
        total_edges: scene.graph.links.len() as u32,
        delay: scene.delay,
        // The first vertex is due at once.
        waited: scene.delay,
        edge_arrival: growth.edge_arrival,
        ..Growth::default()
    };
}

/// The rising graph of a scene before its edge probability rises; empty in other scenes.
pub(super) fn initial_rising_graph(scene: &CurrentScene) -> RisingGraph {
    let rising = scene.setup.rising.as_ref();
    rising.map_or_else(RisingGraph::default, |rising| {
        RisingGraph::new(scene.graph.nodes.len() as u32, rising.most)
    })
}
