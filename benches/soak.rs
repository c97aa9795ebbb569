//! Hours of abuse: a million ticks of a small graph, while random edits, moves,
//! pins, poison and constants happen to it.
//!
//! `cargo bench --package gradswarm-benches --bench soak [-- --ticks N --seed N --runs N]`,
//! or `GRADSWARM_TICKS` and `GRADSWARM_RUNS`. `--runs` makes that number of short random
//! runs instead, each with its way back. Exit status 1 if memory grows by more
//! than a tenth after the first tenth of the ticks, if anything is not finite or
//! leaves the world, or if the graph does not come back.
#![allow(missing_docs, reason = "a bench has no readers but its output")]

#[path = "../tests/common/mishaps.rs"]
mod mishaps;

use std::{process::ExitCode, time::Instant};

use mishaps::{Dice, RECOVERY, Seen, Ward, any_settings, random_run, small_graph};

/// Vertices, at most.
const MOST: usize = 120;
/// Chance of a mishap before a tick.
const CHANCE: f64 = 0.02;
/// Ticks from one look at whether the graph comes back to the next.
const CALM_EVERY: u64 = 20_000;
/// How much memory may grow after the first tenth.
const GROWTH: f64 = 1.1;

struct Options {
    ticks: u64,
    seed: u64,
    runs: Option<u64>,
}

fn options() -> Result<Options, String> {
    let number = |name: &str, text: String| {
        let digits = text.replace('_', "");
        digits
            .parse::<u64>()
            .map_err(|_| format!("{name}: `{text}` is not a whole number"))
    };
    let variable = |name: &str| {
        let text = std::env::var(name).ok();
        text.map(|text| number(name, text)).transpose()
    };
    let mut options = Options {
        ticks: variable("GRADSWARM_TICKS")?.unwrap_or(1_000_000),
        seed: 1,
        runs: variable("GRADSWARM_RUNS")?,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || number(&word, words.next().unwrap_or_default());
        match word.as_str() {
            "--ticks" => options.ticks = value()?,
            "--seed" => options.seed = value()?,
            "--runs" => options.runs = Some(value()?),
            // Cargo passes this to every bench.
            "--bench" => {}
            _ => return Err(format!("`{word}`: expected --ticks, --seed or --runs")),
        }
    }
    Ok(options)
}

/// Resident memory in kilobytes, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn kilobytes(memory: Option<u64>) -> String {
    memory.map_or_else(
        || "not known on this system".into(),
        |kilobytes| format!("{kilobytes} kB"),
    )
}

fn soak(options: &Options) -> Result<(), String> {
    let begun = Instant::now();
    let mut dice = Dice::new(options.seed);
    let settings = any_settings(&mut dice);
    let mut ward = Ward::new(small_graph(&mut dice, MOST / 2, settings));
    let at_start = resident();
    let (mut after_tenth, mut at_middle) = (None, None);
    let (mut mishaps, mut returns, mut longest) = (0u64, 0u64, 0);
    let mut broken = None;
    let mut next_calm = CALM_EVERY;
    while ward.seen.ticks < options.ticks {
        let done = ward.seen.ticks;
        if after_tenth.is_none() && done >= options.ticks / 10 {
            after_tenth = resident();
        }
        if at_middle.is_none() && done >= options.ticks / 2 {
            at_middle = resident();
        }
        while dice.chance(CHANCE) {
            ward.mishap(&mut dice, MOST);
            mishaps += 1;
        }
        let outcome = if done >= next_calm {
            next_calm += CALM_EVERY;
            returns += 1;
            ward.reset();
            // Larger graphs than those of the short runs, and longer ways.
            let back = ward.recover(RECOVERY * 5);
            back.map(|ticks| longest = longest.max(ticks))
        } else {
            ward.tick()
        };
        if let Err(problem) = outcome {
            broken = Some(problem);
            break;
        }
    }
    let at_end = resident();
    let seconds = begun.elapsed().as_secs_f64();
    let Seen {
        ticks,
        largest_step,
        largest_share,
        non_finite,
        escaped,
        quarantined,
    } = ward.seen;
    println!(
        "ticks done       {ticks} in {seconds:.1} s, seed {}",
        options.seed
    );
    println!("mishaps          {mishaps}; {quarantined} poisoned numbers caught");
    println!("ways back        {returns}, the longest {longest} ticks");
    println!("memory, start    {}", kilobytes(at_start));
    println!("memory, a tenth  {}", kilobytes(after_tenth));
    println!("memory, middle   {}", kilobytes(at_middle));
    println!("memory, end      {}", kilobytes(at_end));
    println!("largest step     {largest_step:e}, {largest_share:.2} of its bound at most");
    println!("not finite       {non_finite}");
    println!("escaped          {escaped}");
    println!("final hash       {:016x}", ward.engine.digest());
    if let Some(problem) = broken {
        return Err(problem);
    }
    match (after_tenth, at_end) {
        (Some(before), Some(after)) if after as f64 > before as f64 * GROWTH => Err(format!(
            "memory grew from {before} kB to {after} kB after the first tenth"
        )),
        _ => Ok(()),
    }
}

fn short_runs(runs: u64) -> Result<(), String> {
    let begun = Instant::now();
    let (mut ticks, mut longest, mut broken) = (0, 0, Vec::new());
    for seed in 0..runs {
        match random_run(seed) {
            Ok((seen, back)) => {
                ticks += seen.ticks;
                longest = longest.max(back);
            }
            Err(problem) => broken.push(problem),
        }
    }
    println!(
        "{runs} runs, {ticks} ticks in {:.1} s; the longest way back took {longest} ticks; {} broken",
        begun.elapsed().as_secs_f64(),
        broken.len()
    );
    if broken.is_empty() {
        Ok(())
    } else {
        Err(broken.join("\n"))
    }
}

fn main() -> ExitCode {
    let outcome = options().and_then(|options| match options.runs {
        Some(runs) => short_runs(runs),
        None => soak(&options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
