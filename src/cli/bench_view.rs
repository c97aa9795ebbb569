//! `gradswarm bench-view`: what a frame costs the processor, without its pixels.
//!
//! The whole product runs as it does in a window (simulation, view, panels,
//! extraction, uploads), at the pace of this command. Only the two draws do
//! not reach the graphics card, so that the figures are the processor's own
//! work even where the processor draws.

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

use super::{Failure, play, print::print, progress::Progress, stage};
use crate::{
    app,
    files::save_atomically,
    graph::GraphIndex,
    nn::DEFAULT_SEED,
    physics::{SimulationStatus, commands::ClockCommand},
    third_party::InterfaceCost,
    view::{DrawStatistics, Pixels},
};

/// Size of the picture that is not drawn.
const SIZE: UVec2 = UVec2::new(1280, 800);
/// Simulated wall time of a frame.
const FRAME: Duration = Duration::from_nanos(16_666_667);
/// Frames between growth's end and the first that counts.
const WARM_UP: u32 = 120;

/// What `gradswarm bench-view` takes.
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
    /// Let the simulation run; without, it is stopped and the frame is the view's alone.
    #[arg(long)]
    awake: bool,
    /// Leave pointer and camera alone; without, the pointer wanders over the graph and the
    /// camera comes and goes, as when a person explores.
    #[arg(long)]
    still: bool,
    /// Where the figures go; `-` is standard output.
    #[arg(long, value_name = "FILE|-", default_value = "-")]
    stats: PathBuf,
}

/// When the render world had prepared everything for its draws.
#[derive(Resource)]
struct Prepared(Instant);

/// What a frame took, milliseconds.
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
pub fn run(arguments: &BenchViewArguments) -> Result<(), Failure> {
    if arguments.frames == 0 {
        return Err(Failure::Input(
            "--frames 0: nothing to measure; expected at least 1".into(),
        ));
    }
    let first = play::first_scene(&arguments.source, arguments.seed)?;
    let (mut app, _) =
        app::unseen(first, SIZE).map_err(|error| Failure::Internal(error.to_string()))?;
    app.insert_resource(TimeUpdateStrategy::ManualDuration(FRAME));
    measure_preparation(&mut app)?;
    frame(&mut app);
    stage::check_scene(&app)?;
    stage::grow(&mut app, |app| _ = frame(app))?;
    if !arguments.awake {
        send(&mut app, ClockCommand::TogglePause);
    }
    for _ in 0..WARM_UP {
        frame(&mut app);
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
            explore(&mut app, n);
        }
        times.push(frame(&mut app));
        bar.set(u64::from(n) + 1);
    }
    drop(bar);
    let (uploaded_after, draws_after) = drawn(&app);
    let frames = f64::from(arguments.frames);
    let index = app.world().resource::<GraphIndex>();
    let of = |part: fn(&FrameTimes) -> f64| sorted(times.iter().map(part));
    let whole = of(|times| times.whole);
    let stats: Json = json!({
        "vertices": index.vertices.len(),
        "edges": index.edges.len(),
        "frames": arguments.frames,
        "frame_ms": {"median": share(&whole, 0.5), "p95": share(&whole, 0.95)},
        "extract_ms": share(&of(|times| times.extract), 0.5),
        "prepare_ms": share(&of(|times| times.prepare), 0.5),
        "interface_ms": share(&of(|times| times.interface), 0.5),
        "tick_ms": share(&of(|times| times.tick), 0.5),
        "uploaded_bytes": (uploaded_after - uploaded) as f64 / frames,
        "draw_calls": (draws_after - draws) as f64 / frames,
    });
    if arguments.stats.as_os_str() == "-" {
        return print(|out| writeln!(out, "{stats}"));
    }
    Ok(save_atomically(
        &arguments.stats,
        format!("{stats}\n").as_bytes(),
    )?)
}

/// Notes the moment between the last preparation and the first draw.
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

fn send(app: &mut App, message: impl Message) {
    app.world_mut().write_message(message);
}

/// What a person who explores does in a frame: the pointer wanders over the
/// graph, and the wheel brings it nearer and takes it away again.
fn explore(app: &mut App, frame: u32) {
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

/// One frame: what Bevy's own loop does, with a clock between its parts.
fn frame(app: &mut App) -> FrameTimes {
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
        times.extract = milliseconds(simulated, extracted);
        times.prepare = milliseconds(extracted, prepared);
    }
    apps.main.world_mut().clear_trackers();
    times.whole = milliseconds(begun, simulated) + times.extract + times.prepare;
    let world = app.world();
    times.interface = world.resource::<InterfaceCost>().seconds * 1e3;
    times.tick = world.resource::<SimulationStatus>().tick_ms;
    // What the graphics card still has to do is not this frame's.
    let device = world.resource::<RenderDevice>();
    let _ = device.wgpu_device().poll(PollType::wait_indefinitely());
    times
}

fn milliseconds(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1e3
}

fn sorted(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_unstable_by(f64::total_cmp);
    numbers
}

/// The number below which a share of the sorted numbers lies, to the microsecond.
fn share(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let number = sorted.get((last as f64 * share).round() as usize);
    (number.copied().unwrap_or_default() * 1e3).round() / 1e3
}
