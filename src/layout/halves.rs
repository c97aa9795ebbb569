//! The two halves of a graph, laid out independently and shown side by side: the first on a single
//! level, the second with coarser levels that move with it.
//!
//! Each half has dynamics of its own, bit for bit as if it were alone. The graph's own positions
//! only show both, and changes of the graph are passed to the halves.

use glam::{DVec3, Vec3};

use super::{
    dynamics::{Dynamics, LayoutExtent, TickReport},
    model::{Budget, Multilevel, Settings},
    multilevel::ProjectedDynamics,
};

/// Distance between the centres of the halves, over the radius of the larger one.
const GAP: f64 = 2.3;
/// Share by which that distance approaches its target in a tick.
const EASE: f64 = 0.1;

/// The progress of one half.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HalfProgress {
    /// Ticks since its start.
    pub ticks: u64,
    /// Whether it has come to rest.
    pub settled: bool,
}

/// The two halves of a graph.
#[derive(Debug)]
pub struct Halves {
    /// The least key of the second half.
    second: u32,
    engines: [ProjectedDynamics; 2],
    ticks: [u64; 2],
    /// The half that moves next in this tick.
    turn: usize,
    /// The graph that the halves were made from.
    keys: Vec<u32>,
    edges: Vec<[u32; 2]>,
    strengths: Vec<f32>,
    /// The positions shown last; others were set from outside.
    shown: Vec<Vec3>,
    /// Distance between the centres.
    apart: f64,
}

impl Halves {
    pub fn new(second: u32) -> Self {
        Self {
            second,
            engines: Default::default(),
            ticks: [0; 2],
            turn: 0,
            keys: Vec::new(),
            edges: Vec::new(),
            strengths: Vec::new(),
            shown: Vec::new(),
            apart: 0.0,
        }
    }

    pub fn wake(&mut self) {
        self.engines.iter_mut().for_each(|half| half.wake());
    }

    pub fn cancel_tick(&mut self) {
        self.engines
            .iter_mut()
            .for_each(ProjectedDynamics::cancel_tick);
        self.turn = 0;
        self.forget_graph();
    }

    /// Splits the graph again at the next tick.
    pub fn forget_graph(&mut self) {
        self.keys.clear();
    }

    /// Whether both halves rest; before the graph is split, they do not.
    pub fn is_settled(&self) -> bool {
        !self.keys.is_empty() && self.engines.iter().all(|half| half.is_settled())
    }

    /// The least key of the second half.
    pub const fn second_key(&self) -> u32 {
        self.second
    }

    /// The progress of each half.
    pub fn progress(&self) -> [HalfProgress; 2] {
        [0, 1].map(|half| HalfProgress {
            ticks: self.ticks[half],
            settled: self.engines[half].is_settled(),
        })
    }

    /// The dynamics of one half.
    pub fn dynamics_of(&self, half: usize) -> Option<&ProjectedDynamics> {
        self.engines.get(half)
    }

    fn half_of(&self, key: u32) -> usize {
        usize::from(key >= self.second)
    }

    /// The displacement from each half's own positions to those shown.
    fn offsets(&self) -> [DVec3; 2] {
        let side = DVec3::X * (0.5 * self.apart);
        let [first, second] = &self.engines;
        [-side - find_middle(first), side - find_middle(second)]
    }

    /// The distance between the centres at which the halves do not overlap.
    fn target_distance(&self) -> f64 {
        let largest = self.engines.iter().map(|engine| {
            let middle = find_middle(engine);
            let square = |p: &Vec3| p.as_dvec3().distance_squared(middle);
            engine.positions.iter().map(square).fold(0.0, f64::max)
        });
        GAP * largest.fold(0.0, f64::max).sqrt()
    }

    /// Splits the graph again if it has changed, and applies positions, pins and settings that
    /// were set from outside.
    pub fn follow_graph(&mut self, graph: &Dynamics) {
        let same = self.keys == graph.keys
            && self.edges == graph.edges
            && self.strengths == graph.strengths;
        if !same {
            self.split_graph(graph);
        }
        let offsets = self.offsets();
        let mut next = [0; 2];
        for (dense, &key) in graph.keys.iter().enumerate() {
            let half = self.half_of(key);
            let engine = &mut self.engines[half];
            let own = next[half];
            next[half] += 1;
            let (position, velocity) = (graph.positions[dense], graph.velocities[dense]);
            if same && (position != self.shown[dense] || velocity != engine.velocities[own]) {
                if position != self.shown[dense] {
                    engine.positions[own] = (position.as_dvec3() - offsets[half]).as_vec3();
                }
                engine.velocities[own] = velocity;
                engine.wake();
            }
            if engine.pinned[own] != graph.pinned[dense] {
                engine.pinned[own] = graph.pinned[dense];
                engine.wake();
            }
        }
        for (half, engine) in self.engines.iter_mut().enumerate() {
            let settings = Settings {
                multilevel: [Multilevel::Off, Multilevel::Projection][half],
                ..graph.settings
            };
            if engine.settings != settings {
                engine.settings = settings;
                engine.wake();
            }
            engine.parallel = graph.parallel;
            engine.instructions = graph.instructions;
        }
    }

    /// Splits another graph into its halves.
    fn split_graph(&mut self, graph: &Dynamics) {
        self.keys.clone_from(&graph.keys);
        self.edges.clone_from(&graph.edges);
        self.strengths.clone_from(&graph.strengths);
        self.shown.clone_from(&graph.positions);
        self.ticks = [0; 2];
        let mut own = Vec::with_capacity(graph.keys.len());
        let mut origins: [Option<Vec3>; 2] = [None; 2];
        for half in 0..2 {
            self.engines[half] = ProjectedDynamics::new(graph.settings);
            self.engines[half].directed = graph.directed;
        }
        for (dense, &key) in graph.keys.iter().enumerate() {
            let half = self.half_of(key);
            let engine = &mut self.engines[half];
            // Equal halves have equal keys, and so the same random choices.
            let key = if half == 0 { key } else { key - self.second };
            // Relative to the half's first vertex, so that rounding is the same in both.
            let position = graph.positions[dense];
            let origin = *origins[half].get_or_insert(position);
            let place = engine.add_vertex(position - origin, key);
            engine.velocities[place] = graph.velocities[dense];
            engine.pinned[place] = graph.pinned[dense];
            own.push((half, place));
        }
        for (&[from, to], &strength) in graph.edges.iter().zip(&graph.strengths) {
            let ((half, from), (other, to)) = (own[from as usize], own[to as usize]);
            // An edge between the halves pulls at neither.
            if half == other {
                self.engines[half].add_edge(from, to, strength);
            }
        }
        let [first, second] = origins.map(Option::unwrap_or_default);
        self.apart = f64::from((second.x - first.x).abs()).max(self.target_distance());
    }

    /// Works on a tick of both halves within `budget`; returns whether it is done.
    pub fn advance(&mut self, budget: &mut Budget) -> bool {
        while self.turn < 2 {
            let engine = &mut self.engines[self.turn];
            if !engine.is_settled() || engine.is_mid_tick() {
                if !engine.advance_tick(budget) {
                    return false;
                }
                self.ticks[self.turn] += 1;
            }
            self.turn += 1;
        }
        self.turn = 0;
        true
    }

    /// Writes the positions of the halves, side by side, and their report into `graph`.
    pub fn show_halves(&mut self, graph: &mut Dynamics) {
        self.apart += (self.target_distance() - self.apart) * EASE;
        let offsets = self.offsets();
        let mut next = [0; 2];
        for (dense, &key) in self.keys.iter().enumerate() {
            let half = self.half_of(key);
            let (engine, own) = (&self.engines[half], next[half]);
            next[half] += 1;
            let position = engine.positions[own].as_dvec3() + offsets[half];
            graph.positions[dense] = position.as_vec3();
            graph.velocities[dense] = engine.velocities[own];
        }
        self.shown.clone_from(&graph.positions);
        let [a, b] = [0, 1].map(|half| self.engines[half].report());
        let [m, n] = [0, 1].map(|half| self.engines[half].positions.len() as f64);
        graph.report = TickReport {
            max_step: a.max_step.max(b.max_step),
            kinetic_energy: (a.kinetic_energy * m + b.kinetic_energy * n) / (m + n).max(1.0),
            held: a.held + b.held,
            quarantined: a.quarantined + b.quarantined,
            substeps: a.substeps.max(b.substeps),
            load: a.load.max(b.load),
        };
        graph.extent = LayoutExtent::from_graph(&graph.positions, &graph.edges);
    }
}

/// The mean of the positions; sums in order.
fn find_middle(engine: &Dynamics) -> DVec3 {
    let sum: DVec3 = engine.positions.iter().map(|p| p.as_dvec3()).sum();
    sum / engine.positions.len().max(1) as f64
}
