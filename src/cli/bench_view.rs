//! `gradswarm bench-view`: measures the processor time of a frame, without its pixels.
//!
//! The whole product runs as in a window (simulation, view, panels, extraction, uploads), at the
//! pace of this command. Only the two draws do not reach the graphics card, so that the figures
//! exclude drawing even where the processor draws.

use std::{
    io::Write,
    path::PathBuf,
    time::{Duration, Instant},
};

use bevy::{
    app::App,
    ecs::{message::Message, resource::Resource, schedule::IntoScheduleConfigs, world::World},
    input::{
        mouse::{MouseScrollUnit, MouseWheel},
        touch::TouchPhase,
    },
    math::{UVec2, Vec2},
    render::{Render, RenderApp, RenderSystems, render_resource::PollType, renderer::RenderDevice},
    time::TimeUpdateStrategy,
    window::{CursorMoved, PrimaryWindow, Window},
};
use clap::Args;
use serde_json::{Value as Json, json};

use super::{Failure, play, print::print_results, progress::Progress, session};
use crate::{
    app,
    clock::commands::ClockCommand,
    disk::save_atomically,
    graph::GraphIndex,
    nn::DEFAULT_SEED,
    physics::SimulationStatus,
    third_party::InterfaceCost,
    view::{DrawStatistics, Pixels},
};

/// Size of the picture that is not drawn, pixels.
const SIZE: UVec2 = UVec2::new(1280, 800);
/// Simulated wall time of a frame.
const FRAME: Duration = Duration::from_nanos(16_666_667);
/// Frames between the end of growth and the first measured frame.
const WARM_UP: u32 = 120;

/// Arguments of `gradswarm bench-view`.
#[derive(Args)]
pub struct BenchViewArguments {
    /// A scene, or a graph file.
    #[arg(value_name = "SCENE|FILE")]
    source: String,
    /// Frames to measure.
    #[arg(long, default_value_t = 300)]
    frames: u32,
    /// Seed of the scene's random numbers.
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Let the simulation run. Without, it is stopped, and only the view works.
    #[arg(long)]
    awake: bool,
    /// Leave pointer and camera alone. Without, the pointer wanders over the graph and the camera
    /// zooms in and out, as when a user explores.
    #[arg(long)]
    still: bool,
    /// Where to write the figures; `-` is standard output.
    #[arg(long, value_name = "FILE|-", default_value = "-")]
    stats: PathBuf,
}

/// The moment at which the render world had prepared its draws.
#[derive(Resource)]
struct Prepared(Instant);

/// Times of a frame, milliseconds.
#[derive(Clone, Copy, Default)]
struct FrameTimes {
    /// Main world, extraction and preparation together.
    whole: f64,
    extract: f64,
    prepare: f64,
    interface: f64,
    tick: f64,
}

/// Runs the command.
///
/// # Errors
/// `--frames 0`, a scene or file that cannot be used, or no graphics device.
pub fn run(arguments: &BenchViewArguments) -> Result<(), Failure> {
    if arguments.frames == 0 {
        return Err(Failure::Input(
            "--frames 0: nothing to measure; expected at least 1".into(),
        ));
    }
    let first = play::first_scene(&arguments.source, arguments.seed)?;
    let (mut app, _) =
        app::offscreen_app(first, SIZE).map_err(|error| Failure::Internal(error.to_string()))?;
    app.insert_resource(TimeUpdateStrategy::ManualDuration(FRAME));
    measure_preparation(&mut app)?;
    run_frame(&mut app);
    session::check_scene(&app)?;
    session::grow_whole_graph(&mut app, |app| _ = run_frame(app))?;
    if !arguments.awake {
        write_message(&mut app, ClockCommand::TogglePause);
    }
    for _ in 0..WARM_UP {
        run_frame(&mut app);
    }

    let drawn = |app: &App| {
        let statistics = app.world().resource::<DrawStatistics>();
        (statistics.uploaded_bytes(), statistics.draws())
    };
    let (uploaded, draws) = drawn(&app);
    let bar = Progress::new(u64::from(arguments.frames), "frames");
    let mut times = Vec::with_capacity(arguments.frames as usize);
    for n in 0..arguments.frames {
        if !arguments.still {
            move_pointer(&mut app, n);
        }
        times.push(run_frame(&mut app));
        bar.set(u64::from(n) + 1);
    }
    drop(bar);
    let (uploaded_after, draws_after) = drawn(&app);
    let frames = f64::from(arguments.frames);
    let index = app.world().resource::<GraphIndex>();
    let sorted = |part: fn(&FrameTimes) -> f64| sort_numbers(times.iter().map(part));
    let whole = sorted(|times| times.whole);
    let stats: Json = json!({
        "vertices": index.vertices.len(),
        "edges": index.edges.len(),
        "frames": arguments.frames,
        "frame_ms": {"median": quantile(&whole, 0.5), "p95": quantile(&whole, 0.95)},
        "extract_ms": quantile(&sorted(|times| times.extract), 0.5),
        "prepare_ms": quantile(&sorted(|times| times.prepare), 0.5),
        "interface_ms": quantile(&sorted(|times| times.interface), 0.5),
        "tick_ms": quantile(&sorted(|times| times.tick), 0.5),
        "uploaded_bytes": (uploaded_after - uploaded) as f64 / frames,
        "draw_calls": (draws_after - draws) as f64 / frames,
    });
    if arguments.stats.as_os_str() == "-" {
        return print_results(|out| writeln!(out, "{stats}"));
    }
    Ok(save_atomically(
        &arguments.stats,
        format!("{stats}\n").as_bytes(),
    )?)
}

/// Switches off the draws, and notes the moment between the last preparation and the first draw.
fn measure_preparation(app: &mut App) -> Result<(), Failure> {
    let render = app
        .get_sub_app_mut(RenderApp)
        .ok_or_else(|| Failure::Internal("Bevy has no renderer here".into()))?;
    render
        .insert_resource(Pixels(false))
        .insert_resource(Prepared(Instant::now()))
        .add_systems(
            Render,
            (|mut prepared: bevy::ecs::system::ResMut<Prepared>| prepared.0 = Instant::now())
                .after(RenderSystems::Prepare)
                .before(RenderSystems::Render),
        );
    Ok(())
}

fn write_message(app: &mut App, message: impl Message) {
    app.world_mut().write_message(message);
}

/// Simulates a user who explores: the pointer wanders over the graph, and the wheel zooms in and
/// out.
fn move_pointer(app: &mut App, frame: u32) {
    let world = app.world_mut();
    let Some(window) = only_window(world) else {
        return;
    };
    let turn = frame as f32 * 0.05;
    let position = SIZE.as_vec2() * (0.5 + 0.15 * Vec2::from_angle(turn));
    if let Some(mut entity) = world.get_mut::<Window>(window) {
        entity.set_physical_cursor_position(Some(position.as_dvec2()));
    }
    world.write_message(CursorMoved {
        window,
        position,
        delta: None,
    });
    world.write_message(MouseWheel {
        unit: MouseScrollUnit::Pixel,
        x: 0.0,
        y: if (frame / 60).is_multiple_of(2) {
            4.0
        } else {
            -4.0
        },
        window,
        phase: TouchPhase::Moved,
    });
}

fn only_window(world: &mut World) -> Option<bevy::ecs::entity::Entity> {
    world
        .query_filtered::<bevy::ecs::entity::Entity, bevy::ecs::query::With<PrimaryWindow>>()
        .single(world)
        .ok()
}

/// Runs one frame as Bevy's own loop does, and measures its parts.
fn run_frame(app: &mut App) -> FrameTimes {
    let apps = app.sub_apps_mut();
    let begun = Instant::now();
    apps.main.run_default_schedule();
    let simulated = Instant::now();
    let mut times = FrameTimes::default();
    for render in apps.sub_apps.values_mut() {
        render.extract(apps.main.world_mut());
        let extracted = Instant::now();
        render.update();
        let prepared = render.world().get_resource::<Prepared>();
        let prepared = prepared.map_or(extracted, |prepared| prepared.0);
        times.extract = elapsed_ms(simulated, extracted);
        times.prepare = elapsed_ms(extracted, prepared);
    }
    apps.main.world_mut().clear_trackers();
    times.whole = elapsed_ms(begun, simulated) + times.extract + times.prepare;
    let world = app.world();
    times.interface = world.resource::<InterfaceCost>().seconds * 1e3;
    times.tick = world.resource::<SimulationStatus>().tick_ms;
    // Outstanding work of the graphics card must not delay the next frame.
    let device = world.resource::<RenderDevice>();
    let _ = device.wgpu_device().poll(PollType::wait_indefinitely());
    times
}

fn elapsed_ms(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1e3
}

/// The numbers in ascending order.
fn sort_numbers(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_unstable_by(f64::total_cmp);
    numbers
}

/// The quantile of sorted milliseconds at `share` (0 … 1), rounded to the microsecond.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let number = sorted.get((last as f64 * share).round() as usize);
    (number.copied().unwrap_or_default() * 1e3).round() / 1e3
}
