//! A ward that checks every tick of an engine: nothing may be lost.

use glam::Vec3;
use gradswarm::layout::{
    Constant, Constants, Dimensions, Engine, Integrator, Law, Settings, Start, WORLD_RADIUS,
};

use super::{
    comparison::{distance, insanity, untouched},
    numbers::{Dice, POISON},
};

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
