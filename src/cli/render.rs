//! `gradswarm render`: a picture of a graph, without a window.

use std::{path::PathBuf, time::Duration};

use clap::Args;

use super::{
    Failure,
    physics_options::PhysicsOptions,
    play,
    progress::Progress,
    size::Size,
    source,
    stage::{Play, Stage, failed},
    threads::{available_threads, start_threads},
    view_options::{From, ViewOptions},
};
use crate::{
    files::{check_place, save_atomically},
    growth::commands::GrowthCommand,
    layout::Settings,
    nn::DEFAULT_SEED,
    physics::{self, Physics, Simulation, SimulationClock, StartMode},
    training::{Pace, Trainer, commands::TrainingCommand},
    view::offscreen::{Picture, Studio},
};

/// Ticks after which a graph that has not settled is drawn as it is.
const MOST_TICKS: u64 = 20_000;

/// As [`MOST_TICKS`], where every tick is drawn.
const MOST_FRAMES: u32 = 1_200;

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
    #[command(flatten)]
    physics: PhysicsOptions,
    #[command(flatten)]
    view: ViewOptions,
    /// The whole window with its panels: the graph grows from its first vertex on, for as
    /// long as --ticks say, or is there and has settled.
    #[arg(long)]
    panels: bool,
    /// Train so many rounds first: data and gradients are those of the trained network.
    #[arg(long, value_name = "ROUNDS", default_value_t = 0)]
    train: u32,
    /// Size of the picture, pixels.
    #[arg(long, default_value = "1280x800", value_name = "WxH")]
    size: Size,
    /// What colours and shapes mean, in the lower left corner; with --panels it is there anyway.
    #[arg(long)]
    legend: bool,
    /// Where to write; ends in .png or .svg.
    #[arg(short, long, value_name = "FILE.png|FILE.svg")]
    output: PathBuf,
}

/// What a picture is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Png,
    Svg,
}

/// Runs the command.
pub fn run(arguments: &RenderArguments) -> Result<(), Failure> {
    let form = form(arguments)?;
    check_place(&arguments.output)?;
    let mut settings = arguments.physics.settings()?;
    let from = arguments.view.from(settings.dimensions)?;
    if arguments.panels {
        let picture = with_panels(arguments, settings, from)?;
        let bytes = picture.to_png().map_err(failed)?;
        return Ok(save_atomically(&arguments.output, &bytes)?);
    }
    let mut source = source::load(&arguments.source, arguments.seed)?;
    if arguments.train > 0 {
        train(arguments, &mut source)?;
    }
    let mut graph = source.graph;
    physics::set_levels(&mut settings, &source.stage);
    let mode = StartMode::natural(&graph);
    let threads = available_threads();
    start_threads(threads);
    let mut engine = physics::engine_of(&graph, settings, mode, arguments.seed);
    engine.parallel = threads > 1;
    engine.split(source.stage.halves);
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

    let size = arguments.size.0;
    // A drawing has as many units as were asked for; a fine picture looks as a window does.
    let fineness = match form {
        Form::Png => (size.y as f32 / crate::view::USUAL_HEIGHT).max(1.0),
        Form::Svg => 1.0,
    };
    let mut studio = Studio::open_fine(size, fineness).map_err(failed)?;
    studio.world_mut().insert_resource(Physics(settings));
    // Levels that move are where they moved to.
    studio.world_mut().insert_resource(Simulation::of(engine));
    studio.show_as(&graph, source.stage);
    for command in arguments.view.commands() {
        studio.world_mut().write_message(command);
    }
    if let Some(level) = arguments.view.level() {
        studio.world_mut().write_message(level);
    }
    match from {
        From::Whole { yaw, pitch, zoom } => studio.look(yaw, pitch, zoom),
        From::Place(orbit) => studio.stand(orbit),
    }
    let bytes = match form {
        Form::Png => studio
            .picture_with(arguments.legend)
            .and_then(|picture| picture.to_png()),
        Form::Svg => studio.svg(arguments.legend),
    };
    Ok(save_atomically(&arguments.output, &bytes.map_err(failed)?)?)
}

fn form(arguments: &RenderArguments) -> Result<Form, Failure> {
    let output = &arguments.output;
    let ending = output.extension().unwrap_or_default();
    let form = if ending.eq_ignore_ascii_case("png") {
        Form::Png
    } else if ending.eq_ignore_ascii_case("svg") {
        Form::Svg
    } else {
        return Err(Failure::Input(format!(
            "{}: a picture is written as PNG or SVG; expected a name that ends in .png or .svg",
            output.display()
        )));
    };
    if arguments.panels && form == Form::Svg {
        return Err(Failure::Input(format!(
            "{}: panels are pixels; expected a name that ends in .png with --panels",
            output.display()
        )));
    }
    Ok(form)
}

/// The window as a person has it, after so many ticks of growth or settled.
fn with_panels(
    arguments: &RenderArguments,
    settings: Settings,
    from: From,
) -> Result<Picture, Failure> {
    let mut stage = Stage::open(Play {
        first: play::first_scene(&arguments.source, arguments.seed)?,
        size: arguments.size.0,
        settings,
        view: &arguments.view,
        panels: true,
        step: Duration::from_secs_f64(1.0 / SimulationClock::HERTZ),
    })?;
    if arguments.train > 0 {
        if !stage.get::<Trainer>().available {
            return Err(untrainable(arguments));
        }
        let rounds = arguments.train;
        stage.send(TrainingCommand::Train { rounds });
        stage.frame();
        while stage.get::<Trainer>().pace != Pace::Idle {
            stage.frame();
        }
    }
    stage.stand(from);
    match arguments.ticks {
        Some(ticks) => {
            stage.send(GrowthCommand::Restart);
            let bar = Progress::new(ticks, "ticks");
            for tick in 0..ticks {
                stage.frame();
                bar.set(tick + 1);
            }
        }
        None => {
            let bar = Progress::new(u64::from(MOST_FRAMES), "frames to settle");
            stage.settle(MOST_FRAMES, |frames| bar.set(u64::from(frames)))?;
        }
    }
    stage.captured_frame();
    stage.wait()
}

fn untrainable(arguments: &RenderArguments) -> Failure {
    Failure::Input(format!(
        "--train {}: {} has no network to train; expected a scene such as seed or moons",
        arguments.train, arguments.source
    ))
}

/// Trains the network behind the graph, and shows its numbers.
fn train(arguments: &RenderArguments, source: &mut source::Source) -> Result<(), Failure> {
    let trainable = source.program.as_mut();
    let program = trainable
        .filter(|program| program.learner.is_some())
        .ok_or_else(|| untrainable(arguments))?;
    let bar = Progress::new(u64::from(arguments.train), "rounds");
    for round in 0..arguments.train {
        if program
            .round()
            .is_none_or(|outcome| !outcome.loss.is_finite())
        {
            break;
        }
        bar.set(u64::from(round) + 1);
    }
    source.graph.show(program);
    Ok(())
}
