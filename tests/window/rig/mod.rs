//! The window that the test presses: pointer and key events in, messages and resources out.

mod input;
mod painted;
mod screen;

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use bevy::{
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
    time::TimeUpdateStrategy,
    window::{ExitCondition, PrimaryWindow, WindowResolution},
    winit::WinitPlugin,
};
use bevy_egui::{EguiOutput, EguiPrimaryContextPass, egui::OutputCommand};
use gradswarm::{
    app::{SimulationPlugins, WindowPlugins},
    clock::commands::ClockCommand,
    graph::{
        EdgeTarget, OutgoingEdges, Pinned, Pins, Term,
        commands::{LoadScene, SceneSource, Select},
    },
    growth::{Growth, commands::GrowthCommand},
    layout::Constant,
    panel::{Controls, PanelCommand, PanelPlace, Panels, Section},
    physics::{Physics, SimulationStatus},
    preferences::{Place, PreferencesPlugin},
    third_party::InterfaceSystems,
    training::commands::TrainingCommand,
    view::{
        CameraCommand, ChoosePictureFolder, LookCommand, PictureCommand, PictureNote, PictureTaken,
    },
};

/// The seed of the scene on the screen.
pub const SEED: u64 = 42;

/// A folder that no other window of the tests keeps its preferences in: a new user's.
fn new_preferences_folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let window = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("gradswarm-window-test-{}-{window}", std::process::id());
    std::env::temp_dir().join(name)
}

/// The simulated time of a frame.
const TICK: Duration = Duration::from_nanos(16_666_667);

/// Everything that was written of one kind of message.
#[derive(Resource)]
struct Written<T>(Vec<T>);

/// The text that was put on the clipboard last.
#[derive(Resource, Default)]
struct Copied(Option<String>);

fn note_copies(outputs: Query<&EguiOutput>, mut copied: ResMut<Copied>) {
    for command in outputs
        .iter()
        .flat_map(|output| &output.platform_output.commands)
    {
        if let OutputCommand::CopyText(text) = command {
            copied.0 = Some(text.clone());
        }
    }
}

use self::painted::{Painted, note_texts};
use crate::scenario::UsedControls;

/// A window, and the events that reach it.
pub struct Rig {
    app: App,
    window: Entity,
    preferences: PathBuf,
    controls: UsedControls,
}

impl Rig {
    pub fn new() -> Self {
        let preferences = new_preferences_folder();
        let mut app = App::new();
        app.add_plugins(
            DefaultPlugins
                .set(WindowPlugin {
                    // Tall enough to show every section at once.
                    primary_window: Some(Window {
                        resolution: WindowResolution::new(1280, 2000),
                        ..default()
                    }),
                    exit_condition: ExitCondition::DontExit,
                    ..default()
                })
                .set(RenderPlugin {
                    render_creation: WgpuSettings {
                        backends: None,
                        ..default()
                    }
                    .into(),
                    ..default()
                })
                .disable::<WinitPlugin>(),
        )
        .add_plugins((
            PreferencesPlugin {
                place: Some(Place::in_folder(preferences.clone())),
            },
            SimulationPlugins,
            WindowPlugins,
        ))
        // A frame is a tick, however fast the machine is.
        .insert_resource(TimeUpdateStrategy::ManualDuration(TICK));
        record::<TrainingCommand>(&mut app);
        record::<GrowthCommand>(&mut app);
        record::<ClockCommand>(&mut app);
        record::<LookCommand>(&mut app);
        record::<CameraCommand>(&mut app);
        record::<PanelCommand>(&mut app);
        record::<LoadScene>(&mut app);
        record::<Select>(&mut app);
        record::<PictureCommand>(&mut app);
        record::<PictureNote>(&mut app);
        record::<PictureTaken>(&mut app);
        record::<ChoosePictureFolder>(&mut app);
        app.init_resource::<Copied>().add_systems(Last, note_copies);
        app.init_resource::<Painted>().add_systems(
            EguiPrimaryContextPass,
            note_texts.after(InterfaceSystems::Windows),
        );
        app.finish();
        app.cleanup();
        let window = app
            .world_mut()
            .query_filtered::<Entity, With<PrimaryWindow>>()
            .single(app.world())
            .unwrap();
        let mut rig = Self {
            app,
            window,
            preferences,
            controls: UsedControls::default(),
        };
        rig.load("seed");
        rig
    }

    /// Ends the first steps of a new user.
    pub fn close_first_steps(&mut self) {
        self.until("the first steps", |rig| rig.rect("steps/close").is_some());
        self.press("steps/close");
        self.forget();
    }

    /// Ends the first steps and waits for the whole seed.
    pub fn grow_seed(&mut self) {
        self.close_first_steps();
        self.press("growth/skip");
        self.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
        self.forget();
    }

    /// Does [`Self::grow_seed`], and waits until graph and camera rest.
    pub fn settle_seed(&mut self) {
        self.grow_seed();
        self.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
        self.letter("f");
        self.camera();
        self.forget();
    }

    /// Loads the seed again, and waits until graph and camera rest.
    pub fn rest_on_seed(&mut self) {
        self.load("seed");
        self.press("growth/skip");
        self.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
        self.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
        self.letter("f");
        self.camera();
    }

    /// Opens a section of the panels, and its drawer, if they are closed.
    pub fn open_section(&mut self, section: Section) {
        self.open_place(section.place());
        let titled = self.rect(section.control()).is_some();
        if titled && !self.resource::<Panels>().open.contains(&section) {
            self.press(section.control());
        }
    }

    /// Opens the drawer of a place, or its sheet in a narrow window.
    pub fn open_place(&mut self, place: PanelPlace) {
        let panels = self.resource::<Panels>();
        let narrow = self.rect("place/inspector").is_some();
        let open = match narrow {
            true => panels.tab == Some(place),
            false => panels.drawer == Some(place) || place == PanelPlace::Inspector,
        };
        if !open {
            self.press(place.control());
        }
    }

    /// Opens the drawer of a control that is not shown.
    fn open_place_of(&mut self, control: &str) {
        let room = control.split('/').next().unwrap_or_default();
        let place = match room {
            _ if self.rect(control).is_some() => return,
            "constants" if control.contains("/dimensions/") || control.contains("/layers/") => {
                PanelPlace::Explore
            }
            "scene" | "growth" | "picture" => PanelPlace::Explore,
            "training" | "log" => PanelPlace::Learn,
            "view" => PanelPlace::Look,
            "constants" => PanelPlace::Physics,
            "inspector" | "select" => PanelPlace::Inspector,
            _ => return,
        };
        if self.resource::<Panels>().visible {
            self.open_place(place);
        }
    }

    /// The folder of this window's preferences.
    pub fn preferences_folder(&self) -> &Path {
        &self.preferences
    }

    /// The controls that were shown and used so far.
    pub fn used_controls(&self) -> UsedControls {
        self.controls.clone()
    }

    pub fn step(&mut self) {
        self.app.update();
        let controls = self.app.world().resource::<Controls>();
        for (name, _) in controls.iter() {
            if !self.controls.shown.contains(name) {
                self.controls.shown.insert(name.to_owned());
            }
        }
    }

    /// A control that can only be pressed where something can draw.
    pub fn notice_used(&mut self, control: &str) {
        self.controls.used.insert(control.to_owned());
    }

    pub fn resource<R: Resource>(&self) -> &R {
        self.app.world().resource()
    }

    pub fn constant(&self, constant: Constant) -> f64 {
        self.resource::<Physics>().constants.get(constant)
    }

    /// Writes a message.
    pub fn send<M: Message>(&mut self, message: M) {
        self.app.world_mut().write_message(message);
        (0..4).for_each(|_| self.step());
    }

    /// Rewrites every state, though nothing has changed.
    pub fn write_states_anew(&mut self) {
        self.app.world_mut().resource_mut::<Pins>().set_changed();
        self.step();
    }

    /// Takes the messages written since they were last taken.
    pub fn take<T: Message>(&mut self) -> Vec<T> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Written<T>>().0)
    }

    /// Exactly this has been written since the last look.
    #[track_caller]
    pub fn expect<T: Message + PartialEq + std::fmt::Debug>(&mut self, message: T) {
        assert_eq!(self.take::<T>(), [message]);
    }

    /// Forgets what has been written so far.
    pub fn forget(&mut self) {
        self.take::<TrainingCommand>();
        self.take::<GrowthCommand>();
        self.take::<ClockCommand>();
        self.take::<LookCommand>();
        self.take::<CameraCommand>();
        self.take::<PanelCommand>();
        self.take::<LoadScene>();
        self.take::<Select>();
    }

    /// Writes a message and lets it have its effect.
    pub fn write(&mut self, message: impl Message) {
        self.app.world_mut().write_message(message);
        (0..3).for_each(|_| self.step());
    }

    /// Loads a scene with the usual seed.
    pub fn load(&mut self, name: &str) {
        self.app.world_mut().write_message(LoadScene {
            source: SceneSource::Named(name.into()),
            seed: SEED,
        });
        (0..6).for_each(|_| self.step());
        self.forget();
    }

    /// Steps until something has happened.
    #[track_caller]
    pub fn until(&mut self, what: &str, happened: impl Fn(&Self) -> bool) {
        /// Frames after which it will not happen any more: 50 simulated seconds.
        const PATIENCE: usize = 3000;
        for _ in 0..PATIENCE {
            if happened(self) {
                return;
            }
            self.step();
        }
        panic!("{what} did not happen");
    }

    /// Selects a leaf that is not pinned; returns it and a vertex that it flows into.
    pub fn select_a_leaf(&mut self) -> (Entity, Entity) {
        let world = self.app.world_mut();
        let mut leaves = world.query_filtered::<(Entity, &Term, &OutgoingEdges), Without<Pinned>>();
        let (leaf, edge) = leaves
            .iter(world)
            .filter(|(_, term, _)| term.value.is_some() && term.operation.is_empty())
            .find_map(|(leaf, _, edges)| Some((leaf, edges.iter().next()?)))
            .expect("the seed's network has leaves");
        let target = world
            .get::<EdgeTarget>(edge)
            .expect("an edge has a target")
            .0;
        world.write_message(Select::Only(leaf));
        (0..4).for_each(|_| self.step());
        self.take::<Select>();
        (leaf, target)
    }

    /// Selects an edge.
    pub fn select_edge(&mut self, edge: Entity) {
        self.app.world_mut().write_message(Select::Edge(edge));
        (0..4).for_each(|_| self.step());
        self.take::<Select>();
    }

    pub fn get<C: Component>(&self, entity: Entity) -> Option<&C> {
        self.app.world().get(entity)
    }

    #[track_caller]
    fn shown(&mut self, control: &str) -> Rect {
        self.open_place_of(control);
        self.controls.used.insert(control.to_owned());
        self.rect(control).unwrap_or_else(|| {
            let names: Vec<_> = self
                .resource::<Controls>()
                .iter()
                .map(|(name, _)| name)
                .collect();
            panic!("no control `{control}` is shown; there are {names:?}")
        })
    }
}

fn record<T: Message + Clone>(app: &mut App) {
    app.insert_resource(Written::<T>(Vec::new())).add_systems(
        Last,
        |mut messages: MessageReader<T>, mut written: ResMut<Written<T>>| {
            written.0.extend(messages.read().cloned());
        },
    );
}

impl Drop for Rig {
    fn drop(&mut self) {
        // A window that kept nothing has no folder.
        let _ = std::fs::remove_dir_all(&self.preferences);
    }
}
