//! The gain of unfolding by levels, from a random start in space: seconds and ticks until
//! the stress is, and stays, within 1.1 times the lower of the two final stresses, without and
//! with coarser levels: `cargo bench --package gradswarm-benches --bench multilevel`;
//! `-- cube moons` measures these scenes only.
//!
//! A run ends when it has settled, or after the scene's cap of seconds. Measuring does
//! not count; making the levels does. Stress is by 100 pivots.
#![allow(missing_docs, reason = "a bench has no readers but its output")]

use std::time::Instant;

use gradswarm::{
    cli,
    graph::{Graph, SceneSpec},
    layout::{
        Levels, Settings,
        quality::{Rows, SimpleGraph, stress},
    },
    physics::{StartMode, engine_from_graph},
};

/// Scenes, and seconds after which a run is cut off.
const SCENES: [(&str, f64); 4] = [
    ("cube", 20.0),
    ("grid:side=40", 30.0),
    ("tree:depth=12", 60.0),
    ("moons", 90.0),
];
const PIVOTS: usize = 100;
const SEED: u64 = 1;
/// How much worse than the better final stress counts as there.
const MARGIN: f64 = 1.1;

/// One run: `(ticks, seconds, stress)` at more and more ticks.
struct Run {
    trace: Vec<(u64, f64, f64)>,
    settled: bool,
}

impl Run {
    fn new(graph: &Graph, levels: Levels, cap: f64) -> Self {
        let mut engine = engine_from_graph(graph, Settings::default(), StartMode::Random, SEED);
        engine.unfold(levels);
        let simple = SimpleGraph::new(engine.positions.len(), &engine.edges);
        let rows = Rows::pivots(engine.positions.len(), PIVOTS, 0);
        let mut trace = Vec::new();
        let (mut ticks, mut seconds) = (0u64, 0.0);
        let mut look_at = 1;
        loop {
            let begun = Instant::now();
            engine.tick();
            seconds += begun.elapsed().as_secs_f64();
            ticks += 1;
            let over = engine.is_settled() || seconds > cap;
            if ticks == look_at || over {
                trace.push((ticks, seconds, stress(&engine.positions, &simple, &rows)));
                look_at = ticks + 1 + ticks / 20;
            }
            if over {
                let settled = engine.is_settled();
                return Self { trace, settled };
            }
        }
    }

    fn last(&self) -> (u64, f64, f64) {
        self.trace[self.trace.len() - 1]
    }

    /// When the stress went below `target` for good.
    fn reaches(&self, target: f64) -> Option<(u64, f64)> {
        let late = self.trace.iter().rev();
        let &(ticks, seconds, _) = late.take_while(|(_, _, stress)| *stress <= target).last()?;
        Some((ticks, seconds))
    }
}

fn main() {
    // This thread works too, like the command line's.
    cli::start_threads(cli::available_threads());
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&String> = asked.iter().filter(|word| !word.starts_with('-')).collect();
    println!(
        "{:<14} {:<9} {:>8} {:>8} {:>8} {:>9} {:>8} {:>9}",
        "scene", "levels", "stress", "ticks", "seconds", "settled", "to 1.1", "seconds"
    );
    for (name, cap) in SCENES {
        if !asked.is_empty() && !asked.iter().any(|word| name.starts_with(word.as_str())) {
            continue;
        }
        let spec: SceneSpec = name.parse().unwrap();
        let graph = spec.build(SEED).unwrap().graph;
        let runs = [Levels::ONE, Levels::Auto].map(|levels| Run::new(&graph, levels, cap));
        let best = runs.iter().map(|run| run.last().2).fold(1.0, f64::min);
        let reached = runs.each_ref().map(|run| run.reaches(best * MARGIN));
        for ((levels, run), reached) in ["one", "auto"].iter().zip(&runs).zip(reached) {
            let (ticks, seconds, stress) = run.last();
            let (to, after) = reached.map_or(("never".into(), format!("> {seconds:.1}")), |r| {
                (r.0.to_string(), format!("{:.2}", r.1))
            });
            println!(
                "{name:<14} {levels:<9} {stress:>8.4} {ticks:>8} {seconds:>8.2} {:>9} {to:>8} {after:>9}",
                run.settled
            );
        }
        let bound = if reached[0].is_some() {
            ""
        } else {
            "more than "
        };
        let single = reached[0].map_or(runs[0].last().1, |r| r.1);
        match reached[1] {
            Some((_, seconds)) => println!(
                "{name:<14} {bound}{:.1} times fewer seconds",
                single / seconds
            ),
            None => println!("{name:<14} levels do not reach it"),
        }
    }
}
