//! The window that the test presses: pointer and key events in, messages and resources out.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
        mouse::{MouseButtonInput, MouseMotion, MouseScrollUnit, MouseWheel},
        touch::TouchPhase,
    },
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
    window::{CursorMoved, ExitCondition, PrimaryWindow, WindowResized, WindowResolution},
    winit::WinitPlugin,
};
use gradswarm::{
    graph::{
        CurrentScene, Edge, EdgeSource, EdgeTarget, Node, Selection, Term, Vertex, VertexId,
        VertexKind,
        commands::{LoadScene, SceneSource, Select, SetLeaf, SetPinned},
    },
    growth::{Growth, commands::GrowthCommand},
    layout::{Constant, Settings},
    panel::{ClearLog, Controls, PanelCommand, PanelPlugin},
    physics::{
        Physics,
        commands::{ChangeSettings, ClockCommand},
    },
    third_party::InterfaceArea,
    training::{Journal, Pace, Trainer, commands::TrainingCommand},
    view::{CameraSummary, ViewCommand, ViewPlugin},
};

/// The seed of the scene on the screen.
pub const SEED: u64 = 42;

/// Everything that was written of one kind of message.
#[derive(Resource)]
struct Written<T>(Vec<T>);

pub struct Rig {
    app: App,
    window: Entity,
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
        .add_plugins((ViewPlugin, PanelPlugin));
        record::<TrainingCommand>(&mut app);
        record::<GrowthCommand>(&mut app);
        record::<ChangeSettings>(&mut app);
        record::<ClockCommand>(&mut app);
        record::<ViewCommand>(&mut app);
        record::<PanelCommand>(&mut app);
        record::<LoadScene>(&mut app);
        record::<Select>(&mut app);
        record::<SetPinned>(&mut app);
        record::<SetLeaf>(&mut app);
        record::<ClearLog>(&mut app);
        app.add_systems(Update, apply_settings);
        app.insert_resource(Trainer {
            available: true,
            learning_rate: 0.01,
            targets: vec![1.0, -1.0],
            ..default()
        });
        app.insert_resource(Growth {
            total_vertices: 741,
            total_edges: 884,
            ..default()
        });
        app.insert_resource(CurrentScene {
            name: "seed".into(),
            seed: SEED,
            generation: 1,
            ..default()
        });
        app.finish();
        app.cleanup();
        let window = app
            .world_mut()
            .query_filtered::<Entity, With<PrimaryWindow>>()
            .single(app.world())
            .unwrap();
        let mut rig = Self { app, window };
        (0..6).for_each(|_| rig.step());
        rig
    }

    pub fn step(&mut self) {
        self.app.update();
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
        (0..60).for_each(|_| self.step());
        self.resource::<CameraSummary>().0.clone()
    }

    pub fn button(&mut self, pressed: bool) {
        let state = if pressed {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        let window = self.window;
        self.app.world_mut().write_message(MouseButtonInput {
            button: MouseButton::Left,
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

    fn click(&mut self, at: Vec2) {
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
            // Where a letter is on the keyboard must not matter.
            _ => KeyCode::Lang1,
        };
        self.key_state(key.clone(), code, ButtonState::Pressed);
        self.key_state(key, code, ButtonState::Released);
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

    /// What has been written since the last look.
    pub fn take<T: Message>(&mut self) -> Vec<T> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Written<T>>().0)
    }

    /// Exactly this has been written since the last look.
    #[track_caller]
    pub fn expect<T: Message + PartialEq + std::fmt::Debug>(&mut self, message: T) {
        assert_eq!(self.take::<T>(), [message]);
    }

    pub fn forget(&mut self) {
        self.take::<TrainingCommand>();
        self.take::<GrowthCommand>();
        self.take::<ClockCommand>();
        self.take::<ViewCommand>();
        self.take::<PanelCommand>();
        self.take::<Select>();
    }

    /// The name of the one scene that was asked for.
    #[track_caller]
    pub fn loaded(&mut self) -> String {
        match &self.take::<LoadScene>()[..] {
            [
                LoadScene {
                    source: SceneSource::Named(name),
                    ..
                },
            ] => name.clone(),
            other => panic!("one named scene, not {other:?}"),
        }
    }

    pub fn show_scene(&mut self, name: &str) {
        let mut scene = self.app.world_mut().resource_mut::<CurrentScene>();
        scene.name = name.into();
        scene.generation += 1;
        (0..2).for_each(|_| self.step());
    }

    /// Training is under way.
    pub fn training(&mut self) {
        let mut trainer = self.app.world_mut().resource_mut::<Trainer>();
        trainer.pace = Pace::Watching(10.0);
        trainer.round = 3;
        trainer.losses = vec![4.0, 2.0, 1.0];
        (0..4).for_each(|_| self.step());
        self.take::<TrainingCommand>();
    }

    /// Selects a leaf; returns it and the vertex that it flows into.
    pub fn select_a_vertex(&mut self) -> (Entity, Entity) {
        let world = self.app.world_mut();
        let nodes = ["v1", "v2"].map(|id| Node {
            id: id.into(),
            kind: VertexKind::Value,
            ..default()
        });
        world.resource_mut::<CurrentScene>().graph.nodes = nodes.into();
        let [leaf, sum] = [0, 1].map(|id| {
            let vertex = Vertex {
                id: VertexId(id),
                kind: VertexKind::Value,
            };
            world
                .spawn((
                    vertex,
                    Term {
                        value: Some(id),
                        data: 0.25,
                        ..default()
                    },
                ))
                .id()
        });
        world.spawn((Edge::default(), EdgeSource(leaf), EdgeTarget(sum)));
        world.resource_mut::<Selection>().vertices = vec![leaf];
        (0..4).for_each(|_| self.step());
        (leaf, sum)
    }

    pub fn write_a_line(&mut self) {
        self.app
            .world_mut()
            .resource_mut::<Journal>()
            .write(0, "a line");
        self.step();
    }

    pub fn lines(&self) -> usize {
        self.resource::<Journal>().lines.len()
    }

    #[track_caller]
    fn shown(&self, control: &str) -> Rect {
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
            written.0.extend(messages.read().cloned())
        },
    );
}

/// What the physics does with the settings that are asked for.
fn apply_settings(mut changes: MessageReader<ChangeSettings>, mut physics: ResMut<Physics>) {
    for change in changes.read() {
        let defaults = physics.law.default_constants();
        match *change {
            ChangeSettings::Set(constant, value) => {
                physics.constants.set(constant, value);
            }
            ChangeSettings::Reset(constant) => {
                physics.constants.set(constant, defaults.get(constant));
            }
            ChangeSettings::Stiffness(factor) => {
                physics.constants.attraction *= factor;
                physics.constants.repulsion *= factor;
            }
            ChangeSettings::ResetAll => physics.0 = Settings::default(),
            _ => {}
        }
    }
}
