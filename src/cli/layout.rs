//! `gradswarm layout`: lays a graph out without a window, and reports statistics.

use std::{io::Write, path::PathBuf, time::Instant};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{
    Failure,
    edits::{self, EditLog, Editor},
    output,
    physics_options::PhysicsOptions,
    print::{print_note, print_results},
    progress::Progress,
    source,
    threads::{available_threads, start_threads},
};
use crate::{
    clock::SimulationClock,
    disk::{self, save_atomically},
    files,
    graph::Graph,
    layout::{Engine, Instructions, Levels, Multilevel, Settings, quality::Quality},
    nn::DEFAULT_SEED,
    physics::{self, StartMode},
};

/// Arguments of `gradswarm layout`.
#[derive(Args)]
pub struct LayoutArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    #[command(flatten)]
    physics: PhysicsOptions,
    /// Whether coarser levels of the graph move too and take it along (`--set phi=…`: lower means
    /// more). Default: the scene's own, else single.
    #[arg(long)]
    dynamics: Option<DynamicsArgument>,
    /// Most levels for unfolding a random start, coarse to fine, and for `--dynamics projection`; 1
    /// is no coarser level, auto all that the graph has.
    #[arg(long, default_value = "auto", value_name = "auto|N")]
    levels: String,
    /// Ticks to run.
    #[arg(long, conflicts_with = "until_settled")]
    ticks: Option<u64>,
    /// Run until the graph has settled (the default without --ticks).
    #[arg(long)]
    until_settled: bool,
    /// Most ticks until the graph must have settled.
    #[arg(long, default_value_t = 20_000, conflicts_with = "ticks")]
    max_ticks: u64,
    /// Threads that compute; the result does not depend on it. Default: all.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// A file of edits, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    edits: Option<PathBuf>,
    /// Seed of the scene and of the start.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Where vertices begin. Default: file, if the file has positions, else seeded.
    #[arg(long)]
    start: Option<StartArgument>,
    /// The stability guard.
    #[arg(long, default_value = "on")]
    guard: Switch,
    /// Measure the repulsion against the direct sum at so many vertices.
    #[arg(long, value_name = "SAMPLES")]
    force_error: Option<usize>,
    /// Measure the quality of the layout: stress, neighbourhoods, edge lengths.
    #[arg(long)]
    quality: bool,
    /// Where to write the graph with its positions.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where to write the statistics, as JSON; `-` is standard output.
    #[arg(long, value_name = "FILE|-")]
    stats: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StartArgument {
    Seeded,
    Random,
    File,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DynamicsArgument {
    /// The graph moves by itself.
    Single,
    /// Coarser levels move by their own equations and take the finer ones along.
    Projection,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// Counts from the run.
#[derive(Default)]
struct Tally {
    milliseconds: Vec<f64>,
    interventions: u64,
    quarantined: u64,
    max_step: f32,
    settled_at: Option<u64>,
}

/// Runs the command.
///
/// # Errors
/// An option, scene or file that cannot be used, or an output that cannot be written.
pub fn run(arguments: &LayoutArguments) -> Result<(), Failure> {
    let mut settings = read_settings(arguments)?;
    let levels = parse_levels(&arguments.levels)?;
    check_outputs(arguments)?;
    let mut source = source::load_source(&arguments.source, arguments.seed)?;
    if arguments.dynamics.is_none() {
        physics::set_levels(&mut settings, &source.setup);
    }
    settings.levels = levels.most().min(settings.levels as usize) as u32;
    let edits = match &arguments.edits {
        Some(path) => edits::read_edits(path)?,
        None => Vec::new(),
    };
    let mode = start_mode(arguments, &source.graph)?;
    if let Some(path) = &arguments.output {
        files::check_names(path, &source.graph)?;
    }
    let threads = arguments
        .threads
        .map_or_else(available_threads, usize::from);
    start_threads(threads);

    let mut engine = physics::engine_from_graph(&source.graph, settings, mode, arguments.seed);
    engine.parallel = threads > 1;
    // Named dynamics apply to the whole graph: both halves are laid out by them.
    engine.split(source.setup.halves.filter(|_| arguments.dynamics.is_none()));
    if mode == StartMode::Random {
        engine.unfold(levels);
    }
    engine.instructions = read_instructions()?;
    let mut editor = Editor::new(edits, arguments.seed, source.graph.nodes.len());
    let begun = Instant::now();
    let tally = run_ticks(arguments, &mut engine, &mut source.graph, &mut editor)?;
    let seconds = begun.elapsed().as_secs_f64();
    match editor.count_left() {
        0 => {}
        1 => print_note("1 edit lies beyond the last tick and was not applied"),
        left => print_note(format_args!(
            "{left} edits lie beyond the last tick and were not applied"
        )),
    }

    physics::store_positions(&engine, &mut source.graph);
    if let Some(path) = &arguments.output {
        output::write_graph(path, &source.graph)?;
    }
    let force_error = arguments
        .force_error
        .and_then(|samples| engine.force_error(samples));
    let log = arguments
        .edits
        .is_some()
        .then(|| editor.finish_log(&engine));
    let mut stats = collect_stats(&engine, &tally, threads, seconds, force_error, log);
    if arguments.quality {
        stats["quality"] = json!(Quality::from_layout(&engine.positions, &engine.edges));
    }
    match &arguments.stats {
        Some(path) if path.as_os_str() == "-" => print_results(|out| writeln!(out, "{stats}")),
        Some(path) => Ok(save_atomically(path, format!("{stats}\n").as_bytes())?),
        // Without an output and statistics, the graph goes to standard output.
        None if arguments.output.is_none() => {
            let text = files::format_json(&source.graph);
            print_results(|out| out.write_all(text.as_bytes()))
        }
        None => Ok(()),
    }
}

/// The instruction set from the environment, for comparisons. The result does not depend on it.
fn read_instructions() -> Result<Instructions, Failure> {
    const VARIABLE: &str = "GRADSWARM_SIMD";
    match std::env::var(VARIABLE).as_deref() {
        Err(_) | Ok("" | "auto") => Ok(Instructions::Best),
        Ok("avx2") => Ok(Instructions::Avx2),
        Ok("plain") => Ok(Instructions::Plain),
        Ok(other) => Err(Failure::Input(format!(
            "{VARIABLE}={other}: expected `auto`, `avx2` or `plain`"
        ))),
    }
}

/// Checks the outputs before the long work.
fn check_outputs(arguments: &LayoutArguments) -> Result<(), Failure> {
    if let Some(path) = &arguments.output {
        output::check_graph_path(path)?;
    }
    match &arguments.stats {
        Some(path) if path.as_os_str() != "-" => Ok(disk::check_place(path)?),
        _ => Ok(()),
    }
}

/// The start that the options or the graph ask for.
fn start_mode(arguments: &LayoutArguments, graph: &Graph) -> Result<StartMode, Failure> {
    let default = StartMode::from_graph(graph);
    match arguments.start {
        None => Ok(default),
        Some(StartArgument::Seeded) => Ok(StartMode::Seeded),
        Some(StartArgument::Random) => Ok(StartMode::Random),
        Some(StartArgument::File) if default != StartMode::File => Err(Failure::Input(format!(
            "{}: no vertex has a position, which --start file needs; expected `x` and `y` of the nodes, or --start seeded",
            arguments.source
        ))),
        Some(StartArgument::File) => Ok(StartMode::File),
    }
}

/// The settings of the physics that the options ask for.
fn read_settings(arguments: &LayoutArguments) -> Result<Settings, Failure> {
    let mut settings = arguments.physics.settings()?;
    settings.guard = arguments.guard == Switch::On;
    settings.multilevel = match arguments.dynamics {
        None | Some(DynamicsArgument::Single) => Multilevel::Off,
        Some(DynamicsArgument::Projection) => Multilevel::Projection,
    };
    Ok(settings)
}

/// Parses `--levels`.
fn parse_levels(text: &str) -> Result<Levels, Failure> {
    text.parse()
        .map_err(|problem| Failure::Input(format!("--levels {text}: {problem}")))
}

/// Runs the ticks, and applies the edits before theirs.
fn run_ticks(
    arguments: &LayoutArguments,
    engine: &mut Engine,
    graph: &mut Graph,
    editor: &mut Editor,
) -> Result<Tally, Failure> {
    let limit = arguments.ticks.unwrap_or(arguments.max_ticks);
    let bar = Progress::new(limit, "ticks");
    let mut tally = Tally::default();
    for tick in 0..limit {
        editor
            .apply_due_edits(tick, engine, graph)
            .map_err(Failure::Input)?;
        let begun = Instant::now();
        let report = engine.tick();
        tally.milliseconds.push(begun.elapsed().as_secs_f64() * 1e3);
        tally.interventions += u64::from(report.intervened());
        tally.quarantined += u64::from(report.quarantined);
        tally.max_step = tally.max_step.max(report.max_step);
        editor.observe_tick(tick, engine, report.max_step);
        bar.set(tick + 1);
        match (engine.is_settled(), tally.settled_at) {
            (true, None) => tally.settled_at = Some(tick + 1),
            (false, Some(_)) => tally.settled_at = None,
            _ => {}
        }
        if arguments.ticks.is_none() && engine.is_settled() && !editor.has_more() {
            break;
        }
        if !engine.settings.guard && engine.positions.iter().any(|p| !p.is_finite()) {
            print_note(format_args!(
                "the graph blew up at tick {}; the guard is off",
                tick + 1
            ));
            break;
        }
    }
    Ok(tally)
}

/// The statistics of the run as JSON.
fn collect_stats(
    engine: &Engine,
    tally: &Tally,
    threads: usize,
    seconds: f64,
    force_error: Option<(f64, f64)>,
    edits: Option<Vec<EditLog>>,
) -> Value {
    let settings = &engine.settings;
    let mut constants = json!(settings.constants);
    constants["gravity"] = json!(settings.gravity);
    constants["phi"] = json!(settings.phi);
    if settings.layered {
        constants["layer_spacing"] = json!(settings.layer_spacing);
    }
    let non_finite = engine.positions.iter().filter(|p| !p.is_finite()).count() as u64;
    let mut sorted = tally.milliseconds.clone();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| {
        sorted.get(((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1)))
    };
    let mut stats = json!({
        "vertices": engine.positions.len(),
        "edges": engine.edges.len(),
        "dimensions": settings.dimensions.count(),
        "law": settings.law.name(),
        "constants": constants,
        "levels": engine.level_sizes(),
        "threads": threads,
        "ticks": tally.milliseconds.len(),
        "seconds": seconds,
        "tick_ms": {"median": at(0.5), "p95": at(0.95), "max": sorted.last()},
        "settled": engine.is_settled(),
        "settled_at_tick": tally.settled_at,
        "settled_at_seconds": tally.settled_at.map(|tick| tick as f64 / SimulationClock::HERTZ),
        "non_finite": non_finite + tally.quarantined,
        "interventions": tally.interventions,
        "max_step": tally.max_step,
        "kinetic_energy": engine.report().kinetic_energy,
        "force_error": force_error.map(|(rms, max)| json!({"rms": rms, "max": max})),
        "hash": format!("{:016x}", engine.digest()),
    });
    if settings.layered {
        stats["layered"] = json!(true);
    }
    if let Some(edits) = edits {
        stats["edits"] = json!(edits);
    }
    stats
}
