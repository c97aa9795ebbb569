//! The cascade: which level moves, and what it does.

use glam::{DVec3, Vec3};

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
const TICKS: u32 = 8;
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
    /// The levels are being made.
    Coarsen,
    /// Distances are being searched.
    Search,
    /// A sweep of the descent.
    Descend,
    /// The repulsion at the present places is being summed.
    Balance(u32),
    /// The same on a level whose places come from a coarser one.
    Fit,
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
        Some(Box::new(Self {
            phase: Phase::Coarsen,
            hierarchy,
            ancestors: Vec::new(),
            level: Engine::default(),
            distances: None,
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

    /// Works on a tick within `budget`; returns whether it is done.
    pub fn advance(&mut self, finest: &Engine, budget: &mut Budget) -> bool {
        self.level.parallel = finest.parallel;
        self.level.instructions = finest.instructions;
        while !budget.is_spent() {
            match self.phase {
                Phase::Coarsen => {
                    if !self.hierarchy.advance(budget) {
                        return false;
                    }
                    budget.spend((finest.positions.len() + finest.edges.len()) as u64 * PASS_COST);
                    self.begin(finest);
                }
                Phase::Search => {
                    if !self.search(budget) {
                        return false;
                    }
                }
                Phase::Descend => {
                    budget.spend(self.descent.cost());
                    self.descend(finest);
                    return true;
                }
                Phase::Balance(scaling) => {
                    if !self.balance(budget) {
                        return false;
                    }
                    if scaling + 1 == SCALINGS {
                        self.hold(finest);
                        return true;
                    }
                    self.phase = Phase::Balance(scaling + 1);
                }
                Phase::Move => {
                    if !self.level.work_on(budget) {
                        return false;
                    }
                    let pass = self.ancestors.len() + self.level.edges.len();
                    budget.spend(pass as u64 * PASS_COST);
                    self.moved(finest);
                    if self.phase != Phase::Fit {
                        return true;
                    }
                }
                Phase::Fit => {
                    if !self.balance(budget) {
                        return false;
                    }
                    self.phase = self.next();
                    return true;
                }
                Phase::Done => return true,
            }
        }
        false
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

    /// All levels are there: begins with the coarsest, from where the graph is.
    fn begin(&mut self, finest: &Engine) {
        self.ancestors = self.hierarchy.ancestors();
        let levels = &self.hierarchy.levels;
        let vertices = levels[levels.len() - 1].masses.len();
        let distances = Distances::new(&finest.edges, &self.ancestors, vertices);
        let flat = finest.flat();
        let place = |&representative: &u32| {
            let place = finest.positions[representative as usize];
            if flat { place.with_z(0.0) } else { place }
        };
        let start = distances.representatives.iter().map(place).collect();
        self.level = level(finest, &self.hierarchy, start, &self.ancestors);
        self.distances = Some(distances);
        self.phase = if self.hierarchy.is_small {
            Phase::Search
        } else {
            Phase::Move
        };
    }

    fn search(&mut self, budget: &mut Budget) -> bool {
        if let Some(mut distances) = self.distances.take() {
            if !distances.advance(budget) {
                self.distances = Some(distances);
                return false;
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
        }
        true
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
        self.level.snap_to_layers();
        if !self.descent.is_done() {
            return;
        }
        if self.held {
            self.arrive(finest);
        } else {
            let length = self.descent.length;
            packing::pack(&mut self.level.positions, &self.level.edges, length);
            self.level.snap_to_layers();
            self.phase = Phase::Balance(0);
        }
    }

    /// Scales the level so that springs and repulsion balance; returns whether it is done.
    fn balance(&mut self, budget: &mut Budget) -> bool {
        let level = &mut self.level;
        if !self.measuring {
            level.start_pushes();
        }
        self.measuring = true;
        if !level.advance_pushes(budget) {
            return false;
        }
        self.measuring = false;
        // Layers take up the axis: what is left to scale is across it.
        if level.settings.layered {
            let vectors = level.positions.iter_mut().chain(&mut level.forces);
            vectors.for_each(|vector| vector.x = 0.0);
        }
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
        let sum: DVec3 = level.positions.iter().map(|p| p.as_dvec3()).sum();
        let centre = (sum / level.positions.len() as f64).as_vec3();
        let farthest = level
            .positions
            .iter()
            .fold(f32::MIN_POSITIVE, |most, p| most.max(p.distance(centre)));
        let scale = scale.min(WORLD_RADIUS / 2.0 / farthest);
        for position in &mut level.positions {
            *position = centre + (*position - centre) * scale;
        }
        level.snap_to_layers();
        // They have jumped.
        level.wake();
        self.descent.length *= scale;
        true
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
        let finer = &levels[levels.len() - 1];
        let places = places::children(&self.level, &finer.parents, &finer.edges);
        self.ancestors = self.hierarchy.ancestors();
        self.level = level(finest, &self.hierarchy, places, &self.ancestors);
        // A graph in parts pushes itself apart, and pins hold one in place.
        let fits = self.hierarchy.is_connected() && !self.level.pinned.contains(&true);
        self.phase = if fits { Phase::Fit } else { self.next() };
    }

    /// What comes after a level has its first places.
    const fn next(&self) -> Phase {
        if self.hierarchy.levels.len() == 1 {
            Phase::Done
        } else {
            Phase::Move
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
    if engine.settings.layered {
        let vertices = engine.positions.len();
        engine.layers.group(&finest.layers, ancestors, vertices);
    }
    if depth > 0 {
        engine.weights.clone_from(&level.masses);
    }
    places::pin(&mut engine, finest, ancestors);
    engine
}
