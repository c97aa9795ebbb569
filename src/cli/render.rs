//! `gradswarm render`: a picture of a graph, without a window.

use std::path::PathBuf;

use clap::Args;

use super::{
    Failure,
    progress::Progress,
    size::Size,
    source,
    threads::{available_threads, start_threads},
};
use crate::{
    files::{check_place, save_atomically},
    layout::Settings,
    nn::DEFAULT_SEED,
    physics::{self, StartMode},
    view::offscreen::{OffscreenError, render_to_image},
};

/// Ticks after which a graph that has not settled is drawn as it is.
const MOST_TICKS: u64 = 20_000;

/// What `gradswarm render` takes.
#[derive(Args)]
pub struct RenderArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    /// How many ticks to lay the graph out. Default: until it has settled, 20,000 at most.
    #[arg(long)]
    ticks: Option<u64>,
    /// Seed of the scene and of the start.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Size of the picture, pixels.
    #[arg(long, default_value = "1280x800", value_name = "WxH")]
    size: Size,
    /// Where to write; ends in .png.
    #[arg(short, long, value_name = "FILE.png")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(arguments: &RenderArguments) -> Result<(), Failure> {
    if arguments
        .output
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("png"))
    {
        return Err(Failure::Input(format!(
            "{}: a picture is written as PNG; expected a name that ends in .png",
            arguments.output.display()
        )));
    }
    check_place(&arguments.output)?;
    let mut graph = source::load(&arguments.source, arguments.seed)?.graph;
    let mode = StartMode::natural(&graph);
    let threads = available_threads();
    start_threads(threads);
    let mut engine = physics::engine_of(&graph, Settings::default(), mode, arguments.seed);
    engine.parallel = threads > 1;
    let limit = arguments.ticks.unwrap_or(MOST_TICKS);
    let bar = Progress::new(limit, "ticks");
    for tick in 0..limit {
        if arguments.ticks.is_none() && engine.is_settled() {
            break;
        }
        engine.tick();
        bar.set(tick + 1);
    }
    drop(bar);
    physics::write_back(&engine, &mut graph);
    let failed = |error: OffscreenError| Failure::Internal(error.to_string());
    let picture = render_to_image(&graph, arguments.size.0).map_err(failed)?;
    let png = picture.to_png().map_err(failed)?;
    Ok(save_atomically(&arguments.output, &png)?)
}
