//! Spawns the scene's graph piece by piece, in simulated time.

use bevy::prelude::*;

use super::{
    plan::GrowthPlan,
    progress::{EdgeArrival, Growth, LONGEST_DELAY},
    rising::RisingGraph,
};
use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, Network, Pinned, Planar, Position, Rising},
    layout::Start,
};

/// Entities that are spawned in a tick, at most. Simulated time waits for the rest.
const PORTION: u32 = 4_000;

/// Spawns the vertices and edges that are due in the coming tick.
///
/// It spawns at most [`PORTION`] entities a tick; the clock waits until the rest is there.
pub(super) fn spawn_due_entities(
    mut commands: Commands,
    mut growth: ResMut<Growth>,
    mut plan: ResMut<GrowthPlan>,
    (mut clock, mut rising): (ResMut<SimulationClock>, ResMut<RisingGraph>),
    scene: Res<CurrentScene>,
    network: Res<Network>,
    planar: Res<Planar>,
    positions: Query<&'static Position>,
) {
    // Repair the visible state first: an inspector may have written any number.
    let (nodes, links) = (scene.graph.nodes.len() as u32, plan.linked.len() as u32);
    let (vertices, edges) = (plan.spawned.len() as u32, plan.linked_count);
    let known = Growth {
        total_vertices: nodes,
        total_edges: links,
        vertices,
        edges,
        waited: finite_or_zero(growth.waited),
        risen: finite_or_zero(growth.risen),
        delay: finite_or_zero(growth.delay).clamp(0.0, LONGEST_DELAY),
        ..*growth
    };
    growth.set_if_neq(known);
    if growth.paused || !growth.growing() {
        return;
    }
    // Count simulated time, unless it waits.
    if !clock.waiting {
        growth.waited += 1.0 / SimulationClock::HERTZ;
        if growth.vertices == growth.total_vertices {
            growth.risen += 1.0 / SimulationClock::HERTZ;
        }
    }
    let mut spawner = Spawner {
        commands: commands.reborrow(),
        scene: &scene,
        network: &network,
        start: Start::new(scene.seed, planar.0),
        positions: positions.as_readonly(),
        new_positions: Vec::new(),
        first_new: plan.spawned.len(),
        room: PORTION,
    };
    // Spawn the vertices first, then the edges whose ends are there.
    spawner.spawn_due_vertices(&mut growth, &mut plan);
    match &scene.setup.rising {
        Some(rises) => spawner.spawn_rising_edges(rises, &mut growth, &mut plan, &mut rising),
        None => spawner.spawn_due_edges(&mut growth, &mut plan),
    }
    // A portion that is used up leaves due entities: time waits for them.
    clock.waiting = spawner.room == 0;
    if !growth.growing() {
        growth.hurries = false;
        clock.waiting = false;
    }
}

/// Spawns entities within the portion of one tick.
struct Spawner<'a> {
    commands: Commands<'a, 'a>,
    scene: &'a CurrentScene,
    network: &'a Network,
    start: Start,
    positions: Query<'a, 'a, &'static Position>,
    /// Positions of the vertices spawned in this tick; their entities exist only after it.
    new_positions: Vec<Vec3>,
    /// The first node that was spawned in this tick.
    first_new: usize,
    /// Entities that may still be spawned in this tick.
    room: u32,
}

impl Spawner<'_> {
    /// Spawns the vertices for which enough time has passed.
    fn spawn_due_vertices(&mut self, growth: &mut Growth, plan: &mut GrowthPlan) {
        while growth.vertices < growth.total_vertices && self.room > 0 {
            let at_once = growth.hurries || growth.delay == 0.0;
            if !at_once && growth.waited < growth.delay {
                return;
            }
            if !at_once {
                growth.waited -= growth.delay;
            }
            self.spawn_vertex(growth.vertices, plan);
            growth.vertices += 1;
            self.room -= 1;
        }
    }

    /// Spawns one vertex beside an earlier neighbour, or where the scene places it.
    fn spawn_vertex(&mut self, id: u32, plan: &mut GrowthPlan) {
        let node = &self.scene.graph.nodes[id as usize];
        let neighbour =
            plan.neighbours[id as usize].and_then(|other| self.position_of(other as usize, plan));
        let position = node
            .position
            .unwrap_or_else(|| self.start.place(id, neighbour));
        let mut vertex = self.commands.spawn(node.vertex_bundle(id, position));
        if let Some(term) = node.vertex_term(self.network.0.as_ref()) {
            vertex.insert(term);
        }
        if node.pinned {
            vertex.insert(Pinned);
        }
        plan.spawned.push(vertex.id());
        self.new_positions.push(position);
    }

    /// The position of a spawned node.
    fn position_of(&self, node: usize, plan: &GrowthPlan) -> Option<Vec3> {
        if node >= self.first_new {
            return self.new_positions.get(node - self.first_new).copied();
        }
        // A despawned vertex has no position; its neighbour starts elsewhere.
        plan.spawned
            .get(node)
            .and_then(|&entity| self.positions.get(entity).ok())
            .map(|position| position.0)
    }

    /// Spawns the edges that arrive with their ends, then the swarm.
    fn spawn_due_edges(&mut self, growth: &mut Growth, plan: &mut GrowthPlan) {
        let all = growth.vertices == growth.total_vertices;
        let swarm = growth.edge_arrival == EdgeArrival::Swarm;
        // Edges that arrive with their later end: always that of an operation vertex to its
        // value, the others unless they wait for the swarm.
        while let Some(&(completes, link)) = plan.order.get(plan.considered)
            && completes < growth.vertices
            && self.room > 0
        {
            plan.considered += 1;
            if !swarm || self.scene.graph.links[link as usize].own {
                self.spawn_edge(link as usize, growth, plan);
            }
        }
        // The swarm after the last vertex, in the order of the links.
        while all && self.room > 0 && plan.first_missing < plan.linked.len() {
            let link = plan.first_missing;
            plan.first_missing += 1;
            self.spawn_edge(link, growth, plan);
        }
    }

    /// Spawns the edges that the risen edge probability has reached, in the order of the links.
    fn spawn_rising_edges(
        &mut self,
        rises: &Rising,
        growth: &mut Growth,
        plan: &mut GrowthPlan,
        rising: &mut RisingGraph,
    ) {
        if growth.vertices < growth.total_vertices {
            return;
        }
        if growth.hurries {
            growth.risen = growth.risen.max(Rising::SECONDS);
        }
        let chance = rises.chance_after(growth.risen);
        while self.room > 0
            && plan.first_missing < plan.linked.len()
            && rises.chances[plan.first_missing] <= chance
        {
            let link = plan.first_missing;
            plan.first_missing += 1;
            if self.spawn_edge(link, growth, plan) {
                let ends = &self.scene.graph.links[link];
                rising.join_vertices(ends.source, ends.target);
            }
        }
        rising.chance = chance;
    }

    /// Spawns an edge once. Returns whether it was spawned with both its ends alive.
    fn spawn_edge(&mut self, link: usize, growth: &mut Growth, plan: &mut GrowthPlan) -> bool {
        if std::mem::replace(&mut plan.linked[link], true) {
            return false;
        }
        plan.linked_count += 1;
        growth.edges += 1;
        self.room -= 1;
        let graph = &self.scene.graph;
        let ends = &graph.links[link];
        let (source, target) = (
            plan.spawned[ends.source as usize],
            plan.spawned[ends.target as usize],
        );
        let alive = |node: u32| {
            node as usize >= self.first_new || self.positions.contains(plan.spawned[node as usize])
        };
        // An edge to a despawned vertex counts as arrived, but is not spawned.
        let both = alive(ends.source) && alive(ends.target);
        if both {
            let name = graph.link_name(ends);
            self.commands
                .spawn(ends.edge_bundle(link as u32, name, source, target));
        }
        both
    }
}

/// The number, or zero in place of an infinity or NaN.
fn finite_or_zero(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}
