//! How good a settled layout is, beside the best that its law can reach and
//! graphviz' `sfdp`: `cargo bench --package gradswarm-benches --bench quality`; `-- 2` or
//! `-- 3` measures in that number of dimensions only.
//!
//! From a random start with the product's defaults. A graph passes if the median
//! stress is at most 8 % above the law's best known equilibrium and not above
//! `sfdp`'s, its neighbourhoods are no more than 0.03 worse than `sfdp`'s, every
//! seed settles, and the median time is not above `sfdp`'s. Exits 1 if any fails.
#![allow(missing_docs, reason = "a bench has no readers but its output")]

use std::{path::Path, process::Command, time::Instant};

use glam::Vec3;
use gradswarm::{
    cli, files,
    graph::{Graph, SceneSpec},
    layout::{Dimensions, Law, Settings, quality::Quality},
    physics::{StartMode, engine_from_graph},
};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=5;
/// Wall seconds after which a seed is given up as never settled: many times what
/// `sfdp` needs for any of these graphs.
const PATIENCE: f64 = 5.0;
/// Share by which the stress may exceed the law's best.
const MARGIN: f64 = 1.08;
/// How much worse than `sfdp`'s the neighbourhoods may be.
const NEIGHBOURHOOD_MARGIN: f64 = 0.03;

/// The best known equilibria in the plane, as stress: found from Kamada–Kawai
/// positions (`design/physics.md`, section 1).
const BEST: [(Law, [Option<f64>; 4]); 3] = [
    (
        Law::Veldhuizen,
        [Some(0.118), Some(0.095), Some(0.152), Some(0.017)],
    ),
    (
        Law::Even,
        [Some(0.100), Some(0.080), Some(0.136), Some(0.015)],
    ),
    (Law::Origin, [Some(0.092), Some(0.068), None, Some(0.014)]),
];

/// The measurements of a layout.
#[derive(Clone, Copy)]
struct Measured {
    quality: Quality,
    seconds: f64,
    ticks: u64,
    settled: bool,
}

fn graph(name: &str) -> Graph {
    if name.contains(':') {
        let spec: SceneSpec = name.parse().unwrap();
        return spec.build(1).unwrap().graph;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/graphs");
    files::read_graph(&folder.join(format!("{name}.mtx"))).unwrap()
}

fn edges(graph: &Graph) -> Vec<[u32; 2]> {
    graph
        .links
        .iter()
        .map(|link| [link.source, link.target])
        .collect()
}

fn settle(graph: &Graph, law: Law, dimensions: Dimensions, seed: u64) -> Measured {
    let mut settings = Settings::from_law(law);
    settings.dimensions = dimensions;
    let begun = Instant::now();
    let mut engine = engine_from_graph(graph, settings, StartMode::Random, seed);
    let mut ticks = 0;
    while !engine.is_settled() && begun.elapsed().as_secs_f64() < PATIENCE {
        engine.tick();
        ticks += 1;
    }
    Measured {
        seconds: begun.elapsed().as_secs_f64(),
        quality: Quality::from_layout(&engine.positions, &engine.edges).unwrap(),
        ticks,
        settled: engine.is_settled(),
    }
}

/// One layout by graphviz; `None` if it is not installed.
fn sfdp(graph: &Graph, dimensions: Dimensions, seed: u64) -> Option<Measured> {
    let mut dot = String::from("graph {\nnode [shape=point, width=0.01];\n");
    for vertex in 0..graph.nodes.len() {
        dot += &format!("{vertex};\n");
    }
    for [a, b] in edges(graph) {
        dot += &format!("{a} -- {b};\n");
    }
    dot += "}\n";
    let file = std::env::temp_dir().join(format!("gradswarm-quality-{}.dot", std::process::id()));
    std::fs::write(&file, dot).unwrap();
    let flat = dimensions == Dimensions::Two;
    let begun = Instant::now();
    let output = Command::new("sfdp")
        .args(["-Goverlap=true", &format!("-Gstart={seed}")])
        // `plain` has no third coordinate.
        .args(if flat {
            vec!["-Tplain"]
        } else {
            vec!["-Gdim=3", "-Gdimen=3", "-Tdot"]
        })
        .arg(&file)
        .output();
    let seconds = begun.elapsed().as_secs_f64();
    std::fs::remove_file(&file).unwrap();
    let text =
        String::from_utf8(output.ok().filter(|output| output.status.success())?.stdout).ok()?;
    let mut positions = vec![None; graph.nodes.len()];
    let found = if flat { plain(&text) } else { space(&text) };
    for (vertex, position) in found {
        positions[vertex] = Some(position);
    }
    let positions: Vec<Vec3> = positions.into_iter().collect::<Option<_>>()?;
    Some(Measured {
        quality: Quality::from_layout(&positions, &edges(graph))?,
        seconds,
        ticks: 0,
        settled: true,
    })
}

/// The lines `node NAME X Y …` of a plain file.
fn plain(text: &str) -> Vec<(usize, Vec3)> {
    text.lines()
        .filter_map(|line| {
            let mut words = line.strip_prefix("node ")?.split_whitespace();
            let vertex = words.next()?.parse().ok()?;
            let mut number = || words.next()?.parse().ok();
            Some((vertex, Vec3::new(number()?, number()?, 0.0)))
        })
        .collect()
}

/// The statements `NAME [… pos="X,Y,Z" …]` of a dot file.
fn space(text: &str) -> Vec<(usize, Vec3)> {
    text.split(';')
        .filter_map(|statement| {
            let (name, attributes) = statement.split_once('[')?;
            let vertex = name.trim().trim_matches('"').parse().ok()?;
            let place = attributes.split_once("pos=\"")?.1.split_once('"')?.0;
            let mut numbers = place.split(',').map(str::parse);
            let mut number = || numbers.next()?.ok();
            Some((vertex, Vec3::new(number()?, number()?, number()?)))
        })
        .collect()
}

/// The median seed of each measure.
fn median(of: &[Measured], measure: impl Fn(&Measured) -> f64) -> f64 {
    let mut values: Vec<f64> = of.iter().map(measure).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn mark(passed: bool) -> &'static str {
    if passed { "ok" } else { "FAIL" }
}

fn main() {
    // This thread works too, like the command line's.
    cli::start_threads(cli::available_threads());
    let names = ["lesmis", "netscience", "tree:depth=9", "grid:side=17"];
    let mut failed = 0;
    let only: Option<u32> = std::env::args().find_map(|word| word.parse().ok());
    for dimensions in [Dimensions::Two, Dimensions::Three] {
        if only.is_some_and(|count| count != dimensions.count()) {
            continue;
        }
        let flat = dimensions == Dimensions::Two;
        println!(
            "\n{} dimensions, median of {} seeds\n{:<14} {:<11} {:>7} {:>7} {:>6} {:>8} {:>7} {:>7}",
            dimensions.count(),
            SEEDS.count(),
            "graph",
            "by",
            "stress",
            "limit",
            "np2",
            "seconds",
            "ticks",
            "settled",
        );
        for (column, name) in names.iter().enumerate() {
            let graph = graph(name);
            let peers: Option<Vec<Measured>> =
                SEEDS.map(|seed| sfdp(&graph, dimensions, seed)).collect();
            match &peers {
                Some(peers) => println!(
                    "{name:<14} {:<11} {:>7.4} {:>7} {:>6.3} {:>8.3}",
                    "sfdp",
                    median(peers, |m| m.quality.stress),
                    "",
                    median(peers, |m| m.quality.np2),
                    median(peers, |m| m.seconds),
                ),
                None => {
                    println!("{name:<14} sfdp        is not installed, or failed: not compared");
                }
            }
            for (law, best) in BEST {
                if best[column].is_none() {
                    continue;
                }
                let runs: Vec<Measured> = SEEDS
                    .map(|seed| settle(&graph, law, dimensions, seed))
                    .collect();
                let stress = median(&runs, |m| m.quality.stress);
                let np2 = median(&runs, |m| m.quality.np2);
                let seconds = median(&runs, |m| m.seconds);
                let settled = runs.iter().filter(|m| m.settled).count();
                let limit = best[column].filter(|_| flat).map(|best| best * MARGIN);
                let mut marks = vec![("settled", settled == runs.len())];
                if let Some(limit) = limit {
                    marks.push(("stress", stress <= limit));
                }
                if let Some(peers) = &peers {
                    marks.push(("stress/sfdp", stress <= median(peers, |m| m.quality.stress)));
                    if flat {
                        let theirs = median(peers, |m| m.quality.np2);
                        marks.push(("np2/sfdp", np2 >= theirs - NEIGHBOURHOOD_MARGIN));
                        marks.push(("time/sfdp", seconds <= median(peers, |m| m.seconds)));
                    }
                }
                let verdict: Vec<String> = marks
                    .iter()
                    .map(|(what, passed)| format!("{what} {}", mark(*passed)))
                    .collect();
                failed += marks.iter().filter(|(_, passed)| !passed).count();
                println!(
                    "{name:<14} {:<11} {stress:>7.4} {:>7} {np2:>6.3} {seconds:>8.3} {:>7} {:>5}/{}  {}",
                    law.name(),
                    limit.map_or(String::new(), |limit| format!("{limit:.4}")),
                    median(&runs, |m| m.ticks as f64),
                    settled,
                    runs.len(),
                    verdict.join(", "),
                );
            }
        }
    }
    println!("\n{failed} marks failed");
    if failed > 0 {
        std::process::exit(1);
    }
}
