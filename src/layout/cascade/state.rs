//! The cascade: which level moves, and what it does.

use glam::Vec3;

use super::{
    super::{budget::Budget, engine::Engine, guard::WORLD_RADIUS, hash, springs::Springs},
    balance,
    descent::Descent,
    distances::Distances,
    hierarchy::Hierarchy,
    levels::Levels,
    packing, places,
};

/// Ticks that a level moves at most.
const TICKS: u32 = 20;
/// The same for a level that is too large for its distances, and begins anywhere.
const TICKS_FROM_ANYWHERE: u32 = 200;
/// Largest step in a tick, in mean edges, below which a level is calm.
const CALM: f32 = 0.02;
/// Calm ticks in a row after which it hands down.
const CALM_TICKS: u32 = 3;
/// How often a layout is scaled: softened repulsion is not quite a power.
const SCALINGS: u32 = 2;
/// What a pass over vertices and edges costs, in pairs each.
const PASS_COST: u64 = 16;

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Distances are being searched.
    Search,
    /// A sweep of the descent.
    Descend,
    /// The repulsion at the present places is being summed.
    Balance(u32),
    /// The level moves by the law.
    Move,
    /// The finest level is reached.
    Done,
}

/// An unfolding under way.
#[derive(Debug)]
pub struct Cascade {
    hierarchy: Hierarchy,
    /// The vertex of the present level that each finest vertex is part of.
    ancestors: Vec<u32>,
    /// The present level: a small engine of its own.
    level: Engine,
    phase: Phase,
    distances: Option<Distances>,
    descent: Descent,
    /// Whether the repulsion is being summed.
    measuring: bool,
    /// Whether pinned vertices hold the descent.
    held: bool,
    ticks: u32,
    calm: u32,
    seen: Seen,
}

/// The graph as the cascade left it: if it is otherwise, others had their hands in.
#[derive(Debug, Default)]
struct Seen {
    positions: Vec<Vec3>,
    pinned: Vec<bool>,
}

impl Cascade {
    /// Begins to unfold a graph with finite positions. `None` if there is nothing to unfold.
    pub fn new(finest: &Engine, levels: Levels) -> Option<Box<Self>> {
        if !finest.positions.iter().all(|p| p.is_finite()) {
            return None;
        }
        let hierarchy = Hierarchy::new(
            finest.positions.len(),
            &finest.edges,
            &finest.strengths,
            levels.most(),
        )?;
        let ancestors = hierarchy.ancestors();
        let vertices = hierarchy.levels[hierarchy.levels.len() - 1].masses.len();
        let distances = Distances::new(&finest.edges, &ancestors, vertices);
        let flat = finest.flat();
        let begin = |&representative: &u32| {
            let place = finest.positions[representative as usize];
            if flat { place.with_z(0.0) } else { place }
        };
        let start = distances.representatives.iter().map(begin).collect();
        let level = level(finest, &hierarchy, start, &ancestors);
        Some(Box::new(Self {
            phase: if hierarchy.is_small {
                Phase::Search
            } else {
                Phase::Move
            },
            hierarchy,
            ancestors,
            level,
            distances: Some(distances),
            descent: Descent::default(),
            measuring: false,
            held: false,
            ticks: 0,
            calm: 0,
            seen: Seen::default(),
        }))
    }

    /// Vertices of each level, finest first.
    pub fn sizes(&self) -> Vec<usize> {
        let levels = self.hierarchy.levels.iter();
        levels.map(|level| level.masses.len()).collect()
    }

    /// The present level.
    pub const fn level(&self) -> &Engine {
        &self.level
    }

    /// Whether the finest level has its places.
    pub fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    /// Whether the graph is not as the cascade left it.
    pub fn is_disturbed(&self, finest: &Engine) -> bool {
        let graph = &self.hierarchy.levels[0];
        let mut settings = finest.settings;
        settings.guard = true;
        settings != self.level.settings
            || finest.positions != self.seen.positions
            || finest.pinned != self.seen.pinned
            || finest.edges != graph.edges
            || finest.strengths != graph.strengths
    }

    /// Works on a tick until it is done or about `budget` is spent; returns what is
    /// left of it when the tick is done.
    pub fn advance(&mut self, finest: &Engine, mut budget: u64) -> Option<u64> {
        self.level.parallel = finest.parallel;
        self.level.instructions = finest.instructions;
        loop {
            if budget == 0 {
                return None;
            }
            match self.phase {
                Phase::Search => budget = self.search(budget)?,
                Phase::Descend => {
                    budget = budget.saturating_sub(self.descent.cost());
                    self.descend(finest);
                    return Some(budget);
                }
                Phase::Balance(scaling) => {
                    budget = self.balance(finest, scaling, budget)?;
                    if self.phase != Phase::Balance(scaling + 1) {
                        return Some(budget);
                    }
                }
                Phase::Move => {
                    budget = self.level.advance(budget)?;
                    let pass = (self.ancestors.len() + self.level.edges.len()) as u64;
                    self.moved(finest);
                    return Some(budget.saturating_sub(pass * PASS_COST));
                }
                Phase::Done => return Some(budget),
            }
        }
    }

    /// Shows every finest vertex at its place, or about its ancestor's.
    pub fn show(&mut self, finest: &mut Engine) {
        if self.is_done() {
            for (vertex, place) in self.level.positions.iter().enumerate() {
                if !finest.pinned[vertex] {
                    finest.positions[vertex] = *place;
                }
            }
        } else {
            places::show(finest, &self.level, &self.ancestors);
            self.seen.positions.clone_from(&finest.positions);
            self.seen.pinned.clone_from(&finest.pinned);
        }
    }

    fn search(&mut self, budget: u64) -> Option<u64> {
        if let Some(mut distances) = self.distances.take() {
            let left = distances.advance(budget);
            if left.is_none() {
                self.distances = Some(distances);
                return None;
            }
            let constants = &self.level.settings.constants;
            let length = balance::rest_length(
                self.level.settings.law,
                constants.attraction,
                constants.repulsion,
            );
            let key = self.level.digest();
            let key = hash::mix(key as u32 ^ hash::mix((key >> 32) as u32));
            self.descent = Descent::new(distances.pairs, length, key);
            self.phase = Phase::Descend;
            return left;
        }
        Some(budget)
    }

    fn descend(&mut self, finest: &Engine) {
        let free;
        let fixed = if self.held {
            &self.level.pinned
        } else {
            free = vec![false; self.level.positions.len()];
            &free
        };
        let flat = self.level.flat();
        self.descent.sweep(&mut self.level.positions, fixed, flat);
        if !self.descent.is_done() {
            return;
        }
        if self.held {
            self.arrive(finest);
        } else {
            let length = self.descent.length;
            packing::pack(&mut self.level.positions, &self.level.edges, length);
            self.phase = Phase::Balance(0);
        }
    }

    fn balance(&mut self, finest: &Engine, scaling: u32, budget: u64) -> Option<u64> {
        let level = &mut self.level;
        if !self.measuring {
            level.start_pushes();
        }
        self.measuring = true;
        let mut budget = Budget::new(budget);
        if !level.advance_pushes(&mut budget) {
            return None;
        }
        let left = budget.left();
        self.measuring = false;
        let springs = Springs::new(&level.settings, false);
        let scale = balance::scale(
            level.settings.law,
            &springs,
            &level.positions,
            &level.edges,
            &level.strengths,
            &level.forces,
        )
        .unwrap_or(1.0);
        let farthest = level
            .positions
            .iter()
            .fold(f32::MIN_POSITIVE, |most, p| most.max(p.length()));
        let scale = scale.min(WORLD_RADIUS / 2.0 / farthest);
        for position in &mut level.positions {
            *position *= scale;
        }
        self.descent.length *= scale;
        self.phase = Phase::Balance(scaling + 1);
        if scaling + 1 == SCALINGS {
            self.hold(finest);
        }
        Some(left)
    }

    /// If vertices are pinned, lets the descent find places for the others about them.
    fn hold(&mut self, finest: &Engine) {
        let level = &mut self.level;
        let free = level.positions.clone();
        level.pinned.fill(false);
        places::pin(level, finest, &self.ancestors);
        let mut shift = Vec3::ZERO;
        let mut pins = 0.0;
        for (vertex, place) in free.iter().enumerate() {
            if level.pinned[vertex] {
                shift += level.positions[vertex] - *place;
                pins += 1.0;
            }
        }
        if pins == 0.0 {
            return self.arrive(finest);
        }
        for (position, &pinned) in level.positions.iter_mut().zip(&level.pinned) {
            if !pinned {
                *position += shift / pins;
            }
        }
        self.held = true;
        self.descent.restart();
        self.phase = Phase::Descend;
    }

    /// The coarsest level has its places.
    fn arrive(&mut self, finest: &Engine) {
        self.descent = Descent::default();
        self.level.velocities.fill(Vec3::ZERO);
        self.level.wake();
        self.phase = Phase::Move;
        if self.hierarchy.levels.len() == 1 {
            self.phase = Phase::Done;
        } else {
            places::pin(&mut self.level, finest, &self.ancestors);
        }
    }

    /// A tick of the present level is over: it may have had enough.
    fn moved(&mut self, finest: &Engine) {
        self.ticks += 1;
        let calm = self.level.report().max_step < CALM * self.level.extent().unit();
        self.calm = if calm { self.calm + 1 } else { 0 };
        let cap = if self.distances.is_some() {
            TICKS_FROM_ANYWHERE
        } else {
            TICKS
        };
        if self.calm < CALM_TICKS && self.ticks < cap {
            return;
        }
        (self.ticks, self.calm, self.distances) = (0, 0, None);
        self.hierarchy.levels.pop();
        let levels = &self.hierarchy.levels;
        let places = places::children(&self.level, &levels[levels.len() - 1].parents);
        self.ancestors = self.hierarchy.ancestors();
        self.level = level(finest, &self.hierarchy, places, &self.ancestors);
        if self.hierarchy.levels.len() == 1 {
            self.phase = Phase::Done;
        }
    }
}

/// An engine for the coarsest level that is left.
fn level(
    finest: &Engine,
    hierarchy: &Hierarchy,
    positions: Vec<Vec3>,
    ancestors: &[u32],
) -> Engine {
    let depth = hierarchy.levels.len() - 1;
    let level = &hierarchy.levels[depth];
    let mut engine = Engine::new(finest.settings);
    // A way to a start, and no place to blow up: always guarded. Merged edges
    // have no direction.
    engine.settings.guard = true;
    engine.directed = false;
    engine.velocities = vec![Vec3::ZERO; positions.len()];
    engine.pinned = vec![false; positions.len()];
    engine.keys = (0..positions.len() as u32).collect();
    engine.positions = positions;
    engine.edges.clone_from(&level.edges);
    engine.strengths.clone_from(&level.strengths);
    if depth > 0 {
        engine.weights.clone_from(&level.masses);
    }
    places::pin(&mut engine, finest, ancestors);
    engine
}
