//! `gradswarm record`: growth or training as an animated PNG, without a window.

use std::path::PathBuf;

use clap::Args;

use super::{
    Failure,
    physics_options::PhysicsOptions,
    play,
    progress::Progress,
    size::Size,
    stage::{Play, Stage, failed},
    view_options::ViewOptions,
};
use crate::{
    files::{check_place, save_atomically},
    growth::commands::GrowthCommand,
    nn::DEFAULT_SEED,
    training::{Trainer, commands::TrainingCommand},
    view::picture::{Animation, PictureSettings, film_steps},
};

/// Frames that a graph gets to settle before it is trained.
const SETTLING: u32 = 1_200;

/// What `gradswarm record` takes.
#[derive(Args)]
pub struct RecordArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    /// How long, simulated seconds, 0.1 to 60.
    #[arg(long, default_value_t = 10.0, value_name = "S")]
    seconds: f32,
    /// Frames a simulated second, 5 to 30.
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u16).range(5..=30))]
    fps: u16,
    /// Size of the recording, pixels.
    #[arg(long, default_value = "640x400", value_name = "WxH")]
    size: Size,
    /// The network learns while the graph is there; without, the graph grows from its first vertex on.
    #[arg(long)]
    train: bool,
    /// Rounds of training a simulated second.
    #[arg(long, default_value_t = 20.0, value_name = "N", requires = "train")]
    rounds: f64,
    /// With the panels, as in the window.
    #[arg(long)]
    panels: bool,
    /// Seed of the scene's random numbers.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    #[command(flatten)]
    physics: PhysicsOptions,
    #[command(flatten)]
    view: ViewOptions,
    /// Where to write; ends in .png or .apng.
    #[arg(short, long, value_name = "FILE.png|FILE.apng")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(arguments: &RecordArguments) -> Result<(), Failure> {
    check(arguments)?;
    let settings = arguments.physics.settings()?;
    let from = arguments.view.from(settings.dimensions)?;
    let (steps, step) = film_steps(arguments.fps);
    let mut stage = Stage::open(Play {
        first: play::first_scene(&arguments.source, arguments.seed)?,
        size: arguments.size.0,
        settings,
        view: &arguments.view,
        panels: arguments.panels,
        step,
    })?;
    if arguments.train {
        prepare_training(&mut stage, arguments)?;
    }
    stage.stand(from);
    if !arguments.train {
        // From the first vertex on.
        stage.send(GrowthCommand::Restart);
    }

    let frames = (arguments.seconds * f32::from(arguments.fps))
        .round()
        .max(1.0) as u32;
    let bar = Progress::new(u64::from(frames), "frames");
    let mut animation = Animation::begin(arguments.size.0, arguments.fps).map_err(failed)?;
    for _ in 0..frames {
        for _ in 1..steps {
            stage.frame();
        }
        stage.captured_frame();
        while let Some(picture) = stage.next()? {
            animation.push(picture).map_err(failed)?;
        }
        bar.set(u64::from(animation.frames()));
        bounded(&animation)?;
    }
    while animation.frames() < frames {
        let picture = stage.wait()?;
        animation.push(picture).map_err(failed)?;
    }
    drop(bar);
    let bytes = animation.finish().map_err(failed)?;
    Ok(save_atomically(&arguments.output, &bytes)?)
}

fn check(arguments: &RecordArguments) -> Result<(), Failure> {
    let output = &arguments.output;
    let ending = output.extension().unwrap_or_default();
    let known = |ending: &std::ffi::OsStr| {
        ending.eq_ignore_ascii_case("png") || ending.eq_ignore_ascii_case("apng")
    };
    if !known(ending) {
        return Err(Failure::Input(format!(
            "{}: a recording is an animated PNG; expected a name that ends in .png or .apng",
            output.display()
        )));
    }
    if !(0.1..=60.0).contains(&arguments.seconds) {
        return Err(Failure::Input(format!(
            "--seconds {}: expected 0.1 to 60",
            arguments.seconds
        )));
    }
    if !(0.1..=1000.0).contains(&arguments.rounds) {
        return Err(Failure::Input(format!(
            "--rounds {}: expected 0.1 to 1000 rounds a second",
            arguments.rounds
        )));
    }
    Ok(check_place(output)?)
}

/// No recording fills a disk, or somebody's memory.
fn bounded(animation: &Animation) -> Result<(), Failure> {
    let most = PictureSettings::default().most_bytes;
    if animation.len() <= most {
        return Ok(());
    }
    Err(Failure::Input(format!(
        "the recording is larger than {} MB after {} frames: expected a smaller --size, fewer --seconds or a lower --fps",
        most / 1_000_000,
        animation.frames(),
    )))
}

/// Lets the whole graph come and settle, and the network learn.
fn prepare_training(stage: &mut Stage, arguments: &RecordArguments) -> Result<(), Failure> {
    if !stage.get::<Trainer>().available {
        return Err(Failure::Input(format!(
            "--train: {} has no network to train; expected a scene such as seed or moons",
            arguments.source
        )));
    }
    let bar = Progress::new(u64::from(SETTLING), "frames to settle");
    stage.settle(SETTLING, |frames| bar.set(u64::from(frames)))?;
    stage.send(TrainingCommand::Watch {
        rounds_per_second: arguments.rounds,
    });
    Ok(())
}
