//! The window that the test presses: pointer and key events in, messages and resources out.

use std::{collections::BTreeSet, path::PathBuf, time::Duration};

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
        mouse::{MouseButtonInput, MouseMotion, MouseScrollUnit, MouseWheel},
        touch::{TouchInput, TouchPhase},
    },
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
    time::TimeUpdateStrategy,
    window::{CursorMoved, ExitCondition, PrimaryWindow, WindowResized, WindowResolution},
    winit::WinitPlugin,
};
use bevy_egui::{
    EguiContexts, EguiOutput, EguiPrimaryContextPass,
    egui::{OutputCommand, Shape, layers::PaintList},
};
use gradswarm::{
    app::SimulationPlugins,
    files::{PreferencesPlugin, preferences::Place},
    frames::FramesPlugin,
    graph::{
        EdgeTarget, GraphIndex, OutgoingEdges, Pinned, Pins, Position, Term,
        commands::{LoadScene, SceneSource, Select},
    },
    growth::commands::GrowthCommand,
    layout::Constant,
    panel::{Controls, PanelCommand, PanelPlugin},
    physics::{Physics, commands::ClockCommand},
    third_party::{InterfaceArea, InterfaceSystems},
    training::commands::TrainingCommand,
    view::{
        CameraCommand, CameraMotion, CameraSummary, ChoosePictureFolder, GraphCamera, LevelView,
        LookCommand, PictureCommand, PictureFilesPlugin, PictureNote, PictureTaken, ViewPlugin,
    },
};

/// The seed of the scene on the screen.
pub const SEED: u64 = 42;

/// Where the window under test keeps what a person chose: a new folder, as of a new user.
pub fn preferences_folder() -> PathBuf {
    let name = format!("gradswarm-window-test-{}", std::process::id());
    std::env::temp_dir().join(name)
}

/// What a frame takes.
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

/// Every text of the last frame, and where its middle is, logical pixels.
#[derive(Resource, Default)]
struct Painted(Vec<(Vec2, String)>);

fn note_texts(mut contexts: EguiContexts, mut painted: ResMut<Painted>) {
    fn note(shape: &Shape, zoom: f32, texts: &mut Vec<(Vec2, String)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| note(shape, zoom, texts)),
            Shape::Text(text) => {
                let middle = text.visual_bounding_rect().center();
                let middle = Vec2::new(middle.x, middle.y) * zoom;
                texts.push((middle, text.galley.text().to_owned()));
            }
            _ => {}
        }
    }
    let context = contexts.ctx_mut().unwrap();
    painted.0.clear();
    let zoom = context.zoom_factor();
    let layers: Vec<_> = context.memory(|memory| memory.layer_ids().collect());
    context.graphics(|graphics| {
        let lists = layers.into_iter().filter_map(|layer| graphics.get(layer));
        for clipped in lists.flat_map(PaintList::all_entries) {
            note(&clipped.shape, zoom, &mut painted.0);
        }
    });
}

pub struct Rig {
    app: App,
    window: Entity,
    /// Every control that was ever on the screen.
    seen: BTreeSet<String>,
    /// Those that were pressed, dragged, typed into or looked at.
    used: BTreeSet<String>,
}

impl Rig {
    pub fn new() -> Self {
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
                place: Some(Place::in_folder(preferences_folder())),
            },
            SimulationPlugins,
            ViewPlugin,
            PictureFilesPlugin,
            PanelPlugin,
            FramesPlugin,
        ))
        // A frame is a tick, however fast the machine is.
        .insert_resource(TimeUpdateStrategy::ManualDuration(TICK));
        record::<TrainingCommand>(&mut app);
        record::<GrowthCommand>(&mut app);
        record::<ClockCommand>(&mut app);
        record::<CameraCommand>(&mut app);
        record::<LookCommand>(&mut app);
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
            seen: BTreeSet::new(),
            used: BTreeSet::new(),
        };
        rig.load("seed");
        rig
    }

    pub fn step(&mut self) {
        self.app.update();
        let controls = self.app.world().resource::<Controls>();
        for (name, _) in controls.iter() {
            if !self.seen.contains(name) {
                self.seen.insert(name.to_owned());
            }
        }
    }

    /// Controls that were on the screen and that nobody has used.
    pub fn unused(&self) -> Vec<&str> {
        self.seen
            .difference(&self.used)
            .map(String::as_str)
            .collect()
    }

    /// Cameras there are, the interface's included.
    pub fn cameras(&mut self) -> usize {
        let world = self.app.world_mut();
        world.query::<&Camera>().iter(world).count()
    }

    /// A control that can only be pressed where something can draw.
    pub fn notice_used(&mut self, control: &str) {
        self.used.insert(control.to_owned());
    }

    pub fn resource<R: Resource>(&self) -> &R {
        self.app.world().resource()
    }

    pub fn rect(&self, control: &str) -> Option<Rect> {
        self.resource::<Controls>().get(control)
    }

    pub fn has_pointer(&self) -> bool {
        self.resource::<InterfaceArea>().has_pointer
    }

    pub fn constant(&self, constant: Constant) -> f64 {
        self.resource::<Physics>().constants.get(constant)
    }

    pub fn move_to(&mut self, position: Vec2) {
        let window = self.window;
        let mut entity = self.app.world_mut().get_mut::<Window>(window).unwrap();
        let delta = entity.cursor_position().map(|before| position - before);
        entity.set_physical_cursor_position(Some(position.as_dvec2()));
        self.app.world_mut().write_message(CursorMoved {
            window,
            position,
            delta,
        });
        self.app.world_mut().write_message(MouseMotion {
            delta: delta.unwrap_or_default(),
        });
        self.step();
    }

    pub fn wheel(&mut self, y: f32) {
        let window = self.window;
        let (unit, phase) = (MouseScrollUnit::Line, TouchPhase::Moved);
        self.app.world_mut().write_message(MouseWheel {
            unit,
            x: 0.0,
            y,
            window,
            phase,
        });
        (0..3).for_each(|_| self.step());
    }

    /// Where the camera stands, when it has come to rest.
    pub fn camera(&mut self) -> Vec<f32> {
        self.step();
        self.until("the camera's rest", |rig| {
            !rig.resource::<CameraMotion>().moving
        });
        self.resource::<CameraSummary>().0.clone()
    }

    pub fn button(&mut self, pressed: bool) {
        self.button_of(MouseButton::Left, pressed);
    }

    pub fn button_of(&mut self, button: MouseButton, pressed: bool) {
        let state = if pressed {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        let window = self.window;
        self.app.world_mut().write_message(MouseButtonInput {
            button,
            state,
            window,
        });
        self.step();
    }

    /// Presses a control in its middle.
    pub fn press(&mut self, control: &str) {
        let centre = self.shown(control).center();
        self.click(centre);
    }

    pub fn click(&mut self, at: Vec2) {
        self.move_to(at);
        self.button(true);
        self.button(false);
        (0..4).for_each(|_| self.step());
    }

    /// Drags along a control, from one share of its width to another.
    pub fn slide(&mut self, control: &str, from: f32, to: f32) {
        let rect = self.shown(control);
        let at = |share: f32| Vec2::new(rect.min.x + rect.width() * share, rect.center().y);
        self.move_to(at(from));
        self.button(true);
        for step in 1..=5 {
            self.move_to(at(from.lerp(to, step as f32 / 5.0)));
        }
        self.button(false);
        (0..2).for_each(|_| self.step());
    }

    /// Clicks a field, replaces what it says and presses Enter.
    pub fn type_into(&mut self, control: &str, text: &str) {
        self.press(control);
        self.chord_select_all();
        for letter in text.chars() {
            self.letter(&letter.to_string());
        }
        self.key(Key::Enter);
        (0..3).for_each(|_| self.step());
    }

    pub fn letter(&mut self, letter: &str) {
        self.key(Key::Character(letter.into()));
    }

    pub fn key(&mut self, key: Key) {
        let code = match key {
            Key::Enter => KeyCode::Enter,
            Key::Escape => KeyCode::Escape,
            Key::Space => KeyCode::Space,
            Key::Control => KeyCode::ControlLeft,
            Key::Shift => KeyCode::ShiftLeft,
            Key::Alt => KeyCode::AltLeft,
            Key::Tab => KeyCode::Tab,
            // Where a letter is on the keyboard must not matter.
            _ => KeyCode::Lang1,
        };
        self.key_state(key.clone(), code, ButtonState::Pressed);
        self.key_state(key, code, ButtonState::Released);
    }

    /// A letter goes down and stays there, or comes up.
    pub fn hold_letter(&mut self, letter: &str, down: bool) {
        let state = if down {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        self.key_state(Key::Character(letter.into()), KeyCode::Lang2, state);
    }

    /// Drags with a button in five steps.
    pub fn drag_with(&mut self, button: MouseButton, from: Vec2, to: Vec2) {
        self.move_to(from);
        self.button_of(button, true);
        for step in 1..=5 {
            self.move_to(from.lerp(to, step as f32 / 5.0));
        }
        self.button_of(button, false);
    }

    /// Presses a key while others are held.
    pub fn chord(&mut self, held: &[Key], key: Key) {
        held.iter().for_each(|held| self.hold(held, true));
        self.key(key);
        held.iter().for_each(|held| self.hold(held, false));
        (0..2).for_each(|_| self.step());
    }

    /// Holds a modifier, or lets it go.
    pub fn hold(&mut self, key: &Key, down: bool) {
        let code = match key {
            Key::Control => KeyCode::ControlLeft,
            Key::Alt => KeyCode::AltLeft,
            _ => KeyCode::ShiftLeft,
        };
        let state = if down {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        self.key_state(key.clone(), code, state);
    }

    /// Writes a message.
    pub fn send<M: Message>(&mut self, message: M) {
        self.app.world_mut().write_message(message);
        (0..4).for_each(|_| self.step());
    }

    /// Drags with the left button along a line of the screen.
    pub fn drag(&mut self, line: &[Vec2]) {
        self.begin_drag(line);
        self.button(false);
        (0..3).for_each(|_| self.step());
    }

    /// The same, without letting go.
    pub fn begin_drag(&mut self, line: &[Vec2]) {
        self.move_to(line[0]);
        self.button(true);
        for corners in line.windows(2) {
            for step in 1..=6 {
                self.move_to(corners[0].lerp(corners[1], step as f32 / 6.0));
            }
        }
    }

    /// A place over the graph where nothing is near, as near to the middle as may be.
    pub fn empty(&mut self) -> Vec2 {
        let free = self.resource::<InterfaceArea>().free;
        let vertices = self.resource::<GraphIndex>().vertices.clone();
        let taken: Vec<Vec2> = vertices
            .into_iter()
            .filter_map(|vertex| Some(self.project(vertex)?.0))
            .collect();
        let middle = free.center();
        let mut places: Vec<Vec2> = (0..40 * 40)
            .map(|i| free.min + free.size() * Vec2::new((i % 40) as f32, (i / 40) as f32) / 40.0)
            .filter(|place| free.inflate(-90.0).contains(*place))
            .filter(|place| taken.iter().all(|at| at.distance(*place) > 26.0))
            .collect();
        places.sort_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)));
        *places.first().expect("some place is empty")
    }

    fn key_state(&mut self, logical_key: Key, key_code: KeyCode, state: ButtonState) {
        let window = self.window;
        self.app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key,
            state,
            text: None,
            repeat: false,
            window,
        });
        self.step();
    }

    fn chord_select_all(&mut self) {
        self.key_state(Key::Control, KeyCode::ControlLeft, ButtonState::Pressed);
        self.key_state(
            Key::Character("a".into()),
            KeyCode::KeyA,
            ButtonState::Pressed,
        );
        self.key_state(
            Key::Character("a".into()),
            KeyCode::KeyA,
            ButtonState::Released,
        );
        self.key_state(Key::Control, KeyCode::ControlLeft, ButtonState::Released);
    }

    pub fn resize(&mut self, width: f32, height: f32) {
        let window = self.window;
        self.app
            .world_mut()
            .get_mut::<Window>(window)
            .unwrap()
            .resolution
            .set(width, height);
        self.app.world_mut().write_message(WindowResized {
            window,
            width,
            height,
        });
        (0..6).for_each(|_| self.step());
    }

    /// A finger touches, moves or leaves the screen.
    pub fn touch(&mut self, id: u64, phase: TouchPhase, position: Vec2) {
        let window = self.window;
        self.app.world_mut().write_message(TouchInput {
            phase,
            position,
            window,
            force: None,
            id,
        });
        self.step();
    }

    /// Where a vertex is on the screen, and how far from the camera.
    pub fn project(&mut self, vertex: Entity) -> Option<(Vec2, f32)> {
        let world = self.app.world_mut();
        let position = world.get::<Position>(vertex)?.0;
        let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<GraphCamera>>();
        let (camera, place) = cameras.single(world).ok()?;
        let at = camera.world_to_viewport(place, position).ok()?;
        Some((at, place.translation().distance(position)))
    }

    /// Lets every state be written anew, though nothing is another.
    pub fn write_states_anew(&mut self) {
        self.app.world_mut().resource_mut::<Pins>().set_changed();
        self.step();
    }

    /// The vertex nearest to the camera among those far from the panels, and its place.
    pub fn nearest(&mut self) -> (Entity, Vec2) {
        let free = self.resource::<InterfaceArea>().free.inflate(-60.0);
        let vertices = self.resource::<GraphIndex>().vertices.clone();
        vertices
            .into_iter()
            .filter_map(|vertex| Some((vertex, self.project(vertex)?)))
            .filter(|(_, (at, _))| free.contains(*at))
            .min_by(|(_, (_, a)), (_, (_, b))| a.total_cmp(b))
            .map(|(vertex, (at, _))| (vertex, at))
            .expect("some vertex is in the free part of the window")
    }

    /// As [`Self::nearest`], among the vertices of the level that is looked at.
    pub fn nearest_part(&mut self) -> (u32, Vec2) {
        let free = self.resource::<InterfaceArea>().free.inflate(-60.0);
        let positions = self.resource::<LevelView>().positions().to_vec();
        let world = self.app.world_mut();
        let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<GraphCamera>>();
        let (camera, place) = cameras.single(world).expect("a camera");
        let eye = place.translation();
        let parts = (0u32..).zip(positions);
        parts
            .filter_map(|(part, position)| {
                let at = camera.world_to_viewport(place, position).ok()?;
                Some((part, at, eye.distance(position)))
            })
            .filter(|(_, at, _)| free.contains(*at))
            .min_by(|(.., a), (.., b)| a.total_cmp(b))
            .map(|(part, at, _)| (part, at))
            .expect("a vertex of the level is in the free part of the window")
    }

    /// What is written on a control.
    pub fn says(&self, control: &str) -> String {
        let rect = self.rect(control).expect("the control is shown");
        let texts = &self.resource::<Painted>().0;
        let inside = texts.iter().filter(|(at, _)| rect.contains(*at));
        inside.map(|(_, text)| text.as_str()).collect()
    }

    /// Whether a text is on the screen.
    pub fn reads(&self, text: &str) -> bool {
        let texts = &self.resource::<Painted>().0;
        texts.iter().any(|(_, painted)| painted == text)
    }

    /// Whether a text is part of what is on the screen.
    pub fn painted(&self, text: &str) -> bool {
        let texts = &self.resource::<Painted>().0;
        texts.iter().any(|(_, painted)| painted.contains(text))
    }

    /// Rests the pointer on a control until its tooltip is there.
    pub fn look_at(&mut self, control: &str) {
        let centre = self.shown(control).center();
        self.move_to(centre);
        (0..60).for_each(|_| self.step());
    }

    /// What was put on the clipboard since the last look.
    pub fn copied(&mut self) -> Option<String> {
        self.app.world_mut().resource_mut::<Copied>().0.take()
    }

    /// What has been written since the last look.
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
        self.take::<CameraCommand>();
        self.take::<LookCommand>();
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
        self.used.insert(control.to_owned());
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
