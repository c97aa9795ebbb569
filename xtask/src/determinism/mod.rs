//! `cargo xtask determinism`: one layout, the same bits everywhere.
//!
//! The command line lays graphs out while edits disturb them: on one thread, on
//! two, without SIMD, and as WebAssembly in Node. Everything it says of the
//! outcome must be equal, wall time excepted.

mod machine;
mod stats;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use crate::workspace::{self, PROGRAM, Workspace};
use machine::Machine;
use stats::Stats;

/// The edits, one JSON object a line; every scene below has what they name.
const EDITS: &str = "tests/data/determinism.jsonl";

/// The layouts to compare: a scene, and its options.
const CASES: [&[&str]; 6] = [
    &["seed"],
    &["cube"],
    &["moons:samples=8"],
    &["seed", "--law", "origin"],
    &["seed", "--law", "veldhuizen", "--dimensions", "2"],
    &["cube", "--law", "fruchterman-reingold", "--start", "random"],
];

/// The options of `cargo xtask determinism`.
#[derive(Args)]
pub struct Options {
    /// The profile that both programs are built in. Only `release` tells how fast they are.
    #[arg(long, default_value = "release")]
    profile: String,
    /// A native program that is built already, instead of building one.
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// How many ticks each layout runs.
    #[arg(long, default_value_t = 1000)]
    ticks: u32,
}

/// Compares the bits.
///
/// # Errors
/// When a program cannot be built or run, or any two outcomes differ.
pub fn check(options: &Options) -> Result<()> {
    let workspace = Workspace::load(crate::target::COMMAND_LINE)?;
    let native = match &options.program {
        // Where it was typed, and not where the programs will run.
        Some(program) => std::path::absolute(program)?,
        None => machine::build_native(&workspace, &options.profile)?,
    };
    let wasm = machine::build_wasm(&workspace, &options.profile)?;
    let machines = [
        Machine::native("1 thread", &native, 1),
        Machine::native("no SIMD", &native, 1).without_simd(),
        Machine::native("2 threads", &native, 2),
        Machine::wasm("WebAssembly", &wasm),
    ];

    let ticks = options.ticks.to_string();
    let titles = CASES.map(|case| case.join(" "));
    let width = titles.iter().map(String::len).max().unwrap_or(0);
    print!("\n  {:width$}", "");
    for machine in &machines {
        print!("  {:16}", machine.name);
    }
    println!("  median tick: native, WebAssembly");
    let mut differences = Vec::new();
    for (case, title) in CASES.iter().zip(&titles) {
        let rest = ["--ticks", &ticks, "--edits", EDITS, "--stats", "-"];
        let words = [&["layout"], *case, &rest].concat();
        let outcomes = lay_out_by_all(&machines, &words)?;
        print!("  {title:width$}");
        for outcome in &outcomes {
            print!("  {:16}", outcome.hash());
        }
        let (first, others) = (&outcomes[0], &outcomes[1..]);
        println!("  {}", stats::compare_speed(first, &outcomes[3]));
        for (machine, other) in machines[1..].iter().zip(others) {
            for field in first.differences(other) {
                differences.push(format!(
                    "{title}: `{field}` with {} is not as with {}",
                    machine.name, machines[0].name
                ));
            }
        }
    }
    if !differences.is_empty() {
        bail!("the bits differ:\n  {}", differences.join("\n  "));
    }
    println!("\nThe same bits everywhere, {ticks} ticks each of `{PROGRAM}`.");
    Ok(())
}

/// Lays one case out by every machine; the WebAssembly one, which takes longest,
/// works beside the others.
fn lay_out_by_all(machines: &[Machine; 4], words: &[&str]) -> Result<Vec<Stats>> {
    let root = workspace::root();
    let (slowest, others) = (&machines[3], &machines[..3]);
    std::thread::scope(|scope| {
        let last = scope.spawn(|| slowest.lay_out(root, words));
        let mut outcomes = others
            .iter()
            .map(|machine| machine.lay_out(root, words))
            .collect::<Result<Vec<_>>>()?;
        match last.join() {
            Ok(outcome) => outcomes.push(outcome?),
            Err(_) => bail!("the run of {} panicked", slowest.name),
        }
        Ok(outcomes)
    })
}
