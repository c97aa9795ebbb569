//! Mishaps of a graph, which the torture tests and the soak share.
#![allow(dead_code, reason = "each binary uses a part of this")]

// By path: the soak includes this file by one, and would look for the modules beside it.
#[path = "mishaps/comparison.rs"]
pub mod comparison;
#[path = "mishaps/numbers.rs"]
pub mod numbers;
#[path = "mishaps/ward.rs"]
mod ward;

use glam::Vec3;
use gradswarm::layout::{Dimensions, Engine, Integrator, Law, Settings};

use comparison::untouched;
pub use numbers::Dice;
pub use ward::{Seen, Ward};

/// Ticks within which a graph that was blown up must be back.
pub const RECOVERY: u32 = 6_000;

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
