//! One graph, two layouts: its halves know nothing of each other, the first is laid out on
//! a single level, the second with coarser levels that move with it, and both are shown
//! side by side.
//!
//! Each half has an engine of its own, whose every bit is as if it were alone. The graph's
//! engine only shows where they are, and hands on what others do to it.

use glam::{DVec3, Vec3};

use super::{
    budget::Budget,
    engine::Engine,
    guard::Extent,
    settings::{Multilevel, Settings},
    tick::{Stage, TickReport},
};

/// Distance of the halves' middles, over the radius of the larger one.
const GAP: f64 = 2.3;
/// Share of the way by which that distance follows in a tick.
const EASE: f64 = 0.1;

/// A half, to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Half {
    /// Ticks since its start.
    pub ticks: u64,
    /// Whether it has come to rest.
    pub settled: bool,
}

/// The two halves of a graph.
#[derive(Debug)]
pub(super) struct Halves {
    /// The least key of the second half.
    second: u32,
    engines: [Engine; 2],
    ticks: [u64; 2],
    /// Which half's turn it is.
    turn: usize,
    /// The graph that was taken over.
    keys: Vec<u32>,
    edges: Vec<[u32; 2]>,
    strengths: Vec<f32>,
    /// What was shown of it, after which other positions are a foreign hand's.
    shown: Vec<Vec3>,
    /// Distance of the middles.
    apart: f64,
}

impl Halves {
    fn new(second: u32) -> Self {
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
        self.engines.iter_mut().for_each(Engine::wake);
    }

    pub fn cancel_tick(&mut self) {
        self.engines.iter_mut().for_each(Engine::cancel_tick);
        self.turn = 0;
        self.forget();
    }

    /// The graph is taken over anew.
    pub fn forget(&mut self) {
        self.keys.clear();
    }

    /// Whether both rest; what was not taken over yet does not.
    pub fn is_settled(&self) -> bool {
        !self.keys.is_empty() && self.engines.iter().all(Engine::is_settled)
    }

    fn half_of(&self, key: u32) -> usize {
        usize::from(key >= self.second)
    }

    /// Where a half is shown, from where it is.
    fn offsets(&self) -> [DVec3; 2] {
        let side = DVec3::X * (0.5 * self.apart);
        let [first, second] = &self.engines;
        [-side - middle(first), side - middle(second)]
    }

    /// The distance at which the halves do not cover each other.
    fn room(&self) -> f64 {
        let largest = self.engines.iter().map(|engine| {
            let middle = middle(engine);
            let square = |p: &Vec3| p.as_dvec3().distance_squared(middle);
            engine.positions.iter().map(square).fold(0.0, f64::max)
        });
        GAP * largest.fold(0.0, f64::max).sqrt()
    }

    /// Takes over the graph, if it has become another one, and what a foreign hand did.
    fn follow(&mut self, graph: &Engine) {
        let same = self.keys == graph.keys
            && self.edges == graph.edges
            && self.strengths == graph.strengths;
        if !same {
            self.take(graph);
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

    /// Takes over another graph.
    fn take(&mut self, graph: &Engine) {
        self.keys.clone_from(&graph.keys);
        self.edges.clone_from(&graph.edges);
        self.strengths.clone_from(&graph.strengths);
        self.shown.clone_from(&graph.positions);
        self.ticks = [0; 2];
        let mut own = Vec::with_capacity(graph.keys.len());
        let mut origins: [Option<Vec3>; 2] = [None; 2];
        for half in 0..2 {
            self.engines[half] = Engine::new(graph.settings);
            self.engines[half].directed = graph.directed;
        }
        for (dense, &key) in graph.keys.iter().enumerate() {
            let half = self.half_of(key);
            let engine = &mut self.engines[half];
            // Equal halves have equal keys, and so all choices in common.
            let key = if half == 0 { key } else { key - self.second };
            // As seen from its first vertex, so that rounding is the same in both.
            let position = graph.positions[dense];
            let origin = *origins[half].get_or_insert(position);
            let place = engine.add_vertex(position - origin, key);
            engine.velocities[place] = graph.velocities[dense];
            engine.pinned[place] = graph.pinned[dense];
            own.push((half, place));
        }
        for (&[from, to], &strength) in graph.edges.iter().zip(&graph.strengths) {
            let ((half, from), (other, to)) = (own[from as usize], own[to as usize]);
            // What joins the halves pulls at neither.
            if half == other {
                self.engines[half].add_edge(from, to, strength);
            }
        }
        let [first, second] = origins.map(Option::unwrap_or_default);
        self.apart = f64::from((second.x - first.x).abs()).max(self.room());
    }

    /// Works on a tick of both; returns whether it is done.
    fn advance(&mut self, budget: &mut Budget) -> bool {
        while self.turn < 2 {
            let engine = &mut self.engines[self.turn];
            if !engine.is_settled() || engine.is_mid_tick() {
                if !engine.work_on(budget) {
                    return false;
                }
                self.ticks[self.turn] += 1;
            }
            self.turn += 1;
        }
        self.turn = 0;
        true
    }

    /// Shows where the halves are.
    fn show(&mut self, graph: &mut Engine) {
        self.apart += (self.room() - self.apart) * EASE;
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
        graph.extent = Extent::of(&graph.positions, &graph.edges);
    }
}

/// The mean of the positions; sums in order.
fn middle(engine: &Engine) -> DVec3 {
    let sum: DVec3 = engine.positions.iter().map(|p| p.as_dvec3()).sum();
    sum / engine.positions.len().max(1) as f64
}

impl Engine {
    /// Lays the vertices from the key `second` on out by themselves, with coarser levels, and
    /// those before it on a single level, side by side; nothing lays out the graph as a whole.
    pub fn split(&mut self, second: Option<u32>) {
        if self.halves.as_ref().map(|halves| halves.second) != second {
            self.cancel_tick();
            self.halves = second.map(|second| Box::new(Halves::new(second)));
            self.wake();
        }
    }

    /// How far each half is, if the graph is laid out in halves.
    pub fn halves(&self) -> Option<[Half; 2]> {
        let halves = self.halves.as_ref()?;
        let half = |half: usize| Half {
            ticks: halves.ticks[half],
            settled: halves.engines[half].is_settled(),
        };
        Some([half(0), half(1)])
    }

    /// The vertices of each half, where they are by themselves, and their edges.
    pub fn half(&self, half: usize) -> Option<&Self> {
        self.halves.as_ref()?.engines.get(half)
    }

    /// Begins a tick of the halves, if there are any; returns whether there are.
    pub(super) fn begin_halves(&mut self) -> bool {
        let Some(mut halves) = self.halves.take() else {
            return false;
        };
        self.unfolding = None;
        if self.settings.guard {
            self.before = Vec::new();
        } else {
            self.before.clone_from(&self.positions);
        }
        halves.follow(self);
        self.halves = Some(halves);
        self.stage = Stage::Halves;
        true
    }

    /// Works on a tick of the halves within `budget`.
    pub(super) fn advance_halves(&mut self, budget: &mut Budget) {
        let Some(mut halves) = self.halves.take() else {
            self.stage = Stage::Idle;
            return;
        };
        if halves.advance(budget) {
            halves.show(self);
            self.stage = Stage::Idle;
        }
        self.halves = Some(halves);
    }
}
