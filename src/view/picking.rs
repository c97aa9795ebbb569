//! The pointer and the graph: what is under it, what a click selects.

use bevy::{input::touch::Touches, prelude::*, window::PrimaryWindow};

use super::{
    appearance::Appearance,
    camera::{CameraSummary, GraphCamera},
    commands::ViewCommand,
    extent::Extent,
    grip::{self, Grip},
    screen::{Screen, edge_at, vertex_at},
};
use crate::{
    graph::{GraphIndex, Hovered, commands::Select},
    physics::DensePositions,
};

/// How far beside a vertex one may point, logical pixels.
const FORGIVENESS: f32 = 7.0;
/// A finger is less exact than a mouse.
const FINGER: f32 = 16.0;
/// How far from an edge one may click.
const EDGE_FORGIVENESS: f32 = 5.0;
/// A press that moved farther is a drag.
const CLICK_TRAVEL: f32 = 5.0;
/// Two clicks on a vertex within so many seconds are a double click.
const DOUBLE_CLICK: f32 = 0.5;

/// The pointer's state between frames.
#[derive(Resource, Debug, Default)]
pub struct Pointer {
    press: Option<Press>,
    last_click: Option<(f32, Entity)>,
    seen: Option<Seen>,
}

/// A press that may become a click.
#[derive(Clone, Copy, Debug)]
struct Press {
    at: Vec2,
    still: bool,
}

/// All that what is under the pointer depends on.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    pointer: Vec2,
    positions: u64,
    topology: u64,
    camera: CameraSummary,
}

/// What the graph looks like to the pointer.
#[derive(bevy::ecs::system::SystemParam)]
pub(super) struct Sight<'w, 's> {
    positions: Res<'w, DensePositions>,
    index: Res<'w, GraphIndex>,
    extent: Res<'w, Extent>,
    appearance: Res<'w, Appearance>,
    summary: Res<'w, CameraSummary>,
    cameras: Query<'w, 's, (&'static Camera, &'static GlobalTransform), With<GraphCamera>>,
}

impl Sight<'_, '_> {
    fn screen(&self) -> Option<Screen> {
        let (camera, place) = self.cameras.single().ok()?;
        Screen::of(camera, place)
    }

    fn vertex(&self, pointer: Vec2, forgiveness: f32) -> Option<Entity> {
        let looks = self.appearance.vertices();
        let radius =
            |i: usize| self.extent.vertex_radius * looks.get(i).map_or(1.0, |look| look.scale());
        let dense = vertex_at(
            &self.screen()?,
            pointer,
            &self.positions.positions,
            radius,
            forgiveness,
        )?;
        self.index.vertices.get(dense).copied()
    }

    fn edge(&self, pointer: Vec2) -> Option<Entity> {
        let dense = edge_at(
            &self.screen()?,
            pointer,
            &self.positions.positions,
            &self.index.ends,
            EDGE_FORGIVENESS,
        )?;
        self.index.edges.get(dense).copied()
    }
}

/// Finds the vertex under the pointer when one of them moved.
pub(super) fn hover(
    sight: Sight,
    touches: Res<Touches>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    grip: Res<Grip>,
    mut state: ResMut<Pointer>,
    mut hovered: ResMut<Hovered>,
) {
    let pointer = grip::pointer(window.as_deref().copied(), &touches);
    let Some(pointer) = pointer.filter(|_| grip.on_graph()) else {
        state.seen = None;
        hovered.set_if_neq(Hovered(None));
        return;
    };
    // Whoever turns the graph is not pointing at anything.
    if grip.held() && state.press.is_none_or(|press| !press.still) {
        return;
    }
    let seen = Seen {
        pointer,
        positions: sight.positions.version,
        topology: sight.index.version,
        camera: sight.summary.clone(),
    };
    if state.seen.as_ref() != Some(&seen) {
        state.seen = Some(seen);
        let finger = touches.iter().next().is_some();
        let vertex = sight.vertex(pointer, if finger { FINGER } else { FORGIVENESS });
        hovered.set_if_neq(Hovered(vertex));
    }
}

/// Turns clicks into selections, and double clicks into a closer look.
pub(super) fn click(
    sight: Sight,
    (buttons, keys): (Res<ButtonInput<MouseButton>>, Res<ButtonInput<KeyCode>>),
    touches: Res<Touches>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    (grip, time): (Res<Grip>, Res<Time<Real>>),
    mut state: ResMut<Pointer>,
    mut selections: MessageWriter<Select>,
    mut views: MessageWriter<ViewCommand>,
) {
    let Some(pointer) = grip::pointer(window.as_deref().copied(), &touches) else {
        return;
    };
    let began = buttons.just_pressed(MouseButton::Left) || touches.any_just_pressed();
    let ended = buttons.just_released(MouseButton::Left) || touches.any_just_released();
    if began {
        // A second finger or button makes it something else than a click.
        let alone = touches.iter().count() <= 1 && buttons.get_pressed().count() <= 1;
        let pressed = Press {
            at: pointer,
            still: alone,
        };
        // Within one frame a press can already be over: then the grip tells nothing of it.
        let on_graph = grip.held() || (ended && grip.on_graph());
        state.press = on_graph.then_some(pressed);
    }
    let travel = if touches.iter().next().is_some() {
        FINGER
    } else {
        CLICK_TRAVEL
    };
    if let Some(press) = &mut state.press {
        press.still &= press.at.distance(pointer) <= travel;
    }
    if !ended {
        return;
    }
    let Some(press) = state.press.take().filter(|press| press.still) else {
        return;
    };
    let forgiveness = if touches.any_just_released() {
        FINGER
    } else {
        FORGIVENESS
    };
    let several = keys.any_pressed([
        KeyCode::ShiftLeft,
        KeyCode::ShiftRight,
        KeyCode::ControlLeft,
        KeyCode::ControlRight,
        KeyCode::SuperLeft,
        KeyCode::SuperRight,
    ]);
    let now = time.elapsed_secs();
    let last = state.last_click.take();
    let select = match sight.vertex(press.at, forgiveness) {
        Some(vertex) => {
            let again = last.is_some_and(|(when, of)| of == vertex && now - when < DOUBLE_CLICK);
            if again && !several {
                views.write(ViewCommand::Focus(vertex));
            } else {
                state.last_click = Some((now, vertex));
            }
            if several {
                Select::Toggle(vertex)
            } else {
                Select::Only(vertex)
            }
        }
        None => match sight.edge(press.at) {
            Some(edge) => Select::Edge(edge),
            None if several => return,
            None => Select::Clear,
        },
    };
    selections.write(select);
}
