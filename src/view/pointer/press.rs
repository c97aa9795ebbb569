//! What a press becomes: a click, a vertex in the hand, a box or a lasso, or the camera's.

use bevy::{ecs::system::SystemParam, input::touch::Touches, prelude::*, window::PrimaryWindow};

use super::{
    area::{Marquee, Region},
    sight::{FINGER, HoverInputs, Sight},
    tool::Tool,
};
use crate::{
    graph::commands::{Drag, Select},
    view::camera::{
        commands::CameraCommand,
        grip::{self, Grip},
    },
};

/// A press that moved farther is a drag.
const CLICK_TRAVEL: f32 = 5.0;
/// Two clicks on a vertex within so many seconds are a double click.
const DOUBLE_CLICK: f32 = 0.5;

/// The pointer's state between frames.
#[derive(Resource, Debug, Default)]
pub struct Pointer {
    press: Option<Press>,
    last_click: Option<(f32, Clicked)>,
    pub(super) seen: Option<HoverInputs>,
}

impl Pointer {
    /// Whether nothing is pressed, or what is pressed may still become a click.
    pub(super) fn is_still(&self) -> bool {
        self.press.as_ref().is_none_or(|press| press.still)
    }
}

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clicked {
    /// A vertex of the graph.
    Vertex(Entity),
    /// A vertex of the level that is looked at.
    Part(u32),
}

/// A press that is not over.
#[derive(Debug)]
struct Press {
    at: Vec2,
    /// It may become a click.
    still: bool,
    finger: bool,
    becomes: Becomes,
}

/// What a press becomes when it moves.
#[derive(Debug)]
enum Becomes {
    /// The camera turns.
    Turn,
    /// A vertex is moved, so far from the camera.
    Move(Entity, f32),
    /// A region is drawn.
    Area(Tool),
}

/// Buttons, keys and fingers.
#[derive(SystemParam)]
pub(super) struct Hands<'w, 's> {
    buttons: Res<'w, ButtonInput<MouseButton>>,
    keys: Res<'w, ButtonInput<KeyCode>>,
    touches: Res<'w, Touches>,
    window: Query<'w, 's, &'static Window, With<PrimaryWindow>>,
    tool: Res<'w, Tool>,
}

impl Hands<'_, '_> {
    fn pointer(&self) -> Option<Vec2> {
        grip::pointer(self.window.single().ok(), &self.touches)
    }

    fn began(&self) -> bool {
        self.buttons.just_pressed(MouseButton::Left) || self.touches.any_just_pressed()
    }

    fn ended(&self) -> bool {
        self.buttons.just_released(MouseButton::Left) || self.touches.any_just_released()
    }

    fn down(&self) -> bool {
        self.buttons.pressed(MouseButton::Left) || self.finger()
    }

    fn finger(&self) -> bool {
        self.touches.iter().next().is_some()
    }

    /// A second finger or button makes it something else than a click.
    fn alone(&self) -> bool {
        self.touches.iter().count() <= 1 && self.buttons.get_pressed().count() <= 1
    }

    fn shift(&self) -> bool {
        self.keys
            .any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight])
    }

    fn alt(&self) -> bool {
        self.keys.any_pressed([KeyCode::AltLeft, KeyCode::AltRight])
    }

    /// Adds to what is selected.
    fn control(&self) -> bool {
        self.keys.any_pressed([
            KeyCode::ControlLeft,
            KeyCode::ControlRight,
            KeyCode::SuperLeft,
            KeyCode::SuperRight,
        ])
    }

    fn tool(&self) -> Tool {
        match (self.shift() || self.alt(), self.control(), *self.tool) {
            (true, ..) => Tool::Box,
            (false, true, Tool::Hand) => Tool::Lasso,
            (_, _, tool) => tool,
        }
    }
}

/// What a press writes.
#[derive(SystemParam)]
pub(super) struct Deeds<'w> {
    select: MessageWriter<'w, Select>,
    drag: MessageWriter<'w, Drag>,
    view: MessageWriter<'w, CameraCommand>,
    marquee: ResMut<'w, Marquee>,
}

/// Follows a press from its beginning to its end.
pub(super) fn press(
    sight: Sight,
    hands: Hands,
    time: Res<Time<Real>>,
    mut grip: ResMut<Grip>,
    mut state: ResMut<Pointer>,
    mut deeds: Deeds,
) {
    let Some(pointer) = hands.pointer() else {
        return;
    };
    let (began, ended) = (hands.began(), hands.ended());
    if began {
        give_up(&mut state, &mut deeds);
        // Within one frame a press can already be over: then the grip tells nothing of it.
        let on_graph = grip.held() || (ended && grip.on_graph());
        state.press = on_graph.then(|| begin(&sight, &hands, pointer));
        if let Some(press) = state.press.as_ref().filter(|_| grip.held()) {
            match press.becomes {
                Becomes::Turn => {}
                Becomes::Move(..) => *grip = Grip::Vertex,
                Becomes::Area(_) => *grip = Grip::Area,
            }
        }
    }
    let Some(press) = &mut state.press else {
        return;
    };
    let mine = match press.becomes {
        Becomes::Turn => true,
        // A second finger makes it the camera's.
        _ => began || ended || matches!(*grip, Grip::Vertex | Grip::Area),
    };
    if !mine || !(hands.down() || ended) {
        give_up(&mut state, &mut deeds);
        return;
    }
    let travel = if press.finger { FINGER } else { CLICK_TRAVEL };
    if press.still && press.at.distance(pointer) > travel {
        press.still = false;
        match press.becomes {
            Becomes::Turn => {}
            Becomes::Move(vertex, _) => {
                let held = if sight.selection.contains(vertex) {
                    sight.selection.vertices().to_vec()
                } else {
                    vec![vertex]
                };
                deeds.drag.write(Drag::Grab(held));
            }
            Becomes::Area(tool) => deeds.marquee.0 = Region::begin(tool, press.at),
        }
    }
    if !press.still {
        match press.becomes {
            Becomes::Turn => {}
            Becomes::Move(_, distance) => {
                if let Some(way) = sight.way(press.at, pointer, distance) {
                    deeds.drag.write(Drag::By(way));
                }
            }
            Becomes::Area(_) => {
                if let Some(region) = &mut deeds.marquee.0 {
                    region.extend(pointer);
                }
            }
        }
    }
    if !ended {
        return;
    }
    let Some(press) = state.press.take() else {
        return;
    };
    if press.still {
        let when = time.elapsed_secs();
        click(&sight, &hands, &press, &mut state, &mut deeds, when);
        return;
    }
    match press.becomes {
        Becomes::Turn => {}
        Becomes::Move(..) => {
            deeds.drag.write(Drag::Release);
        }
        Becomes::Area(_) => {
            if let Some(region) = deeds.marquee.0.take() {
                let vertices = sight.inside(&region);
                let add = hands.control();
                deeds.select.write(Select::Several { vertices, add });
            }
        }
    }
}

/// A press on the graph, and what it is going to be if it moves.
fn begin(sight: &Sight, hands: &Hands, at: Vec2) -> Press {
    let finger = hands.finger();
    let still = hands.alone();
    let becomes = match hands.tool() {
        _ if !still => Becomes::Turn,
        Tool::Hand if sight.level.merged().is_some() => Becomes::Turn,
        Tool::Hand => sight
            .graspable(at, finger)
            .map_or(Becomes::Turn, |(vertex, distance)| {
                Becomes::Move(vertex, distance)
            }),
        tool => Becomes::Area(tool),
    };
    Press {
        at,
        still,
        finger,
        becomes,
    }
}

/// What was begun is not to be.
fn give_up(state: &mut Pointer, deeds: &mut Deeds) {
    let Some(press) = state.press.take().filter(|press| !press.still) else {
        return;
    };
    match press.becomes {
        Becomes::Turn => {}
        Becomes::Move(..) => {
            deeds.drag.write(Drag::Release);
        }
        Becomes::Area(_) => deeds.marquee.0 = None,
    }
}

/// Turns a click into a selection, and a double click into a closer look.
fn click(
    sight: &Sight,
    hands: &Hands,
    press: &Press,
    state: &mut Pointer,
    deeds: &mut Deeds,
    now: f32,
) {
    let several = hands.shift() || hands.control();
    let last = state.last_click.take();
    let mut again = |clicked: Clicked| {
        let again = last.is_some_and(|(when, of)| of == clicked && now - when < DOUBLE_CLICK);
        let again = again && !several;
        if !again {
            state.last_click = Some((now, clicked));
        }
        again
    };
    if sight.level.merged().is_some() {
        match sight.part(press.at, press.finger) {
            Some(part) => {
                if again(Clicked::Part(part)) {
                    deeds.view.write(CameraCommand::FrameSelection);
                }
                let vertices = sight.members(part);
                deeds.select.write(Select::Several {
                    vertices,
                    add: several,
                });
            }
            None if several => {}
            None => {
                deeds.select.write(Select::Clear);
            }
        }
        return;
    }
    let select = match sight.vertex(press.at, press.finger) {
        Some(vertex) => {
            if again(Clicked::Vertex(vertex)) {
                deeds.view.write(CameraCommand::Focus(vertex));
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
    deeds.select.write(select);
}
