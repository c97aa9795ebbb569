//! The first minute in a real window: a new user turns the graph, selects a vertex, trains the
//! network and follows the gradient back, by the pointer alone.
//!
//! Without the usual harness, because a window wants the main thread.

use std::{
    process::{Command, exit},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use bevy::{
    input::{ButtonState, mouse::MouseButtonInput},
    prelude::*,
    window::{CursorMoved, PrimaryWindow, RequestRedraw},
};
use gradswarm::{
    app::{Opening, windowed_app},
    graph::{
        GraphIndex, Position, START_SCENE, Selection,
        commands::{LoadScene, SceneSource},
    },
    growth::Growth,
    layout::Arrangement,
    panel::{Controls, FirstSteps},
    physics::Physics,
    third_party::InterfaceArea,
    training::{Pace, Trainer},
    view::{CameraMotion, GraphCamera, PassDirection, Wave},
};

/// For how long the walk may take, drawn in software on a slow machine.
const PATIENCE: Duration = Duration::from_secs(420);
/// Frames between two events: a person is no faster.
const PAUSE: u32 = 4;

/// What the walk does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Grow,
    FlowIntoLayers,
    Turn,
    Select,
    Train,
    Finish,
    Wave,
    Follow,
    Done,
}

/// A pointer event that is due.
#[derive(Clone, Copy, Debug)]
enum Event {
    Move(Vec2),
    Button(bool),
}

#[derive(Resource)]
struct Walk {
    step: Step,
    events: Vec<Event>,
    wait: u32,
    told: Arc<Mutex<(Step, Option<String>)>>,
}

fn main() {
    if std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none() {
        println!("skipped: opens a window only where GRADSWARM_REQUIRE_GPU is set");
        return;
    }
    // A new user has no preferences: the walk runs in a process with a folder of its own.
    if std::env::var_os("GRADSWARM_WALK").is_none() {
        exit(run_with_empty_home());
    }
    let first = LoadScene {
        source: SceneSource::Named(START_SCENE.into()),
        seed: gradswarm::nn::DEFAULT_SEED,
    };
    let told = Arc::new(Mutex::new((Step::Grow, None)));
    let begun = Instant::now();
    let mut app = windowed_app(first, Some(UVec2::new(900, 600)));
    app.insert_resource(Opening::default())
        .insert_resource(Walk {
            step: Step::Grow,
            events: Vec::new(),
            wait: 0,
            told: told.clone(),
        })
        .add_systems(First, walk);
    thread::spawn(move || {
        loop {
            let now = told.lock().map(|told| told.clone());
            match now {
                Ok((Step::Done, None)) => {
                    println!(
                        "the first minute took {:.0} s\n1 passed, 0 failed",
                        begun.elapsed().as_secs_f64()
                    );
                    exit(0);
                }
                Ok((step, Some(problem))) => {
                    println!("FAILED: {step:?}: {problem}");
                    exit(1);
                }
                Ok((step, None)) if begun.elapsed() > PATIENCE => {
                    println!("FAILED: the walk stands at {step:?} after {PATIENCE:?}");
                    exit(1);
                }
                _ => thread::sleep(Duration::from_millis(50)),
            }
        }
    });
    app.run();
    println!("FAILED: the window closed by itself");
    exit(1);
}

/// Runs this program again with an empty folder for preferences; returns its exit status.
fn run_with_empty_home() -> i32 {
    let folder = std::env::temp_dir().join(format!("gradswarm-walk-{}", std::process::id()));
    let program = std::env::current_exe().expect("the test knows its program");
    let status = Command::new(program)
        .env("GRADSWARM_WALK", "1")
        .env("XDG_CONFIG_HOME", &folder)
        .env("HOME", &folder)
        .status();
    let _ = std::fs::remove_dir_all(&folder);
    status.ok().and_then(|status| status.code()).unwrap_or(1)
}

/// One frame of the walk: the events that are due, or the next step.
fn walk(world: &mut World) {
    let mut walk = world.remove_resource::<Walk>().expect("the walk is there");
    // The walk's events come from no window, so nothing else wakes a graph at rest.
    world.write_message(RequestRedraw);
    if walk.wait > 0 {
        walk.wait -= 1;
    } else if walk.events.is_empty() {
        let before = walk.step;
        advance(world, &mut walk);
        if before != walk.step {
            println!("{:?} → {:?}", before, walk.step);
        }
        if let Ok(mut told) = walk.told.lock() {
            told.0 = walk.step;
        }
    } else {
        let event = walk.events.remove(0);
        send(world, event);
        walk.wait = PAUSE;
    }
    world.insert_resource(walk);
}

fn advance(world: &mut World, walk: &mut Walk) {
    match walk.step {
        Step::Grow => {
            let growth = world.resource::<Growth>();
            if growth.total_vertices > 0 && !growth.growing() {
                walk.step = Step::FlowIntoLayers;
            }
        }
        Step::FlowIntoLayers => {
            let arrangement = world.resource::<Physics>().arrangement();
            let rests = !world.resource::<CameraMotion>().moving;
            if arrangement == Arrangement::LayersInPlane && rests {
                assert_true(
                    walk,
                    world.resource::<FirstSteps>().open,
                    "a new user is shown the first steps",
                );
                let middle = world.resource::<InterfaceArea>().free.center();
                walk.events = vec![Event::Move(middle), Event::Button(true)];
                for way in 1..=6 {
                    walk.events
                        .push(Event::Move(middle + Vec2::new(12.0, 3.0) * way as f32));
                }
                walk.events.push(Event::Button(false));
                walk.step = Step::Turn;
            }
        }
        Step::Turn => {
            let done = world.resource::<FirstSteps>().done[0];
            assert_true(walk, done, "a drag on the graph moves the camera");
            walk.wait = 60;
            let Some(at) = find_vertex(world) else {
                return;
            };
            walk.events = vec![Event::Move(at), Event::Button(true), Event::Button(false)];
            walk.step = Step::Select;
        }
        Step::Select => {
            let selected = !world.resource::<Selection>().is_empty();
            assert_true(walk, selected, "a click selects a vertex");
            press(world, walk, "training/train");
            walk.step = Step::Train;
        }
        Step::Train => {
            let trainer = world.resource::<Trainer>();
            // Some rounds are watched, then the rest is done at once.
            if trainer.round >= 20 && trainer.pace != Pace::Idle {
                press(world, walk, "training/finish");
                walk.step = Step::Finish;
            }
        }
        Step::Finish => {
            let trainer = world.resource::<Trainer>();
            if trainer.pace == Pace::Idle {
                let fell = trainer.losses.first() > trainer.losses.last();
                assert_true(walk, fell, "the loss falls");
                press(world, walk, "wave/run");
                walk.step = Step::Wave;
            }
        }
        Step::Wave => {
            if world.resource::<Wave>().phase() == Some(PassDirection::Backward) {
                walk.step = Step::Follow;
            }
        }
        Step::Follow => {
            let wave = world.resource::<Wave>();
            if wave.phase().is_none() || wave.taken() > wave.turns / 2 {
                assert_true(
                    walk,
                    world.resource::<FirstSteps>().done == [true; 4],
                    "every first step is ticked off",
                );
                walk.step = Step::Done;
            }
        }
        Step::Done => {}
    }
}

fn assert_true(walk: &Walk, holds: bool, what: &str) {
    if !holds && let Ok(mut told) = walk.told.lock() {
        told.1 = Some(format!("it is not so: {what}"));
    }
}

/// Presses a control in its middle.
fn press(world: &World, walk: &mut Walk, control: &str) {
    match world.resource::<Controls>().get(control) {
        Some(rect) => {
            walk.events = vec![
                Event::Move(rect.center()),
                Event::Button(true),
                Event::Button(false),
            ];
        }
        None => assert_true(walk, false, &format!("the control {control} is shown")),
    }
}

/// The place of a vertex in the free part of the window, logical pixels.
fn find_vertex(world: &mut World) -> Option<Vec2> {
    let free = world.resource::<InterfaceArea>().free.inflate(-40.0);
    let vertices = world.resource::<GraphIndex>().vertices.clone();
    let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<GraphCamera>>();
    let (camera, place) = cameras.single(world).ok()?;
    vertices
        .into_iter()
        .filter_map(|vertex| world.get::<Position>(vertex))
        .filter_map(|position| camera.world_to_viewport(place, position.0).ok())
        .find(|at| free.contains(*at))
}

fn send(world: &mut World, event: Event) {
    let mut windows = world.query_filtered::<(Entity, &mut Window), With<PrimaryWindow>>();
    let Ok((window, mut entity)) = windows.single_mut(world) else {
        return;
    };
    match event {
        Event::Move(position) => {
            let scale = entity.scale_factor();
            entity.set_physical_cursor_position(Some((position * scale).as_dvec2()));
            world.write_message(CursorMoved {
                window,
                position,
                delta: None,
            });
        }
        Event::Button(pressed) => {
            let state = if pressed {
                ButtonState::Pressed
            } else {
                ButtonState::Released
            };
            world.write_message(MouseButtonInput {
                button: MouseButton::Left,
                state,
                window,
            });
        }
    }
}
