//! How fast a tick is, stage by stage, beside a peer on the same graph from the
//! same positions: `cargo bench --package gradswarm-benches --bench layout`.
//!
//! Without arguments it takes the scenes of the table of docs/performance.md. `-- table` prints
//! how a tick grows from 1,000 to 1,000,000 vertices; `-- SCENE [2|3]` takes one scene.
#![allow(missing_docs, reason = "a bench has no readers but its output")]
#![expect(unsafe_code, reason = "an allocator that counts has to be one")]

#[path = "../tests/common/counting.rs"]
mod counting;

use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

use fa2::{FA2Data, FA2Settings};
use gradswarm::{
    cli,
    graph::SceneSpec,
    layout::{Dimensions, Engine, Levels, Multilevel, Settings},
    physics::{StartMode, engine_from_graph},
};

/// Ticks before anything is measured, unfolding included: the graph has found its shape,
/// and is still on its way to rest.
const SETTLING_TICKS: u32 = 1500;
/// Ticks after which a graph that is not settled is measured as it is.
const MOST_TICKS: u32 = 12_000;
/// Rounds in which all contestants take turns, so that noise meets all alike.
const ROUNDS: usize = 9;
/// Ticks that a contestant runs in its turn, together: the far field is evaluated in some
/// ticks only, and every figure has its share of it.
const TURN: u32 = 8;
/// How long a turn takes at least.
const LONG: Duration = Duration::from_millis(60);
/// Vertices on which the force is compared with the direct sum.
const SAMPLES: usize = 500;

fn engine(scene: &str, dimensions: Dimensions, multilevel: Multilevel) -> Engine {
    let scene: SceneSpec = scene.parse().expect("a scene of ours");
    let built = scene.build(1).expect("a scene that can be built");
    let settings = Settings {
        dimensions,
        multilevel,
        ..Settings::default()
    };
    engine_from_graph(&built.graph, settings, StartMode::Seeded, 1)
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Mean milliseconds of a run: of [`TURN`] runs as often as fit into [`LONG`]. As many that do
/// not count come first: threads of the one before may share a core until the scheduler
/// has seen it.
fn time(mut work: impl FnMut()) -> f64 {
    let mut turn = || {
        let begun = Instant::now();
        let mut runs = 0;
        while runs == 0 || begun.elapsed() < LONG {
            (0..TURN).for_each(|_| work());
            runs += TURN;
        }
        begun.elapsed().as_secs_f64() * 1e3 / f64::from(runs)
    };
    turn();
    turn()
}

/// The peer, on our graph at our positions, seen from above.
fn peer(engine: &Engine) -> fa2::FA2Layout<f32> {
    let mut data = FA2Data::<f32>::new();
    for position in &engine.positions {
        data.add_node_with_position(position.x, position.y);
    }
    for &[a, b] in &engine.edges {
        data.add_edge(a as usize, b as usize);
    }
    FA2Settings::from_graph_order(engine.positions.len())
        .with_barnes_hut_theta(0.9)
        .parallel(true)
        .build(data)
}

/// Pairs a second of a plain direct sum in `f32`, compiled for this build's target.
fn direct_pairs(engine: &Engine) -> f64 {
    let n = engine.positions.len().min(8192);
    let columns: [Vec<f32>; 3] =
        [0, 1, 2].map(|axis| engine.positions[..n].iter().map(|p| p[axis]).collect());
    let begun = Instant::now();
    let mut total = 0.0f32;
    for body in 0..n {
        let at = [0, 1, 2].map(|axis| columns[axis][body]);
        let mut sums = [[0.0f32; 16]; 3];
        for first in (0..n / 16 * 16).step_by(16) {
            for lane in 0..16 {
                let d = [0, 1, 2].map(|axis| at[axis] - columns[axis][first + lane]);
                let distance = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt().max(1e-6);
                let softened = distance + 0.1;
                let factor = 1.0 / (softened * softened * distance);
                for axis in 0..3 {
                    sums[axis][lane] += d[axis] * factor;
                }
            }
        }
        total += sums.iter().flatten().sum::<f32>();
    }
    black_box(total);
    (n * n) as f64 / begun.elapsed().as_secs_f64()
}

/// Milliseconds a tick by stage, on one thread.
fn stages(engine: &mut Engine) -> BTreeMap<&'static str, f64> {
    const TICKS: usize = 32;
    let mut shares = BTreeMap::new();
    engine.parallel = false;
    for _ in 0..TICKS {
        loop {
            let stage = engine.stage();
            let begun = Instant::now();
            let done = engine.advance(1).is_some();
            *shares.entry(stage).or_insert(0.0) += begun.elapsed().as_secs_f64() * 1e3;
            if done || !engine.is_mid_tick() {
                break;
            }
        }
    }
    shares.values_mut().for_each(|share| *share /= TICKS as f64);
    shares
}

/// Measures a scene on its way to rest and at rest, where the aim holds: a settled graph
/// computes nothing, but one that is kept awake does.
fn contest(scene: &str, dimensions: Dimensions, aim: f64) -> bool {
    let mut ours = engine(scene, dimensions, Multilevel::Off);
    println!(
        "{scene} {}D, {} vertices, {} edges",
        dimensions.count(),
        ours.positions.len(),
        ours.edges.len()
    );
    ours.unfold(Levels::Auto);
    let mut ticks = 0;
    while ticks < SETTLING_TICKS {
        ours.tick();
        ticks += 1;
    }
    round(&mut ours, &mut ticks, None);
    ours.parallel = true;
    while !ours.is_settled() && ticks < MOST_TICKS {
        ours.tick();
        ticks += 1;
    }
    round(&mut ours, &mut ticks, Some(aim))
}

/// Has the engine and its peer take turns; returns whether the aim, if there is one, was
/// met. Counts the ticks.
fn round(ours: &mut Engine, ticks: &mut u32, aim: Option<f64>) -> bool {
    let settled = ours.is_settled();
    let begun = *ticks;
    let mut theirs = peer(ours);
    let (mut two, mut one, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (parallel, taken) in [(true, &mut two), (false, &mut one)] {
            ours.parallel = parallel;
            taken.push(time(|| {
                ours.tick();
                *ticks += 1;
            }));
        }
        other.push(time(|| {
            theirs.epoch();
        }));
    }
    let (two, one, other) = (median(two), median(one), median(other));
    let pairs = ours.near_pairs() as f64;
    let shares = stages(ours);
    let near = shares.get("near field").copied().unwrap_or(f64::NAN);
    let direct = direct_pairs(ours);
    let (rms, max) = ours.force_error(SAMPLES).unwrap_or((0.0, 0.0));
    let passed = aim.is_none_or(|aim| other / two >= aim && rms <= 0.01);
    let verdict = aim.map_or(String::new(), |aim| {
        format!(" (aim {aim}) {}", if passed { "ok" } else { "MISSED" })
    });
    println!(
        " {} at tick {begun}\n  \
         a tick {two:.2} ms ({one:.2} ms on one thread); fa2 {other:.2} ms: {:.1} times{verdict}\n  \
         force error {:.2} % rms, {:.1} % at most; {:.0} near pairs a vertex",
        if settled { "settled" } else { "still settling" },
        other / two,
        rms * 100.0,
        max * 100.0,
        pairs / ours.positions.len() as f64,
    );
    print!("  stages on one thread, ms:");
    for (stage, share) in &shares {
        print!(" {stage} {share:.2}");
    }
    println!(
        "\n  near field {:.2} G pairs/s, each for both; plain direct sum {:.2} G/s\n",
        pairs / near / 1e6,
        direct / 1e9,
    );
    passed
}

/// Ticks before the table measures, how many it measures, and for how long it does so over and
/// over: the same ticks at every size, because what a tick costs falls as a graph comes to rest.
const EARLY: (u32, u32, Duration) = (40, 48, Duration::from_millis(500));

/// The largest graph whose levels the table builds: it takes a while.
const LEVELLED: u32 = 100_000;

/// A tick of `random` graphs by size, and the memory that a layout holds, with a single
/// level and with all of the projection dynamics.
fn table() {
    println!("vertices   tick ms   ns a vertex   and log2 n   bytes a vertex   all levels");
    for vertices in [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000] {
        let scene = format!("random:vertices={vertices},degree=3");
        let held = |multilevel, ticks| {
            let before = counting::bytes();
            let mut engine = engine(&scene, Dimensions::Three, multilevel);
            for _ in 0..ticks {
                engine.tick();
            }
            let bytes = counting::bytes() - before;
            (engine, bytes as f64 / f64::from(vertices))
        };
        let (before, ticks, long) = EARLY;
        // All on their way alike: the largest take too long to come far.
        let (mut engine, single) = held(Multilevel::Off, before);
        let mut turns = Vec::new();
        let mut taken = Duration::ZERO;
        loop {
            let begun = Instant::now();
            for _ in 0..ticks {
                engine.tick();
            }
            let turn = begun.elapsed();
            turns.push(turn.as_secs_f64() * 1e3 / f64::from(ticks));
            taken += turn;
            if taken >= long {
                break;
            }
            drop(engine);
            (engine, _) = held(Multilevel::Off, before);
        }
        let took = median(turns);
        drop(engine);
        let all = if vertices > LEVELLED {
            "not built".into()
        } else {
            format!("{:.0}", held(Multilevel::Projection, 3).1)
        };
        let each = took * 1e6 / f64::from(vertices);
        println!(
            "{vertices:8}  {took:8.2}  {each:12.0}  {:11.1}  {single:15.0}  {all:>11}",
            each / f64::from(vertices).log2()
        );
    }
}

fn main() {
    // This thread works too, like the command line's.
    cli::start_threads(cli::available_threads());
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let passed = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["table"] => {
            table();
            true
        }
        ["moons"] | ["moons", "3"] => contest("moons", Dimensions::Three, 7.0),
        ["moons", _] => contest("moons", Dimensions::Two, 10.0),
        [scene] | [scene, "3"] => contest(scene, Dimensions::Three, 4.0),
        [scene, _] => contest(scene, Dimensions::Two, 6.0),
        _ => [
            ("moons:samples=8", Dimensions::Three, 4.0),
            ("random:vertices=10000,degree=3", Dimensions::Three, 4.0),
            ("moons", Dimensions::Three, 7.0),
            ("moons:samples=8", Dimensions::Two, 6.0),
            ("random:vertices=10000,degree=3", Dimensions::Two, 6.0),
            ("moons", Dimensions::Two, 10.0),
        ]
        .into_iter()
        .fold(true, |passed, (scene, dimensions, aim)| {
            contest(scene, dimensions, aim) && passed
        }),
    };
    if !passed {
        std::process::exit(1);
    }
}
