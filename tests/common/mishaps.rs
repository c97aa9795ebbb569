//! Mishaps of a graph, and a ward that checks every tick: nothing may be lost.
//! The torture tests and the soak share it.
#![allow(dead_code, reason = "each binary uses a part of this")]

use std::collections::BTreeSet;

use glam::Vec3;
use gradswarm::layout::{
    Constant, Constants, Dimensions, Engine, Extent, Integrator, Law, Settings, Start, WORLD_RADIUS,
};

/// A seeded generator that needs no crate (Steele's `splitmix64`).
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.bits() % end as u64) as usize
    }

    /// A number in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something of this chance happens.
    pub fn chance(&mut self, of: f64) -> bool {
        self.unit() < of
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A vector in a cube whose half side is a power of ten between the two.
    pub fn vector(&mut self, exponents: std::ops::RangeInclusive<i32>) -> Vec3 {
        let (low, high) = exponents.into_inner();
        let reach = 10f64.powi(low + self.below((high - low + 1) as usize) as i32);
        let mut one = || ((self.unit() * 2.0 - 1.0) * reach) as f32;
        Vec3::new(one(), one(), one())
    }

    /// Anything that its two sliders can show.
    pub fn constant(&mut self, constant: Constant) -> f64 {
        let info = constant.info();
        let (low, high) = info.base;
        let (least, most) = info.exponent;
        let exponent = least + self.below((most - least + 1) as usize) as i32;
        (low + self.unit() * (high - low)) * 10f64.powi(exponent)
    }
}

/// A constant's extremes on its sliders: both ends of the base at both ends of
/// the exponent, and zero.
pub fn extremes(constant: Constant) -> [f64; 5] {
    let info = constant.info();
    let ((low, high), (least, most)) = (info.base, info.exponent);
    [
        0.0,
        low * 10f64.powi(most),
        high * 10f64.powi(most),
        low * 10f64.powi(least),
        high * 10f64.powi(least),
    ]
}

/// Numbers that no position should be.
pub const POISON: [f32; 6] = [
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::MAX,
    f32::MIN,
    1e12,
];

/// Slices a tick may take before it counts as hung. A slice sums about a million pairs.
const SLICES: u32 = 10_000;

/// The extremes over all ticks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Ticks that were run.
    pub ticks: u64,
    /// Largest step of a vertex in one tick, world units.
    pub largest_step: f32,
    /// Largest step in what a tick may move a vertex; 1 is all of it.
    pub largest_share: f32,
    /// Numbers that were not finite after a tick.
    pub non_finite: u64,
    /// Vertices outside the world after a tick.
    pub escaped: u64,
    /// Numbers that were not finite and were caught.
    pub quarantined: u64,
}

/// An engine whose every tick is watched.
pub struct Ward {
    /// The engine under watch.
    pub engine: Engine,
    /// The extremes so far.
    pub seen: Seen,
    before: Vec<Vec3>,
    next_key: u32,
}

impl Ward {
    /// Watches an engine.
    pub fn new(engine: Engine) -> Self {
        Self {
            next_key: engine.positions.len() as u32,
            engine,
            seen: Seen::default(),
            before: Vec::new(),
        }
    }

    /// One tick. Whatever the constants and the graph: it ends, all is finite and
    /// inside the world, and nothing moved farther than a tick may move it.
    ///
    /// # Errors
    /// Says what was broken, and at which tick.
    pub fn tick(&mut self) -> Result<(), String> {
        let engine = &mut self.engine;
        self.before.clone_from(&engine.positions);
        let mut slices = 0;
        while engine.advance(1 << 20).is_none() {
            slices += 1;
            if slices > SLICES {
                return Err(format!("tick {} does not end", self.seen.ticks));
            }
        }
        let report = engine.report();
        let seen = &mut self.seen;
        seen.ticks += 1;
        seen.quarantined += u64::from(report.quarantined);
        let finite = |all: &[Vec3]| all.iter().filter(|v| !v.is_finite()).count();
        let lost = finite(&engine.positions) + finite(&engine.velocities);
        let (step, energy) = (report.max_step, report.kinetic_energy);
        if lost > 0 || !step.is_finite() || !energy.is_finite() {
            seen.non_finite += lost.max(1) as u64;
            return Err(format!(
                "tick {}: {lost} vectors are not finite, step {step}, energy {energy}",
                seen.ticks
            ));
        }
        let farthest = engine.positions.iter().map(|p| distance(*p, Vec3::ZERO));
        let farthest = farthest.fold(0.0, f64::max);
        if farthest > f64::from(WORLD_RADIUS) * 1.000_01 {
            seen.escaped += 1;
            return Err(format!("tick {}: {farthest:e} from the origin", seen.ticks));
        }
        // The engine's own measure, taken when the tick began.
        let limit = f64::from(engine.extent().step_limit());
        // Coincident vertices are put apart by a hundredth, or by what they can
        // still tell far out, up to four times a tick; and numbers are rounded.
        let slack = 0.08 + farthest * 1e-5;
        let inside = |p: &Vec3| distance(*p, Vec3::ZERO) <= f64::from(WORLD_RADIUS);
        let moved = engine.positions.iter().zip(&self.before);
        let moved = moved
            .filter(|(_, from)| from.is_finite() && inside(from))
            .map(|(to, from)| distance(*to, *from))
            .fold(f64::from(step), f64::max);
        seen.largest_step = seen.largest_step.max(step);
        seen.largest_share = seen.largest_share.max((moved / (limit + slack)) as f32);
        if moved > limit * 1.001 + slack {
            return Err(format!(
                "tick {}: a vertex moved by {moved:e}, the bound is {limit:e}",
                seen.ticks
            ));
        }
        Ok(())
    }

    /// Runs `count` ticks.
    ///
    /// # Errors
    /// As one tick.
    pub fn ticks(&mut self, count: u32) -> Result<(), String> {
        (0..count).try_for_each(|_| self.tick())
    }

    /// Something that can happen: to a vertex, an edge, a constant or the settings.
    /// The graph keeps between 1 and `most` vertices, and at most twice as many edges.
    pub fn mishap(&mut self, dice: &mut Dice, most: usize) {
        let engine = &mut self.engine;
        let n = engine.positions.len();
        match dice.below(20) {
            0..=2 if n < most => {
                let flat = engine.settings.dimensions == Dimensions::Two;
                let near = (n > 0 && dice.chance(0.9)).then(|| dice.below(n));
                let key = self.next_key;
                self.next_key = self.next_key.wrapping_add(1);
                let place = near.map(|near| engine.positions[near]);
                let place = Start::new(1, flat).place(key, place);
                let added = engine.add_vertex(place, key);
                if let Some(near) = near {
                    engine.add_edge(near, added, 1.0);
                }
            }
            3..=4 if n > 0 && engine.edges.len() < 2 * most => {
                // Now and then a loop, or an edge that is there already.
                engine.add_edge(dice.below(n), dice.below(n), 1.0);
            }
            5 if n > 1 => engine.remove_vertex(dice.below(n)),
            6 if !engine.edges.is_empty() => {
                engine.remove_edge(dice.below(engine.edges.len()));
            }
            7..=8 if n > 0 => {
                let vertex = dice.below(n);
                engine.positions[vertex] = dice.vector(-30..=4);
                engine.velocities[vertex] = Vec3::ZERO;
            }
            9 if n > 1 => {
                let (from, to) = (dice.below(n), dice.below(n));
                engine.positions[to] = engine.positions[from];
            }
            10 if n > 0 => {
                let (vertex, axis) = (dice.below(n), dice.below(3));
                let poison = dice.pick(&POISON);
                if dice.chance(0.5) {
                    engine.positions[vertex][axis] = poison;
                } else {
                    engine.velocities[vertex][axis] = poison;
                }
            }
            11 if n > 0 => {
                let vertex = dice.below(n);
                engine.pinned[vertex] ^= true;
            }
            12..=14 => {
                let constant = dice.pick(&Constant::ALL);
                let value = dice.constant(constant);
                engine.settings.constants.set(constant, value);
            }
            15..=16 => engine.settings.constants = Constants::from_law(engine.settings.law),
            17 => {
                engine.settings.law = dice.pick(&Law::ALL);
                engine.settings.constants = Constants::from_law(engine.settings.law);
            }
            18 => engine.settings.integrator = dice.pick(&Integrator::ALL),
            _ => {
                let two = dice.chance(0.5);
                engine.settings.dimensions = [Dimensions::Three, Dimensions::Two][usize::from(two)];
                engine.settings.gravity = dice.constant(Constant::Repulsion) * dice.unit().round();
                engine.settings.layered = dice.chance(0.5);
                engine.settings.layer_spacing = dice.pick(&[1.0, 0.0, -3.0, 1e12]);
            }
        }
        engine.wake();
    }

    /// Puts every setting but the dimensions back, and takes out every pin.
    pub fn reset(&mut self) {
        self.engine.settings = Settings {
            dimensions: self.engine.settings.dimensions,
            ..Settings::from_law(self.engine.settings.law)
        };
        self.engine.pinned.fill(false);
        self.engine.wake();
    }

    /// Waits until the graph is laid out as sanely as one that nothing ever
    /// happened to. Returns how many ticks that took.
    ///
    /// # Errors
    /// Describes the rule that a tick broke, or the fault that remains after `limit` ticks.
    pub fn recover(&mut self, limit: u32) -> Result<u32, String> {
        let mut control = Ward::new(untouched(&self.engine));
        // The notebook's law takes its time, also when nothing happened.
        let slow = self.engine.settings.law == Law::Origin;
        control.ticks(if slow { 3000 } else { 600 })?;
        let mut wrong = String::new();
        for tick in 0..=limit {
            // Looking is dearer than a tick.
            if tick % 50 == 0 || tick == limit {
                match insanity(&self.engine, &control.engine) {
                    None => return Ok(tick),
                    Some(found) => wrong = found,
                }
            }
            self.tick()?;
        }
        Err(format!(
            "{limit} ticks after the reset, {}: {wrong}",
            self.engine.settings.law
        ))
    }
}

/// The same graph and settings from a start of its own.
pub fn untouched(engine: &Engine) -> Engine {
    let flat = engine.settings.dimensions == Dimensions::Two;
    let start = Start::new(1, flat);
    let mut control = Engine::new(engine.settings);
    control.parallel = false;
    control.directed = engine.directed;
    let mut neighbours = vec![None; engine.positions.len()];
    for &[a, b] in &engine.edges {
        let (early, late) = (a.min(b), a.max(b));
        if early < late {
            neighbours[late as usize].get_or_insert(early as usize);
        }
    }
    for (vertex, &key) in engine.keys.iter().enumerate() {
        let near = neighbours[vertex].map(|near: usize| control.positions[near]);
        control.add_vertex(start.place(key, near), key);
    }
    for (&[a, b], &strength) in engine.edges.iter().zip(&engine.strengths) {
        control.add_edge(a as usize, b as usize, strength);
    }
    control
}

/// Describes the faults of a layout, compared with that of an untouched control:
/// vertices in one place, or a component more than twice as wide. Each is
/// measured by itself: one that was blown far away may still be on its way back.
pub fn insanity(engine: &Engine, control: &Engine) -> Option<String> {
    let nearest = nearest_pair(&engine.positions);
    let unit = f64::from(Extent::of(&control.positions, &control.edges).unit());
    if nearest < unit * 1e-3 {
        return Some(format!("two vertices are {nearest:e} apart"));
    }
    for members in components(engine) {
        let (ours, theirs) = (
            radius(&engine.positions, &members),
            radius(&control.positions, &members),
        );
        if ours > 2.0 * theirs + 1e-3 {
            return Some(format!(
                "{} vertices have radius {ours:e}, the control's have {theirs:e}",
                members.len()
            ));
        }
    }
    None
}

/// The distance of the two nearest vertices.
pub fn nearest_pair(positions: &[Vec3]) -> f64 {
    let mut nearest = f64::INFINITY;
    for (index, &p) in positions.iter().enumerate() {
        for &q in &positions[..index] {
            nearest = nearest.min(distance(p, q));
        }
    }
    nearest
}

/// Root mean square distance of some vertices from their centroid.
fn radius(positions: &[Vec3], members: &BTreeSet<usize>) -> f64 {
    let points: Vec<_> = members.iter().map(|&m| positions[m].as_dvec3()).collect();
    let n = points.len() as f64;
    let centroid = points.iter().sum::<glam::DVec3>() / n;
    let squares = points.iter().map(|p| p.distance_squared(centroid));
    (squares.sum::<f64>() / n).sqrt()
}

/// The connected components of a graph.
fn components(engine: &Engine) -> Vec<BTreeSet<usize>> {
    let mut of: Vec<usize> = (0..engine.positions.len()).collect();
    loop {
        let mut changed = false;
        for &[a, b] in &engine.edges {
            let least = of[a as usize].min(of[b as usize]);
            for end in [a, b] {
                changed |= std::mem::replace(&mut of[end as usize], least) != least;
            }
        }
        if !changed {
            break;
        }
    }
    let mut sets = vec![BTreeSet::new(); of.len()];
    for (vertex, &name) in of.iter().enumerate() {
        sets[name].insert(vertex);
    }
    sets.retain(|set| !set.is_empty());
    sets
}

/// In `f64`: the square of a large `f32` overflows.
fn distance(a: Vec3, b: Vec3) -> f64 {
    a.as_dvec3().distance(b.as_dvec3())
}

/// A small graph to begin with: a tree with some more edges.
pub fn small_graph(dice: &mut Dice, vertices: usize, settings: Settings) -> Engine {
    let mut seeds = Engine::new(settings);
    for vertex in 0..vertices {
        seeds.add_vertex(Vec3::ZERO, vertex as u32);
        if vertex > 0 {
            seeds.add_edge(dice.below(vertex), vertex, 1.0);
            if dice.chance(0.3) {
                seeds.add_edge(dice.below(vertex), vertex, 1.0);
            }
        }
    }
    untouched(&seeds)
}

/// Settings of any law, in two or three dimensions, by either integrator.
pub fn any_settings(dice: &mut Dice) -> Settings {
    Settings {
        integrator: dice.pick(&Integrator::ALL),
        dimensions: dice.pick(&[Dimensions::Two, Dimensions::Three]),
        ..Settings::from_law(dice.pick(&Law::ALL))
    }
}

/// A run of random edits, moves, poison and constants, and the way back from it.
///
/// # Errors
/// Says what was broken; the seed repeats it.
pub fn random_run(seed: u64) -> Result<(Seen, u32), String> {
    let mut dice = Dice::new(seed);
    let settings = any_settings(&mut dice);
    let vertices = dice.below(16);
    let mut ward = Ward::new(small_graph(&mut dice, vertices, settings));
    let mut run = || {
        for _ in 0..200 {
            while dice.chance(0.2) {
                ward.mishap(&mut dice, 24);
            }
            ward.tick()?;
        }
        ward.reset();
        let recovered = ward.recover(RECOVERY)?;
        Ok((ward.seen, recovered))
    };
    run().map_err(|problem: String| format!("seed {seed}: {problem}"))
}

/// Ticks within which a graph that was blown up must be back.
pub const RECOVERY: u32 = 6_000;
