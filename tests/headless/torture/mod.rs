//! Tests that the graph is never lost, whatever start, constant or edit it gets.
//!
//! Each tick ends, stays finite and inside the world, and moves no vertex too far. Afterwards the
//! graph is as good as an undisturbed one.

mod constants;
mod poison;
mod shapes;
mod starts;

use gradswarm::{
    graph::SceneSpec,
    layout::{Dimensions, Engine, Integrator, Law, Settings},
    physics::{StartMode, engine_from_graph},
};

use crate::common::mishaps::{
    Ward,
    comparison::{insanity, untouched},
};

/// Ticks that a case runs, as those of other programs did.
const TICKS: u32 = 300;

fn engine(scene: &str, settings: Settings) -> Engine {
    let spec: SceneSpec = scene.parse().unwrap();
    let graph = spec.build(1).unwrap().graph;
    let mut engine = engine_from_graph(&graph, settings, StartMode::Seeded, 1);
    engine.parallel = false;
    engine
}

/// Every law, in the plane and in space, by Euler; and one by Runge–Kutta. The
/// default law comes first.
fn kinds() -> Vec<Settings> {
    let mut kinds: Vec<Settings> = [Law::default()]
        .into_iter()
        .chain(Law::ALL.into_iter().filter(|&law| law != Law::default()))
        .flat_map(|law| {
            [Dimensions::Two, Dimensions::Three].map(|dimensions| Settings {
                dimensions,
                ..Settings::from_law(law)
            })
        })
        .collect();
    kinds.push(Settings {
        integrator: Integrator::RungeKutta4,
        ..Settings::default()
    });
    kinds
}

fn name(settings: &Settings) -> String {
    format!(
        "{}, {}D, {}",
        settings.law,
        settings.dimensions.count(),
        settings.integrator.title()
    )
}

/// Vertices of the path that every kind of settings is tried on; the default law
/// gets the 500 that other programs were tried on.
const SHORT: usize = 120;

/// Runs a case by every kind of settings: `spoil` makes it out of a path,
/// `later` is done to it at tick 50. Its radius must be at most twice that of a
/// run without either, and no two vertices may be in one place.
fn case(spoil: impl Fn(&mut Engine), later: impl Fn(&mut Engine)) {
    let mut broken = Vec::new();
    for (index, settings) in kinds().into_iter().enumerate() {
        let vertices = if index < 2 { 500 } else { SHORT };
        let mut ward = Ward::new(engine(&format!("path:vertices={vertices}"), settings));
        let mut run = || {
            spoil(&mut ward.engine);
            let mut control = Ward::new(untouched(&ward.engine));
            control.ticks(TICKS)?;
            ward.ticks(50)?;
            later(&mut ward.engine);
            ward.ticks(TICKS - 50)?;
            insanity(&ward.engine, &control.engine).map_or(Ok(()), Err)
        };
        if let Err(problem) = run() {
            broken.push(format!("{}: {problem}", name(&settings)));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}
