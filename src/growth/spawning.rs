//! Spawns the scene's graph piece by piece, in simulated time.

use bevy::prelude::*;

use super::{
    commands::GrowthCommand,
    queue::{EdgeArrival, Growth},
    rising::RisingGraph,
};
use crate::{
    graph::{CurrentScene, Network, Pinned, Position, Rising, SceneLoaded, Vertex},
    layout::{Dimensions, Start},
    physics::{Physics, SimulationClock},
};

/// The longest delay, simulated seconds.
const LONGEST_DELAY: f64 = 1.0;

/// Entities that are spawned at once, at most. Simulated time waits for the rest.
const PORTION: u32 = 4_000;

/// What growth keeps beside its visible state: who has been spawned, and which
/// links wait for whom.
#[derive(Resource, Default)]
pub struct Plan {
    /// Vertex entities by node.
    spawned: Vec<Entity>,
    /// Node beside which each node starts.
    beside: Vec<Option<u32>>,
    /// Links in the order in which they become possible, with the node that completes them.
    order: Vec<(u32, u32)>,
    /// Which links have been spawned, and how many of them.
    joined: Vec<bool>,
    joints: u32,
    /// Place in `order` up to which links have been considered.
    considered: usize,
    /// First link that may still be missing.
    first_missing: usize,
}

impl Plan {
    fn of(scene: &CurrentScene) -> Self {
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
            beside: graph.earlier_neighbours(),
            order,
            joined: vec![false; graph.links.len()],
            ..Self::default()
        }
    }
}

/// Plans the growth of a scene that was just loaded.
pub(super) fn plan_new_scene(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Res<CurrentScene>,
    mut growth: ResMut<Growth>,
    mut plan: ResMut<Plan>,
    mut clock: ResMut<SimulationClock>,
    mut rising: ResMut<RisingGraph>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    *plan = Plan::of(&scene);
    rising.set_if_neq(rising_of(&scene));
    clock.held = false;
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

/// What rises in a scene, before it does.
fn rising_of(scene: &CurrentScene) -> RisingGraph {
    let rising = scene.stage.rising.as_ref();
    rising.map_or_else(RisingGraph::default, |rising| {
        RisingGraph::new(scene.graph.nodes.len() as u32, rising.most)
    })
}

/// Handles [`GrowthCommand`].
pub(super) fn steer(
    mut requests: MessageReader<GrowthCommand>,
    mut commands: Commands,
    scene: Res<CurrentScene>,
    mut growth: ResMut<Growth>,
    mut plan: ResMut<Plan>,
    (mut clock, mut rising): (ResMut<SimulationClock>, ResMut<RisingGraph>),
    vertices: Query<Entity, With<Vertex>>,
) {
    for request in requests.read() {
        match *request {
            GrowthCommand::Restart => {
                vertices
                    .iter()
                    .for_each(|vertex| commands.entity(vertex).despawn());
                *plan = Plan::of(&scene);
                clock.held = false;
                growth.vertices = 0;
                growth.edges = 0;
                growth.waited = growth.delay;
                growth.risen = 0.0;
                growth.hurries = false;
                rising.set_if_neq(rising_of(&scene));
                growth.paused = false;
                // Asked to grow again, it is to be seen growing.
                clock.paused = false;
            }
            GrowthCommand::Pause(paused) => growth.paused = paused,
            GrowthCommand::Skip => {
                growth.hurries = growth.growing();
                growth.paused = false;
            }
            GrowthCommand::Delay(delay) if delay.is_finite() => {
                growth.delay = delay.clamp(0.0, LONGEST_DELAY);
            }
            GrowthCommand::Delay(_) => {}
            GrowthCommand::Edges(arrival) => {
                growth.edge_arrival = arrival;
                // Edges that were passed over may be due now.
                plan.considered = 0;
            }
        }
    }
}

/// Whether everything that is still to come was asked for at once: that does
/// not wait for the clock.
pub fn hurries(growth: Res<Growth>) -> bool {
    growth.hurries
}

/// Spawns what is due in the tick that is about to begin.
pub(super) fn grow(
    mut commands: Commands,
    mut growth: ResMut<Growth>,
    mut plan: ResMut<Plan>,
    (mut clock, mut rising): (ResMut<SimulationClock>, ResMut<RisingGraph>),
    scene: Res<CurrentScene>,
    network: Res<Network>,
    physics: Res<Physics>,
    positions: Query<&'static Position>,
) {
    // An inspector may have written any number.
    let (nodes, links) = (scene.graph.nodes.len() as u32, plan.joined.len() as u32);
    let (vertices, edges) = (plan.spawned.len() as u32, plan.joints);
    let known = Growth {
        total_vertices: nodes,
        total_edges: links,
        vertices,
        edges,
        waited: finite(growth.waited),
        risen: finite(growth.risen),
        delay: finite(growth.delay).clamp(0.0, LONGEST_DELAY),
        ..*growth
    };
    growth.set_if_neq(known);
    if growth.paused || !growth.growing() {
        return;
    }
    if !clock.held {
        growth.waited += 1.0 / SimulationClock::HERTZ;
        if growth.vertices == growth.total_vertices {
            growth.risen += 1.0 / SimulationClock::HERTZ;
        }
    }
    let mut spawner = Spawner {
        commands: commands.reborrow(),
        scene: &scene,
        network: &network,
        start: Start::new(scene.seed, physics.dimensions == Dimensions::Two),
        positions: positions.as_readonly(),
        fresh: Vec::new(),
        first_fresh: plan.spawned.len(),
        room: PORTION,
    };
    spawner.vertices(&mut growth, &mut plan);
    match &scene.stage.rising {
        Some(rises) => spawner.rising_edges(rises, &mut growth, &mut plan, &mut rising),
        None => spawner.edges(&mut growth, &mut plan),
    }
    // The portion was too small for what is due: time waits.
    clock.held = spawner.room == 0;
    if !growth.growing() {
        growth.hurries = false;
        clock.held = false;
    }
}

struct Spawner<'a> {
    commands: Commands<'a, 'a>,
    scene: &'a CurrentScene,
    network: &'a Network,
    start: Start,
    positions: Query<'a, 'a, &'static Position>,
    /// Positions of the vertices spawned in this step, whose entities are not there yet.
    fresh: Vec<Vec3>,
    first_fresh: usize,
    /// Entities that may still be spawned in this step.
    room: u32,
}

impl Spawner<'_> {
    fn vertices(&mut self, growth: &mut Growth, plan: &mut Plan) {
        while growth.vertices < growth.total_vertices && self.room > 0 {
            let at_once = growth.hurries || growth.delay == 0.0;
            if !at_once && growth.waited < growth.delay {
                return;
            }
            if !at_once {
                growth.waited -= growth.delay;
            }
            self.vertex(growth.vertices, plan);
            growth.vertices += 1;
            self.room -= 1;
        }
    }

    fn vertex(&mut self, id: u32, plan: &mut Plan) {
        let node = &self.scene.graph.nodes[id as usize];
        let neighbour =
            plan.beside[id as usize].and_then(|other| self.position(other as usize, plan));
        let position = node
            .position
            .unwrap_or_else(|| self.start.place(id, neighbour));
        let mut vertex = self.commands.spawn(node.vertex(id, position));
        if let Some(term) = node.term(self.network.0.as_ref()) {
            vertex.insert(term);
        }
        if node.pinned {
            vertex.insert(Pinned);
        }
        plan.spawned.push(vertex.id());
        self.fresh.push(position);
    }

    fn position(&self, node: usize, plan: &Plan) -> Option<Vec3> {
        if node >= self.first_fresh {
            return self.fresh.get(node - self.first_fresh).copied();
        }
        // A vertex that somebody took away has no position; its neighbour starts elsewhere.
        plan.spawned
            .get(node)
            .and_then(|&entity| self.positions.get(entity).ok())
            .map(|position| position.0)
    }

    fn edges(&mut self, growth: &mut Growth, plan: &mut Plan) {
        let all = growth.vertices == growth.total_vertices;
        let swarm = growth.edge_arrival == EdgeArrival::Swarm;
        // As vertices come: an operation's own edge always, the others if they
        // are not to wait for the swarm.
        while let Some(&(completes, link)) = plan.order.get(plan.considered)
            && completes < growth.vertices
            && self.room > 0
        {
            plan.considered += 1;
            if !swarm || self.scene.graph.links[link as usize].own {
                self.edge(link as usize, growth, plan);
            }
        }
        // The swarm, in the order of the links.
        while all && self.room > 0 && plan.first_missing < plan.joined.len() {
            let link = plan.first_missing;
            plan.first_missing += 1;
            self.edge(link, growth, plan);
        }
    }

    /// The edges whose chance has come, in the order of the links.
    fn rising_edges(
        &mut self,
        rises: &Rising,
        growth: &mut Growth,
        plan: &mut Plan,
        rising: &mut RisingGraph,
    ) {
        if growth.vertices < growth.total_vertices {
            return;
        }
        if growth.hurries {
            growth.risen = growth.risen.max(Rising::SECONDS);
        }
        let chance = rises.chance(growth.risen);
        while self.room > 0
            && plan.first_missing < plan.joined.len()
            && rises.chances[plan.first_missing] <= chance
        {
            let link = plan.first_missing;
            plan.first_missing += 1;
            if self.edge(link, growth, plan) {
                let ends = &self.scene.graph.links[link];
                rising.join(ends.source, ends.target);
            }
        }
        rising.chance = chance;
    }

    /// Spawns an edge; returns whether both its ends are there.
    fn edge(&mut self, link: usize, growth: &mut Growth, plan: &mut Plan) -> bool {
        if std::mem::replace(&mut plan.joined[link], true) {
            return false;
        }
        plan.joints += 1;
        growth.edges += 1;
        self.room -= 1;
        let graph = &self.scene.graph;
        let ends = &graph.links[link];
        let (source, target) = (
            plan.spawned[ends.source as usize],
            plan.spawned[ends.target as usize],
        );
        let alive = |node: u32| {
            node as usize >= self.first_fresh
                || self.positions.contains(plan.spawned[node as usize])
        };
        // An edge to a vertex that somebody took away is counted, but not drawn.
        let both = alive(ends.source) && alive(ends.target);
        if both {
            let name = graph.link_name(ends);
            self.commands
                .spawn(ends.edge(link as u32, name, source, target));
        }
        both
    }
}

/// A number that is one, or zero.
fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}
