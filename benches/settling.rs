//! How long the seed's graph takes to settle after its last vertex, over 100
//! seeds: `cargo bench --package gradswarm-benches --bench settling`.
#![allow(missing_docs, reason = "a bench has no readers but its output")]

use bevy::{prelude::*, time::TimeUpdateStrategy};
use gradswarm::{
    app::SimulationPlugins,
    clock::SimulationClock,
    graph::commands::{LoadScene, SceneSource},
    growth::Growth,
    physics::SimulationStatus,
};

/// Ticks after which a seed counts as never settled.
const LIMIT: u32 = 3000;

/// Ticks from the last vertex to rest.
fn settle(seed: u64) -> Option<u32> {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, SimulationPlugins))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.world_mut().write_message(LoadScene {
        source: SceneSource::Named("seed".into()),
        seed,
    });
    app.update();
    while app.world().resource::<Growth>().growing() {
        app.update();
    }
    (0..LIMIT).find(|_| {
        app.update();
        app.world().resource::<SimulationStatus>().settled
    })
}

fn main() {
    let mut ticks: Vec<u32> = (1..=100)
        .map(|seed| {
            let ticks = settle(seed).unwrap_or(LIMIT);
            if f64::from(ticks) > 10.0 * SimulationClock::HERTZ {
                println!("seed {seed}: {ticks} ticks");
            }
            ticks
        })
        .collect();
    ticks.sort_unstable();
    let seconds = |tick: u32| f64::from(tick) / SimulationClock::HERTZ;
    let late = ticks.iter().filter(|&&tick| seconds(tick) > 10.0).count();
    println!(
        "settled after the last vertex, simulated seconds, 100 seeds: median {:.1}, worst {:.1}; {late} later than 10",
        seconds(ticks[50]),
        seconds(ticks[99]),
    );
    if late > 0 {
        std::process::exit(1);
    }
}
