//! `gradswarm render`: draws a picture of a graph, without a window.

use std::{path::PathBuf, time::Duration};

use clap::Args;

use super::{
    Failure, output,
    physics_options::PhysicsOptions,
    play,
    progress::Progress,
    session::{OffscreenSession, SessionOptions, picture_failure},
    size::Size,
    source,
    threads::{available_threads, start_threads},
    view_options::{ViewOptions, Viewpoint},
};
use crate::{
    app::offscreen::Studio,
    clock::SimulationClock,
    disk::{check_place, save_atomically},
    graph::Network,
    growth::commands::GrowthCommand,
    layout::Settings,
    nn::DEFAULT_SEED,
    physics::{self, Physics, Simulation, StartMode},
    training::{Pace, Trainer, commands::TrainingCommand},
    view::{CameraMotion, Picture},
};

/// Ticks after which an unsettled graph is drawn as it is.
const MOST_TICKS: u64 = 20_000;

/// Frames after which an unsettled graph is drawn as it is, where every tick is drawn.
const MOST_FRAMES: u32 = 1_200;

/// Frames that the camera may take to its view of the settled graph, at most.
const FLIGHT_FRAMES: u32 = 300;

/// Arguments of `gradswarm render`.
#[derive(Args)]
pub struct RenderArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    /// Ticks of the layout. Default: until the graph has settled, 20,000 at most.
    #[arg(long)]
    ticks: Option<u64>,
    /// Seed of the scene and of the start.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    #[command(flatten)]
    physics: PhysicsOptions,
    #[command(flatten)]
    view: ViewOptions,
    /// The whole window with its panels. With --ticks, the graph grows from its first vertex for so
    /// many ticks; otherwise it is complete and settled.
    #[arg(long)]
    panels: bool,
    /// Rounds of training first: data and gradients are those of the trained network.
    #[arg(long, value_name = "ROUNDS", default_value_t = 0)]
    train: u32,
    /// Size of the picture, pixels.
    #[arg(long, default_value = "1280x800", value_name = "WxH")]
    size: Size,
    /// The legend of colours and shapes, in the lower left corner; --panels always shows it.
    #[arg(long)]
    legend: bool,
    /// Where to write; ends in .png or .svg.
    #[arg(short, long, value_name = "FILE.png|FILE.svg")]
    output: PathBuf,
}

/// The format of a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PictureFormat {
    Png,
    Svg,
}

/// Runs the command.
///
/// # Errors
/// An option, scene or file that cannot be used, or no graphics device.
pub fn run(arguments: &RenderArguments) -> Result<(), Failure> {
    let format = read_format(arguments)?;
    check_place(&arguments.output)?;
    let mut settings = arguments.physics.settings()?;
    let from = arguments.view.viewpoint(settings.dimensions)?;
    if arguments.panels {
        let picture = draw_with_panels(arguments, settings, from)?;
        let bytes = picture.to_png().map_err(picture_failure)?;
        return Ok(save_atomically(&arguments.output, &bytes)?);
    }
    let mut source = source::load_source(&arguments.source, arguments.seed)?;
    if arguments.train > 0 {
        train_network(arguments, &mut source)?;
    }
    let mut graph = source.graph;
    physics::set_levels(&mut settings, &source.setup);
    let mode = StartMode::from_graph(&graph);
    let threads = available_threads();
    start_threads(threads);
    let mut engine = physics::engine_from_graph(&graph, settings, mode, arguments.seed);
    engine.parallel = threads > 1;
    engine.split(source.setup.halves);
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
    physics::store_positions(&engine, &mut graph);

    let size = arguments.size.0;
    // An SVG has as many units as the size says. A large PNG scales its lines, to look as a
    // window does.
    let fineness = match format {
        PictureFormat::Png => (size.y as f32 / crate::view::USUAL_HEIGHT).max(1.0),
        PictureFormat::Svg => 1.0,
    };
    let mut studio = Studio::open_fine(size, fineness).map_err(picture_failure)?;
    studio.world_mut().insert_resource(Physics(settings));
    // The view draws the coarser levels from the engine.
    studio
        .world_mut()
        .insert_resource(Simulation::from_engine(engine));
    // The names over the columns of a layered network come from the network.
    if let Some(program) = source.program.take() {
        studio.world_mut().insert_resource(Network(Some(program)));
    }
    studio.show_as(&graph, source.setup);
    for command in arguments.view.view_commands() {
        studio.world_mut().write_message(command);
    }
    if let Some(level) = arguments.view.level_command() {
        studio.world_mut().write_message(level);
    }
    match from {
        Viewpoint::Whole { yaw, pitch, zoom } => studio.look(yaw, pitch, zoom),
        Viewpoint::Orbit(orbit) => studio.stand(orbit),
    }
    let bytes = match format {
        PictureFormat::Png => studio
            .picture_with(arguments.legend)
            .and_then(|picture| picture.to_png()),
        PictureFormat::Svg => studio.svg(arguments.legend),
    };
    Ok(save_atomically(
        &arguments.output,
        &bytes.map_err(picture_failure)?,
    )?)
}

/// The format that the output's ending names; panels are always PNG.
fn read_format(arguments: &RenderArguments) -> Result<PictureFormat, Failure> {
    let format = output::picture_format(
        &arguments.output,
        "a picture is written as PNG or SVG",
        [("png", PictureFormat::Png), ("svg", PictureFormat::Svg)],
    )?;
    if arguments.panels && format == PictureFormat::Svg {
        return Err(Failure::Input(format!(
            "{}: panels are pixels; expected a name that ends in .png with --panels",
            arguments.output.display()
        )));
    }
    Ok(format)
}

/// Draws the whole window with its panels: after the given ticks of growth, or settled.
fn draw_with_panels(
    arguments: &RenderArguments,
    settings: Settings,
    from: Viewpoint,
) -> Result<Picture, Failure> {
    let mut session = OffscreenSession::open(SessionOptions {
        first: play::first_scene(&arguments.source, arguments.seed)?,
        size: arguments.size.0,
        settings,
        view: &arguments.view,
        panels: true,
        step: Duration::from_secs_f64(1.0 / SimulationClock::HERTZ),
    })?;
    if arguments.train > 0 {
        if !session.get::<Trainer>().available {
            return Err(untrainable_failure(arguments));
        }
        let rounds = arguments.train;
        session.send(TrainingCommand::Train { rounds });
        session.send(TrainingCommand::Finish);
        session.run_frame();
        while session.get::<Trainer>().pace != Pace::Idle {
            session.run_frame();
        }
    }
    session.place_camera(from);
    match arguments.ticks {
        Some(ticks) => {
            session.send(GrowthCommand::Restart);
            let bar = Progress::new(ticks, "ticks");
            for tick in 0..ticks {
                session.run_frame();
                bar.set(tick + 1);
            }
        }
        None => {
            let bar = Progress::new(u64::from(MOST_FRAMES), "frames to settle");
            session.settle_graph(MOST_FRAMES, |frames| bar.set(u64::from(frames)))?;
            // The camera flies to the side from which the graph is seen best.
            for _ in 0..FLIGHT_FRAMES {
                if !session.get::<CameraMotion>().moving {
                    break;
                }
                session.run_frame();
            }
        }
    }
    session.capture_frame();
    session.wait_for_picture()
}

/// The failure of `--train` for a scene without a network.
fn untrainable_failure(arguments: &RenderArguments) -> Failure {
    Failure::Input(format!(
        "--train {}: {} has no network to train; expected a scene such as seed or moons",
        arguments.train, arguments.source
    ))
}

/// Trains the network behind the graph, and copies its numbers into the graph.
fn train_network(arguments: &RenderArguments, source: &mut source::Source) -> Result<(), Failure> {
    let trainable = source.program.as_mut();
    let program = trainable
        .filter(|program| program.learner.is_some())
        .ok_or_else(|| untrainable_failure(arguments))?;
    let bar = Progress::new(u64::from(arguments.train), "rounds");
    for round in 0..arguments.train {
        if program
            .train_round()
            .is_none_or(|outcome| !outcome.loss.is_finite())
        {
            break;
        }
        bar.set(u64::from(round) + 1);
    }
    source.graph.copy_numbers(program);
    Ok(())
}
