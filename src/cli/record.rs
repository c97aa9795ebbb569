//! `gradswarm record`: growth or training as an animated PNG, without a window.

use std::path::PathBuf;

use clap::Args;

use super::{
    Failure, output,
    physics_options::PhysicsOptions,
    play,
    progress::Progress,
    session::{OffscreenSession, SessionOptions, picture_failure},
    size::Size,
    view_options::ViewOptions,
};
use crate::{
    disk::{check_place, save_atomically},
    growth::commands::GrowthCommand,
    nn::DEFAULT_SEED,
    training::{Trainer, commands::TrainingCommand},
    view::picture::{Animation, PictureSettings, film_steps},
};

/// Frames in which the graph may settle before training, at most.
const SETTLING: u32 = 1_200;

/// Arguments of `gradswarm record`.
#[derive(Args)]
pub struct RecordArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    /// Duration, simulated seconds, 0.1 to 60.
    #[arg(long, default_value_t = 10.0, value_name = "S")]
    seconds: f32,
    /// Frames a simulated second, 5 to 30.
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u16).range(5..=30))]
    fps: u16,
    /// Size of the recording, pixels.
    #[arg(long, default_value = "640x400", value_name = "WxH")]
    size: Size,
    /// Record the network learning on the complete graph. Without, record the graph growing from
    /// its first vertex.
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
///
/// # Errors
/// An option, scene or file that cannot be used, no graphics device, or a recording that is too
/// large.
pub fn run(arguments: &RecordArguments) -> Result<(), Failure> {
    check_arguments(arguments)?;
    let settings = arguments.physics.settings()?;
    let from = arguments.view.viewpoint(settings.dimensions)?;
    let (steps, step) = film_steps(arguments.fps);
    let mut session = OffscreenSession::open(SessionOptions {
        first: play::first_scene(&arguments.source, arguments.seed)?,
        size: arguments.size.0,
        settings,
        view: &arguments.view,
        panels: arguments.panels,
        step,
    })?;
    if arguments.train {
        prepare_training(&mut session, arguments)?;
    }
    session.place_camera(from);
    if !arguments.train {
        // Record from the first vertex on.
        session.send(GrowthCommand::Restart);
    }

    let frames = (arguments.seconds * f32::from(arguments.fps))
        .round()
        .max(1.0) as u32;
    let bar = Progress::new(u64::from(frames), "frames");
    let mut animation =
        Animation::begin(arguments.size.0, arguments.fps).map_err(picture_failure)?;
    for _ in 0..frames {
        for _ in 1..steps {
            session.run_frame();
        }
        session.capture_frame();
        while let Some(picture) = session.next_picture()? {
            animation.push(picture).map_err(picture_failure)?;
        }
        bar.set(u64::from(animation.frames()));
        check_size(&animation)?;
    }
    while animation.frames() < frames {
        let picture = session.wait_for_picture()?;
        animation.push(picture).map_err(picture_failure)?;
    }
    drop(bar);
    let bytes = animation.finish().map_err(picture_failure)?;
    Ok(save_atomically(&arguments.output, &bytes)?)
}

/// Checks the output and the ranges of the options.
fn check_arguments(arguments: &RecordArguments) -> Result<(), Failure> {
    output::picture_format(
        &arguments.output,
        "a recording is an animated PNG",
        [("png", ()), ("apng", ())],
    )?;
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
    Ok(check_place(&arguments.output)?)
}

/// Checks that the recording does not fill memory or disk.
fn check_size(animation: &Animation) -> Result<(), Failure> {
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

/// Grows and settles the whole graph, then starts training.
fn prepare_training(
    session: &mut OffscreenSession,
    arguments: &RecordArguments,
) -> Result<(), Failure> {
    if !session.get::<Trainer>().available {
        return Err(Failure::Input(format!(
            "--train: {} has no network to train; expected a scene such as seed or moons",
            arguments.source
        )));
    }
    let bar = Progress::new(u64::from(SETTLING), "frames to settle");
    session.settle_graph(SETTLING, |frames| bar.set(u64::from(frames)))?;
    session.send(TrainingCommand::Play {
        rounds: u32::MAX,
        rounds_per_second: arguments.rounds,
    });
    Ok(())
}
